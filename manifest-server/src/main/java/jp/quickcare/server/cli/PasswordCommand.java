package jp.quickcare.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import jp.quickcare.server.console.access.PasswordHash;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.settings.Setting;
import jp.quickcare.server.settings.SettingsEdit;
import jp.quickcare.server.settings.SettingsProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "password",
        description = {
            "Sets the password of the console; also the way back in when it is forgotten.",
            "It is asked for on the terminal, unseen, or read as one line from the standard input.",
            "A running server takes it over by itself."
        })
final class PasswordCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dir", required = true, paramLabel = "FOLDER", description = "The site's folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--remove",
            description = "Removes the password: the console then answers on the server PC itself only.")
    private boolean remove;

    @Override
    public Integer call() throws ServerFailure {
        ServerFolder site = ServerFolder.site(folder);
        SettingsEdit file = SettingsEdit.open(site.settings());
        if (file.problem().isPresent()) {
            throw ServerFailure.badInput(file.problem().get());
        }
        String hash = remove
                ? ""
                : hash(password(TerminalOutput.localeOf(spec.commandLine().getOut())));
        Optional<SettingsProblem> problem =
                SettingsEdit.change(site.settings(), file.version(), Map.of(Setting.CONSOLE_PASSWORD, hash));
        if (problem.isPresent()) {
            throw ServerFailure.badInput(problem.get());
        }
        Noted.note(site, remove ? "password-removed" : "password-set", Map.of());
        spec.commandLine().getOut().println(Sentence.of(remove ? "password.removed" : "password.set"));
        return 0;
    }

    private static String hash(char[] password) throws ServerFailure {
        try {
            if (password.length < PasswordHash.SHORTEST || password.length > PasswordHash.LONGEST) {
                throw ServerFailure.badInput(
                        Sentence.of("password.length", PasswordHash.SHORTEST, PasswordHash.LONGEST));
            }
            return PasswordHash.of(password);
        } finally {
            PasswordHash.forget(password);
        }
    }

    // From Java 22 on there is a console also without a terminal; then the second question finds the end of the input.
    @SuppressWarnings("SystemConsoleNull")
    private static char[] password(Locale locale) throws ServerFailure {
        java.io.@Nullable Console terminal = System.console();
        if (terminal == null) {
            return line();
        }
        char @Nullable [] first =
                terminal.readPassword("%s", Sentence.of("password.new").in(locale));
        if (first == null) {
            return new char[0];
        }
        char @Nullable [] again =
                terminal.readPassword("%s", Sentence.of("password.again").in(locale));
        if (again != null && !Arrays.equals(first, again)) {
            throw ServerFailure.badInput(Sentence.of("password.differ"));
        }
        return first;
    }

    private static char[] line() throws ServerFailure {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            String line = in.readLine();
            return line == null ? new char[0] : line.toCharArray();
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading-password"), e);
        }
    }
}
