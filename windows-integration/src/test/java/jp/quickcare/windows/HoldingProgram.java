package jp.quickcare.windows;

import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;

/** Another program that has a file open, with or without a window, until it is closed or killed. */
final class HoldingProgram implements AutoCloseable {
    private final Process process;

    private HoldingProgram(Process process) {
        this.process = process;
    }

    static HoldingProgram start(Path file, boolean window) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java.exe")
                                .toString(),
                        "-Xshare:auto",
                        "-cp",
                        Path.of(classes()).toString(),
                        HoldingProgram.class.getName(),
                        file.toString(),
                        Boolean.toString(window))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        if (!"held".equals(said)) {
            throw new IOException("the other program said " + said);
        }
        return new HoldingProgram(process);
    }

    private static java.net.URI classes() throws IOException {
        try {
            return HoldingProgram.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws Exception {
        RandomAccessFile held = new RandomAccessFile(arguments[0], "r");
        if (Boolean.parseBoolean(arguments[1])) {
            SwingUtilities.invokeAndWait(() -> {
                JFrame window = new JFrame("介護記録");
                window.addWindowListener(new WindowAdapter() {
                    @Override
                    public void windowClosing(WindowEvent event) {
                        System.exit(7);
                    }
                });
                window.setSize(300, 200);
                window.setVisible(true);
            });
        }
        System.out.println("held");
        Thread.sleep(120_000);
        held.close();
    }
}
