package jp.quickcare.launcher.window;

import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.window.Frame.Kind;
import org.slf4j.LoggerFactory;

/**
 * How a second window, or a second click, of the same user finds the update that runs: {@code state/window}.
 *
 * @param port on the loopback address
 * @param word that the update knows its windows by
 */
public record WindowNote(int port, String word) {
    private static final int PATIENCE_MILLIS = 2_000;

    private static Path file(Home home) {
        return home.state().resolve("window");
    }

    /** The update that runs and has a window or could have one. */
    public static Optional<WindowNote> read(Home home) {
        try {
            List<String> lines = Files.readAllLines(file(home), StandardCharsets.UTF_8);
            return lines.size() == 2
                    ? Optional.of(new WindowNote(Integer.parseInt(lines.get(0)), lines.get(1)))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Only this user may read it. That it could not be written costs the second window, and nothing else. */
    static void write(Home home, WindowNote note) {
        if (read(home).filter(WindowNote::isAnswered).isPresent()) {
            return;
        }
        try {
            Path unfinished = Files.createTempFile(home.state(), "window", ".new");
            if (File.separatorChar == '/') {
                Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(unfinished, note.port() + "\n" + note.word() + "\n", StandardCharsets.UTF_8);
            Files.move(unfinished, file(home), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LoggerFactory.getLogger(WindowNote.class).warn("no second window: {}", e.toString());
        }
    }

    static void remove(Home home, int port) {
        try {
            if (read(home).filter(note -> note.port() == port).isPresent()) {
                Files.deleteIfExists(file(home));
            }
        } catch (IOException e) {
            // The next one to open replaces it.
        }
    }

    private boolean isAnswered() {
        try (Socket socket = connect()) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A connection to the update. @throws IOException it is over */
    public Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Asks the window of the update that runs to come to the front. @return false where there is none */
    static boolean raise(Home home) {
        Optional<WindowNote> note = read(home);
        if (note.isEmpty()) {
            return false;
        }
        try (Socket socket = note.get().connect()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Frame.of(Kind.RAISE, note.get().word()).write(new DataOutputStream(socket.getOutputStream()));
            return socket.getInputStream().read() == 1;
        } catch (IOException e) {
            return false;
        }
    }
}
