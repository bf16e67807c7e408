package jp.quickcare.windows.service;

import com.sun.jna.platform.win32.WinError;
import java.util.Set;

/**
 * How an exit code of the server's is told to Windows, which starts a service again when it ended with an error.
 *
 * @param error what Windows goes by
 * @param code the server's own exit code
 */
record ExitReport(int error, int code) {
    /** Settings or a repository that cannot be used stay so: starting it again is of no use. */
    private static final Set<Integer> STAY = Set.of(2, 6, 11);

    static ExitReport of(int exitCode) {
        boolean ended = exitCode == 0 || STAY.contains(exitCode);
        return new ExitReport(ended ? WinError.ERROR_SUCCESS : WinError.ERROR_SERVICE_SPECIFIC_ERROR, exitCode);
    }

    /** The exit code of a service that has ended, as far as Windows knows one; 0 when it ended as it should. */
    static int code(int error, int code) {
        return switch (error) {
            case WinError.ERROR_SUCCESS, WinError.ERROR_SERVICE_SPECIFIC_ERROR -> code;
            case WinError.ERROR_SERVICE_NEVER_STARTED -> 0;
            default -> error;
        };
    }
}
