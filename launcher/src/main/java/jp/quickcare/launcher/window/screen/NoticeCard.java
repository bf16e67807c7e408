package jp.quickcare.launcher.window.screen;

import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.window.Frame.Tone;

/** Something to read, and then to close. */
final class NoticeCard extends Card {
    private static final long serialVersionUID = 1L;

    NoticeCard(Messages messages, Tone tone, String title, String text, String message, Runnable close) {
        super(
                switch (tone) {
                    case DONE -> Symbol.DONE;
                    case INFORMATION -> Symbol.INFORMATION;
                    case WARNING -> Symbol.WARNING;
                    case STOP -> Symbol.STOP;
                },
                title);
        say(text);
        quote(messages.say("window.from_administrator"), message);
        button(Words.of(messages.say("window.button.close")), "closeNotice", close);
    }

    static NoticeCard lost(Messages messages, Runnable close) {
        return new NoticeCard(
                messages, Tone.WARNING, messages.say("window.title.lost"), messages.say("window.lost.text"), "", close);
    }
}
