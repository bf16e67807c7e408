package jp.quickcare.launcher.window.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jp.quickcare.launcher.apply.RestartMoves;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.window.Frame;
import jp.quickcare.launcher.window.Frame.Tone;
import jp.quickcare.launcher.window.Frame.Topic;
import jp.quickcare.launcher.window.Overview;
import org.jspecify.annotations.Nullable;

/** Makes the cards that ask something, and hands on what is answered. Used on the event thread only. */
final class Questions {
    /** Takes the answer to a question. */
    interface Answers {
        void answered(long question, String... fields);
    }

    private final Messages messages;
    private final Answers answers;
    private final Consumer<Card> show;
    private @Nullable ConnectionCard connection;
    private @Nullable Overview overview;
    private @Nullable Paragraph others;
    private String took = "";
    private long question;

    Questions(Messages messages, Answers answers, Consumer<Card> show) {
        this.messages = messages;
        this.answers = answers;
        this.show = show;
    }

    private Words words(String key) {
        return Words.of(messages.say("window.button." + key));
    }

    private void answer(String... fields) {
        answers.answered(question, fields);
    }

    /** The card for a question. */
    Card card(Frame asked, String application) {
        question = asked.number(0);
        return switch (Topic.valueOf(asked.field(1))) {
            case REQUIRED -> required(asked, application);
            case OVERVIEW -> {
                overview = Overview.of(asked);
                ConnectionCard open = connection;
                yield open == null ? overviewCard() : open;
            }
            case IN_USE -> inUse(asked);
            case MISSING -> missing(asked);
            case CREDENTIALS -> new CredentialsCard(messages, asked, this::answer);
        };
    }

    private Card required(Frame asked, String application) {
        Card card = new Card(Symbol.UPDATE, messages.say("window.title.required", application));
        card.say(messages.say("window.required.text", application));
        card.quote(messages.say("window.from_administrator"), asked.field(5));
        card.facts(List.of(
                messages.say("window.fact.release"), asked.field(2),
                messages.say("window.fact.kind"), kind(asked.field(3)),
                messages.say("window.fact.download"), messages.size(asked.number(4))));
        // Its place is kept free, so that nothing moves when it becomes known.
        others = card.remark(took.isEmpty() ? " " : took);
        others.setName("took");
        card.remark(messages.say("window.required.safe"));
        card.button(words("update_and_start"), "yes", () -> answer("yes"));
        card.button(words("quit"), "no", () -> answer("no"));
        return card;
    }

    /** How long it took others; it may come before the question is there. */
    void took(String sentence) {
        took = sentence;
        if (others != null) {
            others.setText(sentence);
        }
    }

    private String kind(String name) {
        return messages.say("window.kind." + UpdateKind.valueOf(name));
    }

    private Card overviewCard() {
        return new OverviewCard(
                messages, java.util.Objects.requireNonNull(overview), this::answer, this::changeConnection);
    }

    private void changeConnection() {
        connection = new ConnectionCard(
                messages,
                java.util.Objects.requireNonNull(overview).connection(),
                wanted -> answer("CONNECTION", wanted.servers(), wanted.channel(), wanted.staging()),
                () -> {
                    connection = null;
                    show.accept(overviewCard());
                });
        show.accept(connection);
    }

    /** How a change of the connection went. */
    void tried(String why) {
        ConnectionCard open = connection;
        if (open != null) {
            open.tried(why);
            if (why.isEmpty()) {
                connection = null;
            }
        }
    }

    private Card inUse(Frame asked) {
        Card card = new Card(Symbol.WARNING, messages.say("window.title.in_use"));
        card.say(messages.say("window.in_use.text"));
        List<String> rows = new ArrayList<>(asked.rest(2));
        card.add(10, FileTable.of(rows, messages.say("window.in_use.file"), messages.say("window.in_use.program")));
        boolean byWindows = RestartMoves.ofSystem().isPresent();
        String choices = messages.say("window.in_use.choices");
        card.remark(byWindows ? messages.say("window.in_use.choices_windows", choices) : choices);
        card.button(words("retry"), "RETRY", () -> answer("RETRY"));
        card.button(words("ask_to_close"), "ASK_TO_CLOSE", () -> answer("ASK_TO_CLOSE"));
        card.button(words("at_next_start"), "AT_NEXT_START", () -> answer("AT_NEXT_START"));
        if (byWindows) {
            card.button(words("at_restart"), "AT_RESTART", () -> answer("AT_RESTART"));
        }
        card.button(words("stop"), "STOP", () -> answer("STOP"));
        card.aside(words("ignore"), "IGNORE", () -> answer("IGNORE"));
        return card;
    }

    private Card missing(Frame asked) {
        Card card = new Card(Symbol.WARNING, messages.say("window.title.missing"));
        card.say(messages.say("window.missing.text"));
        List<String> rows = new ArrayList<>();
        for (String file : asked.rest(2)) {
            rows.add(file);
        }
        card.add(10, FileTable.of(rows, messages.say("window.in_use.file")));
        card.remark(messages.say("window.missing.choices"));
        card.button(words("stop"), "STOP", () -> answer("STOP"));
        card.button(words("go_on"), "GO_ON", () -> answer("GO_ON"));
        return card;
    }

    /** The card for something to read. */
    Card notice(Frame told, Runnable close) {
        return new NoticeCard(
                messages, Tone.valueOf(told.field(0)), told.field(1), told.field(2), told.field(3), close);
    }

    Card confirmCancel(Runnable stop, Runnable goOn) {
        Card card = new Card(Symbol.QUESTION, messages.say("window.title.cancel"));
        card.say(messages.say("window.cancel.text"));
        javax.swing.JButton safe = card.button(words("go_on_updating"), "goOn", goOn);
        card.button(words("stop_update"), "stop", stop);
        card.escape(safe);
        return card;
    }

    Card confirmClose(Runnable close, Runnable cancel, Runnable stay) {
        Card card = new Card(Symbol.QUESTION, messages.say("window.title.close"));
        card.say(messages.say("window.close.text"));
        card.button(words("close_window"), "close", close);
        card.button(words("stay"), "stay", stay);
        card.aside(words("cancel_update"), "cancel", cancel);
        return card;
    }
}
