package jp.quickcare.launcher.agent;

import java.util.Locale;

/** What a {@link Line} says, and of what. */
enum Say {
    /** To the agent, an answer: the number of the question, and the answer. */
    ANSWER,
    /** To the agent: not wanted any more. */
    CANCEL,

    /** That the agent is there and at work on it; nothing more. Said first of all, and again every few seconds. */
    HERE,
    /** A {@code Step} begins: its name. */
    STEP,
    /** A file is worked on: path, bytes done, bytes in all. */
    FILE,
    /** Bytes done, bytes in all. */
    BYTES,
    /** PCs that update, PCs that wait. */
    WAITS,
    /** What is about to be done: version, kind, bytes to bring, the administrator's message. */
    ANNOUNCES,
    /** A question: its number, whether a required update may begin, and then as {@link #ANNOUNCES}. */
    ASK_REQUIRED,
    /** A question: its number, then files in use and the programs that use them, in pairs. */
    ASK_IN_USE,
    /** A question: its number, then files that no server has. */
    ASK_MISSING,
    /** To the question that is being asked: how many others took how many seconds. */
    TOOK,
    /** Nobody starts: the administrator's message. */
    REFUSED_START,
    /** No server, and a release is required: its version, the administrator's message. */
    UNREACHABLE,
    /** Not updated; the installed release starts: a failure. */
    NOT_UPDATED,
    /** It failed, and nothing starts: a failure. */
    FAILED,
    /** Files of the user's that were renamed: their paths now. */
    MOVED_ASIDE,

    /** The last word: what became of it, see {@link End}. */
    END,
    /** The last word too: the agent does not do it, see {@link Refusal}. */
    NO;

    private final String word = name().toLowerCase(Locale.ROOT);

    String word() {
        return word;
    }
}
