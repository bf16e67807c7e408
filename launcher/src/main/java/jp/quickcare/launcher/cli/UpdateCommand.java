package jp.quickcare.launcher.cli;

import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.update.Maintenance.Wish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Updates to the release that the server offers. */
@Command(name = "update")
final class UpdateCommand extends CommandBase {
    @Option(names = "--ignore-in-use", descriptionKey = "cli.ignore_in_use")
    private boolean ignoreInUse;

    @Option(names = "--window", descriptionKey = "cli.window")
    private boolean window;

    @Option(names = "--start", descriptionKey = "cli.start_after")
    private boolean start;

    @Override
    boolean takes(String option) {
        switch (option) {
            case "--ignore-in-use" -> ignoreInUse = true;
            case "--window" -> window = true;
            case "--start" -> start = true;
            default -> {
                return super.takes(option);
            }
        }
        return true;
    }

    @Override
    int run() throws UpdateFailure {
        if (window && !isSilent()) {
            int code = new WindowUpdate(installation().home(), messages(), ignoreInUse).run();
            if (start && code == 0) {
                StartCommand.begin(home(), isSilent());
            }
            return code;
        }
        return new MaintenanceRun(this, installation().home(), ignoreInUse)
                .startingThen(start)
                .run(Wish.UPDATE);
    }
}
