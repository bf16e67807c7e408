package jp.quickcare.server.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A command ends without having done what was asked. The message is the one sentence that a person reads: it names the
 * thing, where it is, and what to do.
 */
public final class ServerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    /** A failure with its sentence. */
    public ServerFailure(FailureCode code, String sentence) {
        this(code, sentence, null);
    }

    /** A failure with its sentence and what the platform threw. */
    public ServerFailure(FailureCode code, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /** What a person gave cannot be used. */
    public static ServerFailure badInput(String sentence) {
        return new ServerFailure(FailureCode.BAD_INPUT, sentence);
    }

    /**
     * A file could not be read or written.
     *
     * @param attempt what was tried, for example {@code writing /srv/site/objects/ab}
     */
    public static ServerFailure disk(String attempt, IOException cause) {
        return new ServerFailure(FailureCode.DISK, attempt + " failed: " + reason(cause), cause);
    }

    /** Why a file operation failed, in words; the path is left out where the system puts it in front. */
    public static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file (" + cause.getMessage() + ")";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied (" + cause.getMessage() + ")";
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason() + " (" + failure.getFile() + ")";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName().toLowerCase(Locale.ROOT) : message;
    }

    /** Which exit code the command ends with. */
    public FailureCode code() {
        return code;
    }
}
