package jp.quickcare.server.console.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * From where somebody asks.
 *
 * @param address of the other side of the connection
 * @param host as the request's Host header has it, with a port or without
 * @param forwarded a proxy says that it asks for somebody else
 */
public record Caller(InetAddress address, String host, boolean forwarded) {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1");

    /**
     * Whether it is a browser on the server PC itself that means the server PC. The name that it asked for counts too:
     * a page from elsewhere can give its own name this computer's address, and its browser would send that name.
     */
    public boolean isThisComputer() {
        return address.isLoopbackAddress() && !forwarded && isLocalName(hostName());
    }

    private String hostName() {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            int end = name.indexOf(']');
            return end < 0 ? "" : name.substring(1, end);
        }
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static boolean isLocalName(String name) {
        return LOCAL_NAMES.contains(name) || (!name.isEmpty() && name.equals(OwnName.NAME));
    }

    /** Looked up once: it may cost a question to the network. */
    private static final class OwnName {
        static final String NAME = find();

        private static String find() {
            try {
                return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            } catch (UnknownHostException e) {
                return "";
            }
        }
    }
}
