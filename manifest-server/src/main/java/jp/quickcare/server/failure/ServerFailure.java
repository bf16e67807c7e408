package jp.quickcare.server.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.regex.Pattern;
import jp.quickcare.server.messages.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A command ends without having done what was asked. The message is the one sentence that a person reads: it names the
 * thing, where it is, and what to do.
 */
public final class ServerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** As Linux and Windows, in its two languages here, say that a disk or a user's part of it is full. */
    private static final Pattern NO_ROOM =
            Pattern.compile("No space left|[Dd]isk quota exceeded|not enough space|\u7A7A\u304D\u9818\u57DF");

    private final FailureCode code;
    private final transient Sentence sentence;

    /** A failure with its sentence. */
    public ServerFailure(FailureCode code, Sentence sentence) {
        this(code, sentence, null);
    }

    /** A failure with its sentence and what the platform threw. */
    public ServerFailure(FailureCode code, Sentence sentence, @Nullable Throwable cause) {
        super(sentence.in(Locale.ENGLISH), cause);
        this.code = code;
        this.sentence = sentence;
    }

    /** What a person gave cannot be used. */
    public static ServerFailure badInput(Sentence sentence) {
        return new ServerFailure(FailureCode.BAD_INPUT, sentence);
    }

    /**
     * A file could not be read or written.
     *
     * @param attempt what was tried, as a noun
     */
    public static ServerFailure disk(Sentence attempt, IOException cause) {
        return new ServerFailure(FailureCode.DISK, Sentence.of("failure.disk", attempt, reason(cause)), cause);
    }

    /** Why a file operation failed, in words; the path is left out where the system puts it in front. */
    public static Sentence reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return Sentence.of("reason.no-file", String.valueOf(cause.getMessage()));
        }
        if (cause instanceof AccessDeniedException) {
            return Sentence.of("reason.permission", String.valueOf(cause.getMessage()));
        }
        if (NO_ROOM.matcher(String.valueOf(cause.getMessage())).find()) {
            return Sentence.of("reason.no-room");
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return Sentence.verbatim(failure.getReason() + " (" + failure.getFile() + ")");
        }
        String message = cause.getMessage();
        return Sentence.verbatim(
                message == null ? cause.getClass().getSimpleName().toLowerCase(Locale.ROOT) : message);
    }

    /** What a person reads, in that language; the message of the exception is the same in English. */
    public String sentence(Locale locale) {
        return sentence.in(locale);
    }

    /** Which exit code the command ends with. */
    public FailureCode code() {
        return code;
    }
}
