package jp.quickcare.benchmarks.server;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** PCs of a large site, numbered from 0. */
final class Pc {
    private Pc() {}

    static String id(int number) {
        return new UUID(0x5143_0000_0000_4000L, 0x8000_0000_0000_0000L | number).toString();
    }

    /** The member {@code client} of a request's body. */
    static String json(int number) {
        return json(id(number), number);
    }

    /** The same for a PC with an id of its own. */
    static String json(String id, int number) {
        return String.format(
                Locale.ROOT,
                "\"client\":{\"id\":\"%s\",\"pc\":\"PC-%05d\",\"user\":\"user%05d\",\"app\":\"qc\",\"channel\":\"QC\","
                        + "\"platform\":\"win-x64\",\"launcher\":\"1.0.0\",\"installed\":\"0.9\",\"manifest\":\"%064x\"}",
                id,
                number,
                number,
                1);
    }

    /** A whole request with this body. */
    static byte[] post(String path, String body) {
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
