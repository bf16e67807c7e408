package jp.quickcare.launcher.window;

import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.talk.Terminal;
import jp.quickcare.launcher.talk.TerminalConversation;

/** Chooses how to talk: not at all where that is wanted, on the terminal where there is one, else in a window. */
public final class Conversations {
    private Conversations() {}

    /**
     * The conversation of this process.
     *
     * @param silent nobody is asked
     */
    public static Conversation ofProcess(Home home, Messages messages, boolean silent) {
        Conversation terminal = TerminalConversation.ofProcess(messages, silent);
        boolean window = !silent && !Terminal.isPresent() && WindowProcess.isPossible();
        return window ? new WindowConversation(home, messages, terminal) : terminal;
    }

    /** A window, also where there is a terminal; without a display it talks on that. */
    public static WindowConversation inWindow(Home home, Messages messages) {
        return new WindowConversation(home, messages, TerminalConversation.ofProcess(messages, false));
    }
}
