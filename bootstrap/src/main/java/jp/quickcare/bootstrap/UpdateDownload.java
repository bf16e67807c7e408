package jp.quickcare.bootstrap;

import java.util.Locale;

/**
 * How far an update is that is brought while the application runs.
 *
 * @param state what is going on
 * @param doneBytes of all that has to be brought
 * @param totalBytes 0 while that is not known
 */
public record UpdateDownload(State state, long doneBytes, long totalBytes) {
    /** What is going on. */
    public enum State {
        /** It is being brought. */
        RUNNING,
        /** All of it is there: {@link ApplicationLink#updateAndRestart()} has nothing to wait for but its place. */
        READY,
        /** It could not be brought; what has arrived is kept. The application may ask again. */
        FAILED
    }

    /** For the launcher: as a line of a file. */
    public String line() {
        return state.name().toLowerCase(Locale.ROOT) + ' ' + doneBytes + ' ' + totalBytes;
    }

    /** Reads a line. @throws IllegalArgumentException it is none */
    static UpdateDownload of(String line) {
        String[] words = line.strip().split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException(line);
        }
        State state = State.valueOf(words[0].toUpperCase(Locale.ROOT));
        return new UpdateDownload(state, Long.parseLong(words[1]), Long.parseLong(words[2]));
    }
}
