package jp.quickcare.bootstrap;

/** The first class of a click: picks the launcher that works, lets it do its part, and runs the application. */
public final class Bootstrap {
    static final String ENTRY_CLASS = "jp.quickcare.launcher.click.Click";

    private Bootstrap() {}

    /**
     * Starts the application of the installation that the system property {@code quickcare.home} names.
     *
     * @param arguments handed to the application
     */
    public static void main(String[] arguments) {}
}
