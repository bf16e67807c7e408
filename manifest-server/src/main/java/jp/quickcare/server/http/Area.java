package jp.quickcare.server.http;

import io.undertow.server.HttpHandler;

/**
 * A part of the server's names and who answers there. Its handler is called on an I/O thread, whatever the method, and
 * dispatches before it looks into a file or the database.
 *
 * @param path the name itself, and the beginning of all names under it; {@code /v1/tickets} has {@code /v1/tickets} and
 *     {@code /v1/tickets/7f}, not {@code /v1/tickets7}; {@code /} has nothing but itself
 * @param handler who answers
 */
public record Area(String path, HttpHandler handler) {
    private static final String ROOT = "/";

    /** @throws IllegalArgumentException the path is no absolute one, or has a slash at its end */
    public Area {
        if (!path.equals(ROOT) && (!path.startsWith(ROOT) || path.endsWith(ROOT))) {
            throw new IllegalArgumentException(path);
        }
    }

    /** Whether this name, as it stands in the URL, is answered here. */
    public boolean has(String requestPath) {
        if (path.equals(ROOT)) {
            return requestPath.equals(ROOT);
        }
        return requestPath.startsWith(path)
                && (requestPath.length() == path.length() || requestPath.charAt(path.length()) == '/');
    }
}
