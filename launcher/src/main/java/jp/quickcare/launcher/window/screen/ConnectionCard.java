package jp.quickcare.launcher.window.screen;

import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.window.Overview.Connection;

/** Where updates come from; tried before it is kept (SPEC A28). */
final class ConnectionCard extends Card {
    private static final long serialVersionUID = 1L;

    private final transient Messages messages;
    private final JTextField servers;
    private final JTextField channel;
    private final JTextField staging;
    private final Paragraph state;
    private final JButton keep;

    ConnectionCard(Messages messages, Connection now, Consumer<Connection> tryIt, Runnable back) {
        super(Symbol.QUESTION, messages.say("window.title.connection"));
        this.messages = messages;
        say(messages.say("window.connection.text"));
        JPanel form = new JPanel(new GridBagLayout());
        form.setOpaque(false);
        servers = field(form, 0, "servers", now.servers(), null);
        channel = field(form, 1, "channel", now.channel(), null);
        JButton choose = Words.of(messages.say("window.button.choose")).on(new JButton());
        choose.setName("choose");
        staging = field(form, 2, "staging", now.staging(), choose);
        choose.addActionListener(event -> choose());
        staging.putClientProperty("JTextField.placeholderText", messages.say("window.connection.system_folder"));
        add(14, form);
        state = remark(messages.say("window.connection.tried_first"));
        state.setName("connectionState");
        keep = button(Words.of(messages.say("window.button.try_and_keep")), "keep", () -> {
            busy(true);
            state.setText(messages.say("window.connection.trying"));
            state.setForeground(Look.muted());
            tryIt.accept(new Connection(
                    servers.getText().strip(),
                    channel.getText().strip(),
                    staging.getText().strip(),
                    true));
        });
        button(Words.of(messages.say("window.button.back")), "back", back);
    }

    private JTextField field(
            JPanel form, int row, String name, String text, @org.jspecify.annotations.Nullable JButton beside) {
        GridBagConstraints at = new GridBagConstraints();
        at.gridy = row;
        at.anchor = GridBagConstraints.WEST;
        at.insets = new Insets(Look.length(4), 0, Look.length(4), Look.length(14));
        JLabel label = Words.of(messages.say("window.connection." + name)).on(new JLabel());
        form.add(label, at);
        JTextField field = new JTextField(text, 24);
        field.setName(name);
        label.setLabelFor(field);
        at.weightx = 1;
        at.fill = GridBagConstraints.HORIZONTAL;
        at.insets = new Insets(Look.length(4), 0, Look.length(4), 0);
        at.gridwidth = beside == null ? 2 : 1;
        form.add(field, at);
        if (beside != null) {
            at.weightx = 0;
            at.gridwidth = 1;
            at.insets = new Insets(Look.length(4), Look.length(6), Look.length(4), 0);
            form.add(beside, at);
        }
        return field;
    }

    private void choose() {
        JFileChooser chooser = new JFileChooser(staging.getText());
        chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
        if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) {
            staging.setText(chooser.getSelectedFile().getPath());
        }
    }

    private void busy(boolean busy) {
        keep.setEnabled(!busy);
        servers.setEnabled(!busy);
        channel.setEnabled(!busy);
        staging.setEnabled(!busy);
    }

    /** How it went: empty when it is kept, else why not. */
    void tried(String why) {
        busy(false);
        if (!why.isEmpty()) {
            state.setText(messages.say("window.connection.not_kept", why));
            state.setForeground(Look.stop());
            state.getAccessibleContext().setAccessibleName(state.getText());
            servers.requestFocusInWindow();
            revalidate();
        }
    }

    @Override
    JComponent focus() {
        return servers;
    }
}
