package jp.quickcare.launcher.window.screen;

import java.awt.GridLayout;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.window.Frame;

/** Name and password that a proxy wants (SPEC A36). */
final class CredentialsCard extends Card {
    private static final long serialVersionUID = 1L;

    /** Takes what was answered. */
    interface Answer {
        void answered(String... fields);
    }

    private final JTextField name = new JTextField(24);

    CredentialsCard(Messages messages, Frame asked, Answer answer) {
        super(Symbol.QUESTION, messages.say("window.title.credentials"));
        boolean wrong = asked.field(3).equals("true");
        say(messages.say(wrong ? "window.credentials.wrong" : "window.credentials.text", asked.field(2)));
        JPasswordField password = new JPasswordField(24);
        JPanel form = new JPanel(new GridLayout(0, 1, 0, Look.length(4)));
        form.setOpaque(false);
        field(form, messages.say("window.credentials.name"), name, "name");
        field(form, messages.say("window.credentials.password"), password, "password");
        add(12, form);
        button(
                Words.of(messages.say("window.button.go_on")),
                "ok",
                () -> answer.answered("yes", name.getText(), new String(password.getPassword())));
        button(Words.of(messages.say("window.button.cancel")), "cancel", () -> answer.answered("no"));
    }

    private static void field(JPanel form, String marked, JTextField field, String name) {
        JLabel label = Words.of(marked).on(new JLabel());
        label.setLabelFor(field);
        field.setName(name);
        form.add(label);
        form.add(field);
    }

    @Override
    JComponent focus() {
        return name;
    }
}
