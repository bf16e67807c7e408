package jp.quickcare.launcher.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses of sources: what may be one, how names are put behind it, and how it is shown. */
final class BaseUri {
    private BaseUri() {}

    /**
     * The address with a slash at its end, so that names resolve below it.
     *
     * @throws IllegalArgumentException it is not an http or https address with a host
     */
    static URI folder(URI base) {
        requireHttp(base);
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String slashed = path.endsWith("/") ? path : path + "/";
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + slashed);
    }

    /** The same without user name, password and query: for logs and people. */
    static String shown(URI uri) {
        try {
            return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null).toString();
        } catch (URISyntaxException e) {
            return uri.getScheme() + "://" + uri.getHost();
        }
    }

    static boolean isHttp(URI uri) {
        return uri.getHost() != null && uri.getScheme() != null && isHttpScheme(scheme(uri));
    }

    static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** The port that is meant, also where none is written. */
    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return scheme(uri).equals("https") ? 443 : 80;
    }

    private static boolean isHttpScheme(String scheme) {
        return scheme.equals("http") || scheme.equals("https");
    }

    private static void requireHttp(URI uri) {
        if (!isHttp(uri)) {
            throw new IllegalArgumentException("not an http or https address: \"" + uri.getScheme() + "\"");
        }
    }
}
