package jp.quickcare.launcher.home;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one installation: one application on one channel. Everything the launcher writes lies in it, but for
 * the staging folder, the version store and the shortcuts (SPEC F2).
 *
 * @param folder absolute and normalised
 */
public record Home(Path folder) {
    /** Makes the path absolute and normal. */
    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    // Written out: what Java makes for a record costs an update milliseconds at first use.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Home home && home.folder.equals(folder);
    }

    @Override
    public int hashCode() {
        return folder.hashCode();
    }

    /** The application's own folder: the files of the release, and the user's own beside them. */
    public Path app() {
        return folder.resolve("app");
    }

    /** Launcher versions, {@code bootstrap.jar} and the pointer to the version in force. */
    public Path launchers() {
        return folder.resolve("launcher");
    }

    /** The scripts that a person or a shortcut runs. */
    public Path bin() {
        return folder.resolve("bin");
    }

    /** What the launcher writes there, scripts or programs: the click, and the commands. */
    public List<Path> scripts() {
        return File.separatorChar == '\\'
                ? List.of(bin().resolve("QuickCare.exe"), bin().resolve("launcher.exe"))
                : List.of(bin().resolve("start"), bin().resolve("launcher"));
    }

    /** Everything the launcher remembers. */
    public Path state() {
        return folder.resolve("state");
    }

    /** Server, application, channel and so on, written by {@code install}. */
    public Path settings() {
        return state().resolve("install.properties");
    }

    /** What is installed, file by file. */
    public Path receipt() {
        return state().resolve("receipt");
    }

    /** Present while a change of the application's files is under way. */
    public Path journal() {
        return state().resolve("journal");
    }

    /** Verified files on the same volume as the application, ready to be moved in. */
    public Path incoming() {
        return state().resolve("incoming");
    }

    /** Files of the release before this one that the swap moved aside (SPEC A33). */
    public Path previous() {
        return state().resolve("previous");
    }

    /** What a repair or a roll back moved aside; nobody wants it back once it has succeeded. */
    public Path discarded() {
        return state().resolve("discarded");
    }

    /** Manifests of the installed release and the one before it. */
    public Path manifests() {
        return state().resolve("manifests");
    }

    /** Present while a staged release waits for the next start; holds which one. */
    public Path atNextStart() {
        return state().resolve("at-next-start");
    }

    /** Where the staging folder of the last attempt lies, so that it is resumed. */
    public Path stagingNote() {
        return state().resolve("staging");
    }

    /** The shortcuts that were made, one path a line. */
    public Path shortcutsNote() {
        return state().resolve("shortcuts");
    }

    /** Present once the installation is being removed: whoever comes next finishes that. */
    public Path uninstalling() {
        return state().resolve("uninstalling");
    }

    /** Metadata the vendor signed, as received. */
    public Path releaseTrust() {
        return state().resolve("trust").resolve("release");
    }

    /** Metadata the site signed, as received. */
    public Path siteTrust() {
        return state().resolve("trust").resolve("site");
    }

    /** Which sites may distribute which application to this PC. */
    public Path rights() {
        return state().resolve("rights.json");
    }

    /** What the last verified check said: mode, message, offered release and the entity tags of both timestamps. */
    public Path lastCheck() {
        return state().resolve("last-check");
    }

    /** The options file that Java is started with; the launcher writes it at each install or update. */
    public Path javaOptions() {
        return state().resolve("java.options");
    }

    /** A new release that has not yet shown that it comes up (SPEC A33). */
    public Path trial() {
        return state().resolve("trial");
    }

    /** Held while one launcher works on this installation. */
    public Path lock() {
        return state().resolve("lock");
    }

    /** Locked by what makes archives of class data, and by whoever wants that to let go. */
    public Path making() {
        return state().resolve("making");
    }

    /** Archives of class data, for the click and for the commands. */
    public Path archives() {
        return state().resolve("archive");
    }

    /** Logs of the launcher. */
    public Path logs() {
        return state().resolve("log");
    }
}
