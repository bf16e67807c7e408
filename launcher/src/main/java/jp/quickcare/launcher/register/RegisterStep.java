package jp.quickcare.launcher.register;

import java.io.IOException;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.PinnedManifest;

/**
 * Something that must agree with the installed release, such as the options file that Java is started with. It is run
 * while the journal is there, so after a crash it is run again: doing it twice must do no harm. A system's own are found
 * by {@link java.util.ServiceLoader}, and do nothing on another system.
 */
@FunctionalInterface
public interface RegisterStep {
    /** The files of this release are in place. Durable when it returns. */
    void register(Home home, PinnedManifest release) throws IOException;

    /** There is no release any more: a first install was undone, or it is being uninstalled. */
    default void withdraw(Home home) throws IOException {}
}
