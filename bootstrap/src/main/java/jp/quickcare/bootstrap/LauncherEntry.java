package jp.quickcare.bootstrap;

/**
 * What a version of the launcher is to the bootstrap: one class with a public constructor without parameters, named
 * {@value Bootstrap#ENTRY_CLASS}, loaded from the launcher's own jars.
 */
public interface LauncherEntry {
    /**
     * Does everything between the click and the application. Called once, on the JVM's main thread.
     *
     * @return what the bootstrap does next
     * @throws Exception a launcher that throws has failed; the bootstrap turns to the launcher before it
     */
    NextStep start(StartContext context) throws Exception;
}
