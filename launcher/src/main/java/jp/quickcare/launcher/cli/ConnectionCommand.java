package jp.quickcare.launcher.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.connection.ConnectionChange;
import jp.quickcare.launcher.connection.Trouble;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.UpdateFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes server, channel or staging folder, after trying them (SPEC A28). */
@Command(name = "connection")
final class ConnectionCommand extends CommandBase {
    @Option(names = "--server", paramLabel = "<address>", descriptionKey = "cli.server")
    private @Nullable List<String> servers;

    @Option(names = "--channel", paramLabel = "<channel>", descriptionKey = "cli.channel")
    private @Nullable String channel;

    @Option(names = "--staging", paramLabel = "<folder>", descriptionKey = "cli.staging")
    private @Nullable Path staging;

    @Override
    int run() throws UpdateFailure {
        if (servers == null && channel == null && staging == null) {
            throw badInput(messages().say("cli.connection_what"));
        }
        var wanted = new ConnectionChange.Wanted(
                Optional.ofNullable(servers).map(all -> String.join(" ", all)),
                Optional.ofNullable(channel),
                Optional.ofNullable(staging).map(path -> path.toAbsolutePath().toString()));
        Optional<Trouble> trouble = new ConnectionChange(installation()).keep(wanted);
        if (trouble.isEmpty()) {
            say("connection.kept");
            return 0;
        }
        complain(messages()
                .say(
                        "connection." + trouble.get().kind().name(),
                        trouble.get().facts().toArray()));
        return code(trouble.get().kind()).exitCode();
    }

    private static FailureCode code(Trouble.Kind kind) {
        return switch (kind) {
            case SETTING -> FailureCode.BAD_INPUT;
            case NAME_NOT_FOUND, REFUSED, NO_ANSWER, NOT_OUR_SERVER, CERTIFICATE, OTHER -> FailureCode.NO_SERVER;
            case WRONG_CHANNEL -> FailureCode.NOTHING_OFFERED;
            case NO_RIGHT, NOT_TRUSTED -> FailureCode.NOT_TRUSTED;
            case STAGING, DISK -> FailureCode.DISK;
            case BUSY -> FailureCode.BUSY;
        };
    }
}
