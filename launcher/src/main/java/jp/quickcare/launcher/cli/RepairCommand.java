package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.util.Optional;
import jp.quickcare.launcher.agent.ThroughAgent;
import jp.quickcare.launcher.agent.WhoUpdates;
import jp.quickcare.launcher.apply.Recovery;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.InstalledManifest;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.update.Installation;
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

    @Option(names = "--start-files", descriptionKey = "cli.start_files")
    private boolean startFiles;

    @Override
    int run() throws UpdateFailure {
        Installation installation = installation();
        if (WhoUpdates.isAgent(installation.home())) {
            return throughAgent(installation.home());
        }
        boolean written = writeStartFiles(installation);
        if (startFiles) {
            if (!written) {
                throw new KeepFailure(
                        FailureCode.DAMAGED_INSTALLATION,
                        "no receipt, or its manifest is lost",
                        null,
                        installation.home().receipt());
            }
            say("done.start_files", installation.home().folder());
            return 0;
        }
        Wish wish = damagedOnly ? Wish.REPAIR_DAMAGED : Wish.REPAIR;
        return new MaintenanceRun(this, installation.home(), ignoreInUse).run(wish);
    }

    /** The agent looks through everything, and brings what is wrong; what a click starts with it writes anyway. */
    private int throughAgent(Home home) throws UpdateFailure {
        if (!startFiles) {
            return new MaintenanceRun(this, home, ignoreInUse).run(Wish.REPAIR_DAMAGED);
        }
        try (Conversation talk = conversation()) {
            ThroughAgent.maintain(home, true, talk);
        }
        say("done.start_files", home.folder());
        return 0;
    }

    /**
     * Scripts, options, shortcuts and version store, as they should be for what is installed where it lies now.
     *
     * @return false where nothing tells what is installed
     */
    private static boolean writeStartFiles(Installation installation) throws UpdateFailure {
        Home home = installation.home();
        try (HomeLock lock = HomeLock.acquire(home)) {
            Recovery.recover(lock, installation.registration(), Progress.SILENT);
            LauncherScript.write(home);
            Optional<InstalledManifest> installed =
                    Receipt.read(home.receipt()).flatMap(receipt -> InstalledManifest.find(home, receipt));
            if (installed.isPresent()) {
                installation.registration().register(home, installed.get().manifest());
            }
            return installed.isPresent();
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot write in " + home.folder(), e, home.folder());
        }
    }
}
