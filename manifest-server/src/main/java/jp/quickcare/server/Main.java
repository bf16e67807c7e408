package jp.quickcare.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import jp.quickcare.server.cli.ServerCommandLine;
import jp.quickcare.server.cli.SiteLanguage;
import jp.quickcare.server.messages.Language;

/** The server's commands; {@code manifest-server --help} lists them. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its documented exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Locale locale = Language.of(System.getenv(), SiteLanguage.of(arguments));
        int exitCode = ServerCommandLine.run(locale, out, err, arguments);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }
}
