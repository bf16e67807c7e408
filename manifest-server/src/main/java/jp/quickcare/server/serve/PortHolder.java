package jp.quickcare.server.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.server.messages.Sentence;

/** Who listens on a port of this machine, as far as the system tells (SPEC A2). */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private PortHolder() {}

    /** For example {@code nginx (process 812)}; empty where the system does not say. */
    static Optional<Sentence> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            sockets.addAll(listeners(PROC.resolve(table), port));
        }
        return sockets.isEmpty() ? Optional.empty() : process(sockets);
    }

    /** Columns of the table: number, local address and port in hexadecimal, remote, state, and as tenth the inode. */
    private static Set<String> listeners(Path table, int port) {
        Set<String> sockets = new HashSet<>();
        String suffix = String.format(":%04X", port);
        try {
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.strip().split("\\s+", 12);
                if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING)) {
                    sockets.add("socket:[" + columns[9] + "]");
                }
            }
        } catch (IOException e) {
            // Not Linux, or not allowed: then nobody is named.
            return Set.of();
        }
        return sockets;
    }

    private static Optional<Sentence> process(Set<String> sockets) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) {
                    String name = Files.readString(process.resolve("comm"), StandardCharsets.UTF_8)
                            .strip();
                    return Optional.of(Sentence.of("serve.process", name, process.getFileName()));
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // Another user's process, or one that has just ended.
            return false;
        }
        return false;
    }
}
