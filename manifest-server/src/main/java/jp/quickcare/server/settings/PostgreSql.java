package jp.quickcare.server.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where several servers of one site keep what they share (SPEC F6).
 *
 * @param host name or address; an IPv6 address stands in brackets
 * @param port of the database
 * @param name of the database
 * @param user to log in as; empty for the one the driver takes
 * @param password of the user; empty for none
 */
public record PostgreSql(String host, int port, String name, String user, String password) {
    static final String FORM =
            "postgresql://([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::([1-9][0-9]{0,4}))?/([A-Za-z0-9_.-]{1,63})";

    private static final Pattern PATTERN = Pattern.compile(FORM);
    private static final int STANDARD_PORT = 5432;

    /** @param address of the form that the setting may have */
    static PostgreSql of(String address, String user, String password) {
        Matcher matcher = PATTERN.matcher(address);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(address);
        }
        int port = matcher.group(2) == null ? STANDARD_PORT : Integer.parseInt(matcher.group(2));
        return new PostgreSql(matcher.group(1), port, matcher.group(3), user, password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "postgresql://" + host + ":" + port + "/" + name;
    }
}
