package jp.quickcare.launcher.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.window.Frame.Kind;
import jp.quickcare.launcher.window.Frame.Tone;

/** What a window says and wants no answer to: how it ended, mostly. One thread at a time. */
final class WindowNotices {
    private static final int MAX_MESSAGE_LENGTH = 2_000;

    private final Home home;
    private final Messages messages;
    private final Conversation instead;
    private final WindowOnDemand window;
    private final List<String> aside = new ArrayList<>();

    /** @param instead is told the same, but for what it would only repeat */
    WindowNotices(Home home, Messages messages, Conversation instead, WindowOnDemand window) {
        this.home = home;
        this.messages = messages;
        this.instead = instead;
        this.window = window;
    }

    /** What others wrote, as it may stand in a window. */
    static String safe(String text) {
        return Messages.printable(text, MAX_MESSAGE_LENGTH).strip();
    }

    void refused(String message) {
        instead.refused(message);
        notice(Tone.STOP, "refused", messages.say("failure.REFUSED"), message);
    }

    void requiredButUnreachable(String version, String message) {
        instead.requiredButUnreachable(version, message);
        notice(Tone.STOP, "unreachable", messages.say("window.unreachable.text", version), message);
    }

    void notUpdated(UpdateFailure failure) {
        instead.notUpdated(failure);
        if (isPutOff(failure)) {
            return;
        }
        notice(Tone.WARNING, "not_updated", messages.say("start.not_updated", messages.sentence(failure)), "");
    }

    /** What was put off by the person who reads it has not failed. */
    private boolean isPutOff(UpdateFailure failure) {
        if (failure.code() == FailureCode.AT_NEXT_START || failure.code() == FailureCode.AT_RESTART) {
            String title = failure.code() == FailureCode.AT_RESTART ? "at_restart" : "at_next_start";
            notice(Tone.INFORMATION, title, messages.sentence(failure), "");
            return true;
        }
        return false;
    }

    void failed(UpdateFailure failure) {
        instead.failed(failure);
        if (isPutOff(failure)) {
            return;
        }
        if (failure.code() == FailureCode.BUSY && WindowNote.raise(home)) {
            return;
        }
        // With a fact it is that nobody knows whether it was.
        if (failure.code() == FailureCode.CANCELLED && failure.facts().isEmpty()) {
            notice(Tone.INFORMATION, "cancelled", messages.sentence(failure), "");
            return;
        }
        notice(Tone.STOP, "failed", messages.sentence(failure), "");
    }

    void movedAside(List<Path> files) {
        if (!files.isEmpty()) {
            instead.movedAside(files);
            files.forEach(file -> aside.add(messages.say("update.moved_aside", file)));
            notice(Tone.INFORMATION, "moved_aside", String.join("\n", aside), "");
        }
    }

    void putBack(String version, String back) {
        notice(Tone.WARNING, "put_back", messages.say("window.put_back.text", version, back), "");
    }

    /** With what was moved aside before, which one who closed that window has not seen. */
    void done(String text) {
        List<String> sentences = new ArrayList<>(List.of(text));
        sentences.addAll(aside);
        notice(Tone.DONE, "done", String.join("\n", sentences), "");
    }

    private void notice(Tone tone, String title, String text, String message) {
        window.tell(Frame.of(Kind.NOTICE, tone, messages.say("window.title." + title), text, safe(message)));
        window.show();
    }
}
