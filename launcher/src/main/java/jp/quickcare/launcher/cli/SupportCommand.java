package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.support.SupportBundle;
import jp.quickcare.launcher.update.Installation;
import jp.quickcare.launcher.update.LauncherRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Packs what support needs into one file, without passwords and without the user's own files (SPEC A37). */
@Command(name = "support")
final class SupportCommand extends CommandBase {
    @Parameters(paramLabel = "<file.zip>", descriptionKey = "cli.support_file")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    int run() throws UpdateFailure {
        Installation installation = installation();
        Path zip = file.toAbsolutePath();
        if (Files.exists(zip, LinkOption.NOFOLLOW_LINKS)) {
            throw badInput(messages().say("cli.support_exists", zip));
        }
        try {
            new SupportBundle(
                            installation.home(),
                            LauncherRelease.version().toString(),
                            installation.settings().staging())
                    .write(zip);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot write " + zip + ": " + e.getMessage(), e, zip);
        }
        say("done.support", zip);
        return 0;
    }
}
