package jp.quickcare.samples.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A Java application of a few files. It prints {@code APP <version> UP}, and ends with the code it is told. Release
 * 1 has {@code docs/manual.txt} and {@code old.txt}; from release 2 on the manual lies in {@code help/} and the old file
 * is gone.
 */
final class TinyApplication {
    /** What the sum of all bytes that do not change between releases is at least. */
    static final int STABLE_BYTES = 300_000;

    private TinyApplication() {}

    /** Writes the release's folder and returns it; the release file lies beside it as {@code <name>.json}. */
    static Path write(Path parent, int release) {
        try {
            Path folder = Files.createDirectories(parent.resolve("r" + release));
            Files.createDirectories(folder.resolve("lib"));
            jar(folder.resolve("app.jar"), parent.resolve("classes" + release), release);
            random(folder.resolve("lib/stable.bin"), STABLE_BYTES, 1);
            random(folder.resolve("lib/changing.bin"), 50_000, 100 + release);
            Path manual = folder.resolve(release == 1 ? "docs/manual.txt" : "help/manual.txt");
            Files.createDirectories(manual.getParent());
            random(manual, 40_000, 2);
            if (release == 1) {
                Files.writeString(folder.resolve("old.txt"), "gone in the next release\n");
            }
            Files.writeString(parent.resolve("r" + release + ".json"), releaseFile());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same with a window, which has its title as soon as it hears the keyboard, so that no key is pressed in vain.
     * Escape closes it; it ends with the code after {@code --code}.
     */
    static Path writeWithWindow(Path parent, int release) {
        try {
            Path folder = write(parent, release);
            Path source = Files.createDirectories(parent.resolve("window" + release + "/tiny"))
                    .resolve("Tiny.java");
            Files.writeString(source, """
                    package tiny;
                    public final class Tiny {
                        public static void main(String[] arguments) {
                            int code = arguments.length == 2 ? Integer.parseInt(arguments[1]) : 0;
                            javax.swing.SwingUtilities.invokeLater(() -> show(code));
                        }
                        private static void show(int code) {
                            var window = new javax.swing.JFrame("Tiny");
                            java.awt.KeyboardFocusManager.getCurrentKeyboardFocusManager().addPropertyChangeListener(
                                    "focusOwner",
                                    change -> {
                                        if (change.getNewValue() != null) {
                                            window.setTitle("小さなアプリ %d.0");
                                        }
                                    });
                            var text = new javax.swing.JLabel("介護の記録 %d.0", javax.swing.JLabel.CENTER);
                            text.setFont(new java.awt.Font("IPAGothic", java.awt.Font.PLAIN, 36));
                            window.add(text);
                            window.getRootPane().registerKeyboardAction(event -> System.exit(code),
                                    javax.swing.KeyStroke.getKeyStroke("ESCAPE"),
                                    javax.swing.JComponent.WHEN_IN_FOCUSED_WINDOW);
                            window.setSize(480, 240);
                            window.setLocationRelativeTo(null);
                            window.setVisible(true);
                        }
                    }
                    """.formatted(release, release));
            pack(folder.resolve("app.jar"), source);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String releaseFile() {
        return """
                {"launch": {"kind": "java", "ownProcess": false, "mainClass": "tiny.Tiny",
                            "classPath": ["app.jar"], "jvmOptions": ["-XX:TieredStopAtLevel=1"], "arguments": [],
                            "well": {"reports": false, "withinSeconds": 1}},
                 "shortcuts": [{"name": {"en": "Tiny", "ja": "小さなアプリ"}}],
                 "minLauncher": "1.0.0"}
                """;
    }

    private static void jar(Path jar, Path classes, int release) throws IOException {
        Path source = Files.createDirectories(classes.resolve("tiny")).resolve("Tiny.java");
        Files.writeString(source, """
                package tiny;
                public final class Tiny {
                    public static void main(String[] arguments) {
                        System.out.println("APP %d UP " + String.join(",", arguments));
                        System.exit(Integer.getInteger("tiny.exit", 0));
                    }
                }
                """.formatted(release));
        pack(jar, source);
    }

    private static void pack(Path jar, Path source) throws IOException {
        Path classes = source.resolveSibling("..");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null, null, null, "-proc:none", "-encoding", "UTF-8", "-d", classes.toString(), source.toString());
        if (result != 0) {
            throw new IllegalStateException("the tiny application does not compile");
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            JarEntry entry = new JarEntry("tiny/Tiny.class");
            entry.setTime(0);
            entries.putNextEntry(entry);
            entries.write(Files.readAllBytes(classes.resolve("tiny/Tiny.class")));
        }
    }

    private static void random(Path file, int length, long seed) throws IOException {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        Files.write(file, bytes);
    }

    /** A release of one program that is no Java: a shell script. */
    static Path writeProgram(Path parent, int release) {
        try {
            Path folder = Files.createDirectories(parent.resolve("p" + release));
            Path script = folder.resolve("run.sh");
            Files.write(script, List.of("#!/bin/sh", "echo PROGRAM " + release + " UP \"$@\"", "exit 0"), UTF_8);
            if (!script.toFile().setExecutable(true)) {
                throw new IOException("cannot make executable: " + script);
            }
            Files.writeString(parent.resolve("p" + release + ".json"), """
                    {"launch": {"kind": "program", "command": "run.sh", "arguments": ["a b"],
                                "well": {"reports": false, "withinSeconds": 1}},
                     "shortcuts": [], "minLauncher": "1.0.0"}
                    """);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
