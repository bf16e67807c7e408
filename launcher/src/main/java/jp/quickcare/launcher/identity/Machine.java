package jp.quickcare.launcher.identity;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.quickcare.launcher.system.Providers;

/**
 * Which computer this is and in whose session, for whoever has to find it. Never fails: what cannot be found out is
 * empty. It asks the system, so it is not for the way of a click.
 *
 * @param id the number that the system drew for itself when it was installed
 * @param pc the computer's name
 * @param user who is logged in
 * @param session of that user
 * @param macAddresses of the network cards, sorted, such as {@code 02:42:ac:11:00:02}
 */
public record Machine(String id, String pc, String user, String session, List<String> macAddresses) {
    /** Keeps its own copy of the list. */
    public Machine {
        macAddresses = List.copyOf(macAddresses);
    }

    /** This one. */
    public static Machine here() {
        MachineSource source = Providers.of(MachineSource.class).stream()
                .filter(MachineSource::fits)
                .findFirst()
                .orElseGet(Linux::new);
        return new Machine(
                source.id().orElse(""),
                ComputerName.find(),
                System.getProperty("user.name", ""),
                source.session().orElse(""),
                cards());
    }

    private static List<String> cards() {
        SortedSet<String> cards = new TreeSet<>();
        try {
            for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                byte[] address = card.isLoopback() ? null : card.getHardwareAddress();
                if (address != null && address.length > 0) {
                    cards.add(HexFormat.ofDelimiter(":").formatHex(address));
                }
            }
        } catch (SocketException e) {
            // Those that were found are better than none.
        }
        return List.copyOf(cards);
    }

    private static final class Linux implements MachineSource {
        @Override
        public boolean fits() {
            return true;
        }

        @Override
        public Optional<String> id() {
            try {
                return Optional.of(Files.readString(Path.of("/etc/machine-id")).strip());
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public Optional<String> session() {
            return Optional.ofNullable(System.getenv("XDG_SESSION_ID"));
        }
    }
}
