package jp.quickcare.launcher.fetch;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Tells a server that does not answer in time from one whose answer went wrong (SPEC A10, "header"). */
public final class NoAnswer {
    private NoAnswer() {}

    /** Whether this is how a transfer ends when nobody answers. */
    public static boolean is(@Nullable Throwable cause) {
        return cause instanceof SlowSourceException
                || cause instanceof SocketTimeoutException
                || cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException;
    }
}
