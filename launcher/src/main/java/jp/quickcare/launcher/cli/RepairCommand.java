package jp.quickcare.launcher.cli;

import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.update.Maintenance.Wish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings every file again, or only those that are damaged. */
@Command(name = "repair")
final class RepairCommand extends CommandBase {
    @Option(names = "--damaged-only", descriptionKey = "cli.damaged_only")
    private boolean damagedOnly;

    @Option(names = "--ignore-in-use", descriptionKey = "cli.ignore_in_use")
    private boolean ignoreInUse;

    @Override
    int run() throws UpdateFailure {
        Wish wish = damagedOnly ? Wish.REPAIR_DAMAGED : Wish.REPAIR;
        return new MaintenanceRun(this, installation().home(), ignoreInUse).run(wish);
    }
}
