package jp.quickcare.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;

/** A screen of its own for a test, 1280 by 800, which nobody sees. */
record Display(String name, Process server) implements AutoCloseable {

    static Display open() throws IOException {
        Process server;
        try {
            server = new ProcessBuilder(
                            "Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new AssertionError("this test needs the program Xvfb (Debian package xvfb)", e);
        }
        BufferedReader out = server.inputReader(US_ASCII);
        String number = out.readLine();
        if (number == null) {
            throw new AssertionError("Xvfb ended with " + server.onExit().join().exitValue());
        }
        return new Display(":" + number, server);
    }

    @Override
    public void close() {
        server.destroy();
        server.onExit().join();
    }
}
