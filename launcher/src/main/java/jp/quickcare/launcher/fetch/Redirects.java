package jp.quickcare.launcher.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where an answer may send us: a few steps, on the same host, never to a weaker scheme (THREATS TR3). Pure. */
final class Redirects {
    /** Steps that are followed for one request. */
    static final int MOST = 3;

    private Redirects() {}

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /**
     * The next address.
     *
     * @throws LyingSourceException it is one we do not go to; the message says why
     */
    static URI next(URI from, @Nullable String location, int stepsDone) throws IOException {
        String shown = BaseUri.shown(from);
        if (stepsDone >= MOST) {
            throw new LyingSourceException(shown + " redirects more than " + MOST + " times");
        }
        if (location == null) {
            throw new LyingSourceException(shown + " redirects to nowhere");
        }
        URI to = resolve(from, location);
        if (!BaseUri.isHttp(to)) {
            throw new LyingSourceException(shown + " redirects to something that is not http or https");
        }
        if (!to.getHost().equalsIgnoreCase(from.getHost())) {
            throw new LyingSourceException(shown + " redirects to another host, " + to.getHost());
        }
        boolean fromTls = BaseUri.scheme(from).equals("https");
        boolean toTls = BaseUri.scheme(to).equals("https");
        if (fromTls && !toTls) {
            throw new LyingSourceException(shown + " redirects from https to http");
        }
        if (fromTls == toTls && BaseUri.port(from) != BaseUri.port(to)) {
            throw new LyingSourceException(shown + " redirects to another port, " + BaseUri.port(to));
        }
        return to;
    }

    private static URI resolve(URI from, String location) throws LyingSourceException {
        try {
            return from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new LyingSourceException(BaseUri.shown(from) + " redirects to something that is no address", e);
        }
    }
}
