package jp.quickcare.sample;

import java.awt.EventQueue;
import jp.quickcare.sample.look.Look;

/** Starts QuickCare. */
public final class QuickCare {

    private QuickCare() {}

    /**
     * @param args {@code --user NAME} signs in at once, and {@code --note TEXT} then
     *     saves a note; {@code --screenshot FILE} writes the first screen to a PNG
     *     file; {@code --exit} ends QuickCare after that
     */
    public static void main(String[] args) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + Arguments.USAGE);
            System.exit(2);
            return;
        }
        AppFolder folder = AppFolder.current();
        folder.useNativeLibraries();
        EventQueue.invokeLater(() -> {
            Look.install();
            new MainWindow(ReleaseInfo.current(), folder).open(arguments);
        });
    }
}
