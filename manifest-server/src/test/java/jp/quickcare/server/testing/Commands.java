package jp.quickcare.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import jp.quickcare.server.cli.ServerCommandLine;

/** Runs commands in this process, as the packaged program does in its own. */
public final class Commands {
    private Commands() {}

    /** What a command left behind. */
    public record Result(int exitCode, String out, String err) {
        /** Fails the test unless the command ended with that code, with one sentence where it failed, and no trace. */
        public Result expect(int code) {
            assertThat(exitCode).as("exit code; out: %s err: %s", out, err).isEqualTo(code);
            assertThat(err).doesNotContain("\tat ").doesNotContain("Exception");
            if (code != 0) {
                assertThat(err.lines().filter(line -> !line.startsWith("See: ")))
                        .hasSize(1);
            }
            return this;
        }
    }

    /** Runs one command. */
    public static Result run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int exitCode = ServerCommandLine.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
