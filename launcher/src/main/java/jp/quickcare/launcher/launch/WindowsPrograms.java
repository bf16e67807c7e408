package jp.quickcare.launcher.launch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/**
 * The programs of an installation on Windows, {@code bin/QuickCare.exe} and {@code bin/launcher.exe}, which come with the
 * launcher's classes, and the note by which they find Java.
 */
public final class WindowsPrograms {
    /** Behind the name of a program that was exchanged while it ran; deleted by the next write, or with all else. */
    private static final String ASIDE = ".old";

    private WindowsPrograms() {}

    /** Writes them where they are not as this launcher has them; elsewhere than on Windows nothing. */
    public static void write(Home home) throws IOException {
        if (File.separatorChar != '\\') {
            return;
        }
        noteRuntime(home, ClickStart.java(home));
        DurableFiles.createFolders(home.bin());
        for (Path program : home.scripts()) {
            try (InputStream in = WindowsPrograms.class.getResourceAsStream(String.valueOf(program.getFileName()))) {
                if (in != null) {
                    write(program, in.readAllBytes());
                }
            }
        }
    }

    private static void write(Path program, byte[] content) throws IOException {
        Path aside = program.resolveSibling(program.getFileName() + ASIDE);
        try {
            Files.deleteIfExists(aside);
        } catch (FileSystemException e) {
            // It still runs; a later write deletes it.
            aside = program.resolveSibling(program.getFileName() + "." + System.nanoTime() + ASIDE);
        }
        boolean there = Files.isRegularFile(program, LinkOption.NOFOLLOW_LINKS);
        if (there && Arrays.equals(Files.readAllBytes(program), content)) {
            return;
        }
        // Whole and on the disk before the other one goes: only two renames are between that and this.
        Path next = program.resolveSibling(program.getFileName() + DurableFiles.UNFINISHED);
        Files.deleteIfExists(next);
        Files.write(next, content, StandardOpenOption.CREATE_NEW);
        DurableFiles.flushFile(next);
        if (there) {
            // One that runs can be renamed, not replaced.
            Files.move(program, aside);
        }
        DurableFiles.replace(next, program);
    }

    /** Programs that were exchanged while they ran, and are still there under another name; elsewhere than on Windows none. */
    public static List<Path> exchanged(Home home) throws IOException {
        List<Path> found = new ArrayList<>();
        if (File.separatorChar == '\\') {
            for (Path file : DurableFiles.children(home.bin())) {
                for (Path program : home.scripts()) {
                    String name = Pattern.quote(String.valueOf(program.getFileName()));
                    if (String.valueOf(file.getFileName()).matches(name + "(\\.-?\\d+)?\\" + ASIDE)) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }

    /** Relative to the installation where it lies in it, so that the folder may be moved as a whole. */
    static void noteRuntime(Home home, String java) throws IOException {
        Path program = Path.of(java).toAbsolutePath().normalize();
        Path bin = program.getParent();
        Path runtime = bin == null ? null : bin.getParent();
        if (runtime == null) {
            throw new IOException("no runtime around " + java);
        }
        Path noted = runtime.startsWith(home.folder()) ? home.folder().relativize(runtime) : runtime;
        byte[] note = (noted.toString().replace('\\', '/') + "\n").getBytes(StandardCharsets.UTF_8);
        DurableFiles.write(home.state().resolve("runtime"), note);
    }
}
