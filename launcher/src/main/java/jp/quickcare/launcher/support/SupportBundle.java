package jp.quickcare.launcher.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.identity.Machine;
import jp.quickcare.launcher.launch.LaunchNote;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.why.Explanation;

/**
 * Logs, receipt, settings without secrets, versions, free space and the last check in one zip (SPEC A37). Nothing of the
 * application's folder goes into it, nothing that a link points to, and no password.
 */
public final class SupportBundle {
    private static final List<String> NOTES = List.of(
            "install.properties",
            "receipt",
            "launch",
            "last-check",
            "last-state",
            "update-under-way",
            "trial",
            "not-again",
            "rights.json",
            "java.options",
            "journal",
            "shortcuts");
    private static final List<String> FOLDERS = List.of("log", "reports");

    /** The last of a log is what counts. */
    private static final int MOST_BYTES_OF_A_FILE = 4 * 1024 * 1024;

    private static final int MOST_FILES_OF_A_FOLDER = 1_100;

    private final Home home;
    private final String launcherVersion;
    private final Optional<Path> staging;

    /** For an installation. {@code staging} is where it gathers files, if that is set. */
    public SupportBundle(Home home, String launcherVersion, Optional<Path> staging) {
        this.home = home;
        this.launcherVersion = launcherVersion;
        this.staging = staging;
    }

    /** Writes the zip, whole or not at all. @throws IOException it could not be; a file of that name is not replaced */
    public void write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + DurableFiles.UNFINISHED);
        try {
            try (OutputStream out =
                            Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                put(zip, "about.txt", about());
                for (String note : NOTES) {
                    put(zip, home.state().resolve(note), "state/" + note);
                }
                put(zip, "state/client-id", clientId());
                for (String folder : FOLDERS) {
                    for (Path inside : files(home.state().resolve(folder))) {
                        put(zip, inside, "state/" + folder + "/" + inside.getFileName());
                    }
                }
                put(zip, home.launchers().resolve("current"), "launcher/current");
            }
            DurableFiles.move(unfinished, file);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    /** The number alone: the key behind it is between this PC and its servers. */
    private String clientId() {
        Path file = home.state().resolve("client-id");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "\n";
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            return lines.findFirst().orElse("") + "\n";
        } catch (IOException | UncheckedIOException e) {
            return "\n";
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().limit(MOST_FILES_OF_A_FOLDER).toList();
        }
    }

    private static void put(ZipOutputStream zip, Path file, String name) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        byte[] bytes;
        try (var channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            long size = channel.size();
            channel.position(Math.max(0, size - MOST_BYTES_OF_A_FILE));
            bytes = java.nio.channels.Channels.newInputStream(channel).readNBytes(MOST_BYTES_OF_A_FILE);
        } catch (IOException e) {
            // What cannot be read is worth knowing, and keeps nothing else out.
            put(zip, name + ".unreadable", e + "\n");
            return;
        }
        put(zip, name, new String(bytes, StandardCharsets.UTF_8));
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(Redaction.of(text).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private String about() {
        LaunchNote note = LaunchNote.read(LaunchNote.fileIn(home));
        StringBuilder text = new StringBuilder();
        line(text, "time", Instant.now().toString());
        line(text, "why", Explanation.of(home).sentence(Messages.in(java.util.Locale.ENGLISH)));
        line(text, "launcher", launcherVersion);
        line(text, "release", note == null ? "none" : note.version());
        for (String key : List.of(
                "java.vendor",
                "java.version",
                "java.home",
                "os.name",
                "os.version",
                "os.arch",
                "user.language",
                "user.timezone",
                "file.encoding",
                "sun.jnu.encoding")) {
            line(text, key, System.getProperty(key, ""));
        }
        Machine machine = Machine.here();
        line(text, "machine", machine.id());
        line(text, "pc", machine.pc());
        line(text, "user", machine.user());
        line(text, "session", machine.session());
        line(text, "cards", String.join(" ", machine.macAddresses()));
        line(text, "home", home.folder().toString());
        line(text, "home.free", free(home.folder()));
        Path gathered = staging.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        line(text, "staging", gathered.toString());
        line(text, "staging.free", free(gathered));
        return text.toString();
    }

    private static String free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() + " bytes";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(": ").append(value).append('\n');
    }
}
