package jp.quickcare.sample;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.WindowConstants;
import jp.quickcare.bootstrap.ApplicationLink;
import jp.quickcare.sample.login.LoginScreen;
import jp.quickcare.sample.look.Emblem;
import jp.quickcare.sample.record.Notebook;
import jp.quickcare.sample.record.RecordScreen;

/** The one window, showing the login screen or the record screen. Event thread only. */
final class MainWindow {

    private final Optional<ApplicationLink> launcher = ApplicationLink.current();
    private final JFrame frame = new JFrame(Texts.text("product"));
    private final ReleaseInfo release;
    private final AppFolder folder;
    private Optional<LoginScreen> shownLogin = Optional.empty();

    MainWindow(ReleaseInfo release, AppFolder folder) {
        this.release = release;
        this.folder = folder;
        frame.setName("quickcare");
        frame.setIconImages(List.of(Emblem.image(16), Emblem.image(32), Emblem.image(64)));
        frame.setDefaultCloseOperation(WindowConstants.EXIT_ON_CLOSE);
        frame.setMinimumSize(new Dimension(960, 640));
        frame.setSize(1280, 800);
        frame.setLocationRelativeTo(null);
        launcher.ifPresent(link -> link.onNotice(
                notice -> EventQueue.invokeLater(() -> shownLogin.ifPresent(login -> login.announce(notice)))));
    }

    void open(Arguments arguments) {
        arguments.user().ifPresentOrElse(user -> arguments.note().ifPresent(showRecord(user)::add), this::showLogin);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowOpened(WindowEvent e) {
                launcher.ifPresent(ApplicationLink::reportWell);
                shownLogin.ifPresent(LoginScreen::focus);
                // After what is already queued: the first paint, and a notice that was there from the start.
                arguments.screenshot().ifPresent(file -> EventQueue.invokeLater(() -> keep(file, arguments.exit())));
            }
        });
        frame.setVisible(true);
    }

    private void showLogin() {
        LoginScreen login = new LoginScreen(release, user -> showRecord(user), this::update);
        launcher.flatMap(ApplicationLink::notice).ifPresent(login::announce);
        shownLogin = Optional.of(login);
        show(login.component());
        login.focus();
    }

    private RecordScreen showRecord(String user) {
        shownLogin = Optional.empty();
        RecordScreen screen = new RecordScreen(user, release.version(), new Notebook(folder.notes()), this::showLogin);
        show(screen.component());
        return screen;
    }

    private void show(JComponent screen) {
        frame.setContentPane(screen);
        frame.revalidate();
    }

    private void update() {
        frame.dispose();
        launcher.ifPresent(ApplicationLink::updateAndRestart);
    }

    private void keep(Path file, boolean exit) {
        BufferedImage image = new BufferedImage(frame.getWidth(), frame.getHeight(), BufferedImage.TYPE_INT_RGB);
        frame.printAll(image.createGraphics());
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            System.err.println(Texts.text("export.failed", String.valueOf(e.getMessage())));
        }
        if (exit) {
            System.exit(0);
        }
    }
}
