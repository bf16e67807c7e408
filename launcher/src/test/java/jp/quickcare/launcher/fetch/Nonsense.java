package jp.quickcare.launcher.fetch;

import java.nio.charset.StandardCharsets;

/** What comes back where a server should have answered (THREATS TR1 to TR6); fits no question there is. */
public enum Nonsense {
    /** TR6: the log-in page of a captive portal. */
    PORTAL((request, wire) -> wire.ok("text/html", ascii("<html><body>Please log in.</body></html>"))),
    /** TR4 */
    HALF_A_BODY((request, wire) -> {
        wire.head("200 OK", "Content-Type: application/json", "Content-Length: 1000");
        wire.text("{\"siteTimestamp\":");
        wire.cut();
    }),
    /** TR1 */
    ENDLESS_BODY((request, wire) -> {
        wire.head("200 OK", "Content-Type: application/json", "Connection: close");
        wire.endlessly(ascii(" ".repeat(8192)));
    }),
    /** TR1 */
    ENDLESS_CHUNKS((request, wire) -> {
        wire.head("200 OK", "Content-Type: application/json", "Transfer-Encoding: chunked");
        wire.endlessly(ascii("400\r\n" + " ".repeat(0x400) + "\r\n"));
    }),
    /** TR2: a silence never lasts long enough to be one. */
    SLOW_DRIP((request, wire) -> {
        wire.head("200 OK", "Content-Type: application/json", "Connection: close");
        wire.drip(20_000_000);
    }),
    /** TR1 */
    WRONG_LENGTH((request, wire) -> {
        wire.head("200 OK", "Content-Type: application/json", "Content-Length: 9223372036854775807");
        wire.text("{}");
        wire.cut();
    }),
    /** TR3 */
    REDIRECT_LOOP((request, wire) -> wire.head("302 Found", "Location: " + request.path(), "Content-Length: 0")),
    /** TR3 */
    REDIRECT_TO_A_FILE((request, wire) ->
            wire.head("307 Temporary Redirect", "Location: file:///etc/passwd", "Content-Length: 0")),
    /** TR5 */
    COMPRESSED((request, wire) -> {
        wire.head("200 OK", "Content-Type: application/json", "Content-Encoding: gzip", "Content-Length: 20");
        wire.body(new byte[20]);
    }),
    /** TR5 */
    ENDLESS_HEADERS((request, wire) -> {
        wire.text("HTTP/1.1 200 OK\r\n");
        wire.endlessly(ascii("X-Bomb: " + "b".repeat(1000) + "\r\n"));
    }),
    /** TR6 */
    SERVER_ERROR((request, wire) -> wire.status("500 Internal Server Error")),
    /** TR6 */
    BAD_GATEWAY((request, wire) -> wire.head("502 Bad Gateway", "Content-Type: text/html", "Content-Length: 0")),
    /** MT14 */
    NO_JSON((request, wire) -> wire.ok("application/json", new byte[] {'{', (byte) 0xC0, (byte) 0xAF, 0, '}'})),
    /** MT14 */
    DEEP_JSON((request, wire) -> wire.ok("application/json", ascii("[".repeat(60_000)))),
    /** Sound, and nothing that was asked for. */
    OTHER_JSON((request, wire) -> wire.ok("application/json", ascii("{\"signed\":{},\"id\":7,\"updates\":\"many\"}")));

    // None of them remembers anything.
    @SuppressWarnings("ImmutableEnumChecker")
    private final RawServer.Answer answer;

    Nonsense(RawServer.Answer answer) {
        this.answer = answer;
    }

    /** To be given by a {@link RawServer}. */
    public RawServer.Answer answer() {
        return answer;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
