package jp.quickcare.samples.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program of Windows that was begun, and the files that it says its words into. */
record WindowsProgram(Process process, Path out, Path err) {
    private static final Charset JAPANESE = Charset.forName("windows-31j");

    Command.Result await() {
        try {
            if (!process.waitFor(WindowsPc.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                // Before it is killed: nothing of it can be told afterwards.
                String state = ProcState.of(process.pid());
                process.destroyForcibly();
                throw new AssertionError("still running: " + state + "\nit said: " + said(out) + said(err));
            }
            return new Command.Result(process.exitValue(), said(out), said(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Until it has said something. */
    void awaitWords() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WindowsPc.PATIENCE_SECONDS);
        while (said(out).isBlank()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("said nothing: " + said(err));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** From the keyboard. */
    void type(String text) {
        try {
            process.getOutputStream().write(text.getBytes(UTF_8));
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(Path file) {
        try {
            return new String(Files.readAllBytes(file), JAPANESE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
