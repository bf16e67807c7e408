package jp.quickcare.samples.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one program to its end and keeps what it said. */
final class Command {
    private static final long PATIENCE_SECONDS = 900;

    private Command() {}

    /** What a program left: its exit code (128 + n after signal n) and its two outputs. */
    record Result(int exitCode, String out, String err) {
        String all() {
            return out + err;
        }

        /** Fails with everything the program said when it did not end as it should. */
        Result expect(int wanted) {
            if (exitCode != wanted) {
                throw new AssertionError("exit code " + exitCode + ", not " + wanted + "\n" + out + "\n" + err);
            }
            return this;
        }
    }

    static Result run(List<String> command) {
        return run(command, Map.of(), "");
    }

    static Result run(List<String> command, Map<String, String> environment, String typed) {
        return run(command, environment, typed, "");
    }

    /** For a program that starts another one and does not wait for it: until both together have said that too. */
    static Result runUntil(List<String> command, String typed, String said) {
        return run(command, Map.of(), typed, said);
    }

    /** The same in another environment, and nobody types. */
    static Result runUntil(List<String> command, Map<String, String> environment, String said) {
        return run(command, environment, "", said);
    }

    private static Result run(List<String> command, Map<String, String> environment, String typed, String said) {
        try {
            Path out = Files.createTempFile("e2e", ".out");
            Path err = Files.createTempFile("e2e", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("LC_ALL", "C.UTF-8");
            // A program asks in a window where there is a display; the tests that want one say so.
            builder.environment().remove("DISPLAY");
            builder.environment().put(Product.SERVER_OPTIONS, Product.QUICK_START);
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (OutputStream keyboard = process.getOutputStream()) {
                keyboard.write(typed.getBytes(UTF_8));
            } catch (IOException e) {
                // The program ended without reading: its exit code says the rest.
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + command + "\n"
                        + Files.readString(out) + "\n" + Files.readString(err));
            }
            awaitWords(out, said);
            Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void awaitWords(Path out, String said) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(out).contains(said) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }
}
