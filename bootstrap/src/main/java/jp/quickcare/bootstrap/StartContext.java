package jp.quickcare.bootstrap;

import java.io.File;
import java.util.List;

/** What the bootstrap tells the launcher about one start, and hears from it. Used on the main thread only. */
public interface StartContext {
    /** The folder of the installation, absolute. */
    File home();

    /** The arguments of the command line, to be handed to the application. */
    List<String> arguments();

    /** The version of the launcher that runs, as the pointer names it. */
    String launcherVersion();

    /**
     * Says that this launcher works, before it begins what may take long or be stopped by the user. A launcher that
     * returns a {@link NextStep} has said so too. After this, an end of the process is no longer held against it.
     */
    void reportWell();

    /** The link that an application in this JVM sees as {@link ApplicationLink#current()}. */
    ApplicationLink link();
}
