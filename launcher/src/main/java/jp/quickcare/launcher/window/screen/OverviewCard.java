package jp.quickcare.launcher.window.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JRadioButton;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.window.Overview;

/** What will happen, before anything does (SPEC A22, A23). */
final class OverviewCard extends Card {
    private static final long serialVersionUID = 1L;

    OverviewCard(Messages messages, Overview overview, Consumer<String> answer, Runnable connection) {
        super(
                overview.offered().isEmpty() ? Symbol.INFORMATION : symbol(overview.kind()),
                messages.say("window.overview." + title(overview)));
        boolean possible = !overview.offered().isEmpty();
        if (possible) {
            say(messages.say("window.overview.text." + overview.kind()));
            quote(messages.say("window.from_administrator"), overview.message());
        } else {
            say(overview.message());
        }
        List<String> facts = new ArrayList<>();
        fact(facts, messages, "installed", overview.installed());
        fact(facts, messages, "offered", overview.offered());
        if (possible && overview.kind() == UpdateKind.NEW) {
            fact(facts, messages, "download", messages.size(overview.changedBytes()));
        }
        fact(facts, messages, "server", overview.connection().servers());
        fact(facts, messages, "channel", overview.connection().channel());
        facts(facts);
        JRadioButton changed = new JRadioButton();
        JRadioButton full = new JRadioButton();
        if (possible && overview.kind() != UpdateKind.NEW) {
            choice(messages, overview, changed, full);
        }
        if (possible) {
            String start = overview.kind() == UpdateKind.UP_TO_DATE ? "start_full" : "start";
            JButton button = button(
                    Words.of(messages.say("window.button." + start)),
                    "start",
                    () -> answer.accept(full.isSelected() ? "FULL" : "UPDATE"));
            button.setEnabled(overview.kind() != UpdateKind.UP_TO_DATE);
            full.addItemListener(event -> {
                button.setEnabled(full.isSelected() || overview.kind() != UpdateKind.UP_TO_DATE);
                if (getRootPane() != null) {
                    getRootPane().setDefaultButton(onEnter());
                }
            });
        } else {
            button(Words.of(messages.say("window.button.look_again")), "lookAgain", () -> answer.accept("LOOK_AGAIN"));
        }
        button(Words.of(messages.say("window.button.close")), "close", () -> answer.accept("NOTHING"));
        if (overview.connection().changeable()) {
            aside(Words.of(messages.say("window.button.connection")), "connection", connection);
        }
    }

    private static Symbol symbol(UpdateKind kind) {
        return kind == UpdateKind.UP_TO_DATE ? Symbol.DONE : Symbol.UPDATE;
    }

    private static String title(Overview overview) {
        return overview.offered().isEmpty() ? "NOT_POSSIBLE" : overview.kind().name();
    }

    private static void fact(List<String> facts, Messages messages, String key, String value) {
        if (!value.isEmpty()) {
            facts.add(messages.say("window.fact." + key));
            facts.add(value);
        }
    }

    private void choice(Messages messages, Overview overview, JRadioButton changed, JRadioButton full) {
        String key = overview.kind() == UpdateKind.UP_TO_DATE ? "nothing" : "changed";
        Words.of(messages.say("window.choice." + key, (Long) overview.changedBytes()))
                .on(changed);
        Words.of(messages.say("window.choice.full", (Long) overview.fullBytes()))
                .on(full);
        changed.setName("changed");
        full.setName("full");
        changed.setOpaque(false);
        full.setOpaque(false);
        ButtonGroup group = new ButtonGroup();
        group.add(changed);
        group.add(full);
        (overview.kind() == UpdateKind.FULL ? full : changed).setSelected(true);
        add(12, changed);
        add(2, full);
    }
}
