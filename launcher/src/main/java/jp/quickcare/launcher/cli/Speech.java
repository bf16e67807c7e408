package jp.quickcare.launcher.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.manifest.text.VisibleWriter;
import org.slf4j.LoggerFactory;

/**
 * How a command speaks, and what it was called with.
 *
 * @param messages its language
 * @param out for what was asked for
 * @param err for what went wrong
 * @param line the command's name and its arguments
 */
record Speech(Messages messages, PrintWriter out, PrintWriter err, List<String> line) {
    /** On the output of this process. */
    static Speech ofProcess(Messages messages, String... line) {
        return new Speech(
                messages,
                writer(System.out, "sun.stdout.encoding"),
                writer(System.err, "sun.stderr.encoding"),
                List.of(line));
    }

    /** What a command says may quote its arguments, files and servers. */
    private static PrintWriter writer(PrintStream stream, String encoding) {
        String name = System.getProperty(encoding, "");
        Charset charset =
                !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
        return new PrintWriter(new VisibleWriter(new OutputStreamWriter(stream, charset)), true);
    }

    /** Says why a command failed. @return its exit code */
    int failed(String command, Exception exception) {
        if (exception instanceof UpdateFailure failure) {
            LoggerFactory.getLogger(Speech.class)
                    .error("{}: {} {}", command, failure.code(), failure.getMessage(), failure);
            err.println(messages.sentence(failure));
            return failure.code().exitCode();
        }
        LoggerFactory.getLogger(Speech.class).error("{}", command, exception);
        err.println(messages.say("failure.INTERNAL.1", exception.getClass().getSimpleName()));
        return FailureCode.INTERNAL.exitCode();
    }
}
