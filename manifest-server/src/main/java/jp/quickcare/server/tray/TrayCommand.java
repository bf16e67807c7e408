package jp.quickcare.server.tray;

import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.SystemTray;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.service.LocalServer;
import jp.quickcare.server.service.PackagedProgram;
import jp.quickcare.server.settings.ServerSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tray}: the icon in the task bar until it is closed (SPEC A12). */
@Command(
        name = "tray",
        description = {
            "Shows an icon in the task bar: a double click opens the console, its menu shows the version.",
            "The menu also says whether it starts with the desktop."
        })
public final class TrayCommand implements Callable<Integer> {
    private static final long LOOK_SECONDS = 5;
    private static final String ON = "on";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dir", required = true, paramLabel = "FOLDER", description = "The site's folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--autostart",
            paramLabel = "on|off",
            description = "Only sets whether it starts with this user's desktop; shows nothing.")
    private @Nullable String autostart;

    /** For the command line. */
    public TrayCommand() {}

    @Override
    public Integer call() throws ServerFailure, InterruptedException {
        ServerFolder site = ServerFolder.site(folder.toAbsolutePath().normalize());
        ServerSettings settings = ServerSettings.read(site.settings());
        Autostart entry = Autostart.of(PackagedProgram.path(), site.path(), System.getenv());
        if (autostart != null) {
            if (!autostart.equals(ON) && !autostart.equals("off")) {
                throw ServerFailure.badInput(Sentence.of("tray.autostart-value", autostart));
            }
            return keep(entry, autostart.equals(ON));
        }
        if (GraphicsEnvironment.isHeadless() || !SystemTray.isSupported()) {
            throw ServerFailure.badInput(Sentence.of("tray.none", LocalServer.console(site.path())));
        }
        show(site.path(), Texts.of(settings.language()), entry);
        return 0;
    }

    private int keep(Autostart entry, boolean on) throws ServerFailure {
        try {
            entry.set(on);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.writing", entry.entry()), e);
        }
        spec.commandLine()
                .getOut()
                .println(on ? Sentence.of("tray.autostart", entry.entry()) : Sentence.of("tray.manual"));
        return 0;
    }

    /** Of this program, as its package says. */
    static String version() {
        return Objects.requireNonNullElse(TrayCommand.class.getPackage().getImplementationVersion(), "");
    }

    private static void show(Path site, Texts texts, Autostart autostart) throws ServerFailure, InterruptedException {
        URI server = LocalServer.address(site);
        URI console = LocalServer.console(site);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<@Nullable ServerIcon> shown = new AtomicReference<>();
        EventQueue.invokeLater(() -> {
            ServerIcon icon = new ServerIcon(texts, console, autostart, version(), closed::countDown);
            try {
                icon.show();
                shown.set(icon);
            } catch (AWTException e) {
                closed.countDown();
            }
        });
        boolean ended = false;
        while (!ended) {
            boolean answers = LocalServer.answers(server);
            EventQueue.invokeLater(() -> {
                ServerIcon icon = shown.get();
                if (icon != null) {
                    icon.answers(answers);
                }
            });
            ended = closed.await(LOOK_SECONDS, TimeUnit.SECONDS);
        }
        if (shown.get() == null) {
            throw ServerFailure.badInput(Sentence.of("tray.gone", console));
        }
    }
}
