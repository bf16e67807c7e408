package jp.quickcare.launcher.proxy;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A proxy wants a user name and a password, and was told none or wrong ones (SPEC A36). */
public final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String proxy;
    private final boolean wrong;

    /**
     * A refusal.
     *
     * @param proxy host and port
     * @param wrong whether it was told something
     */
    public ProxyRefusedException(String proxy, boolean wrong) {
        super("the proxy " + proxy + (wrong ? " refuses what it was told" : " wants a user name and a password"));
        this.proxy = proxy;
        this.wrong = wrong;
    }

    /** Host and port. */
    public String proxy() {
        return proxy;
    }

    /** Whether it was told something. */
    public boolean wrong() {
        return wrong;
    }

    /** The refusal that a failure comes from, if it comes from one. */
    public static Optional<ProxyRefusedException> in(@Nullable Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (at instanceof ProxyRefusedException refused) {
                return Optional.of(refused);
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
