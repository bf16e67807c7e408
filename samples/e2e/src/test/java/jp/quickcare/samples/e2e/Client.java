package jp.quickcare.samples.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One installation on a PC. */
record Client(Path home, String app) {
    /** The silent command that IT runs. */
    static List<String> installCommand(Path home, String app, Site site, Vendor vendor) {
        return installCommand(home, app, "QC", site, vendor);
    }

    static List<String> installCommand(Path home, String app, String channel, Site site, Vendor vendor) {
        return List.of(
                Product.launcher(),
                "install",
                "--home",
                home.toString(),
                "--server",
                site.address().toString(),
                "--app",
                app,
                "--channel",
                channel,
                "--platform",
                "linux-x64",
                "--release-root",
                vendor.root().toString(),
                "--site-root",
                site.root().toString(),
                "--staging",
                home.resolveSibling(home.getFileName() + "-staging").toString(),
                "--shortcuts-dir",
                home.resolveSibling(home.getFileName() + "-shortcuts").toString(),
                // However busy the machine is: what is offered is heard before the application starts.
                "--answer-within-millis",
                "30000",
                "--silent");
    }

    static Client install(Path home, String app, Site site, Vendor vendor) {
        Command.run(installCommand(home, app, site, vendor)).expect(0);
        return new Client(home, app);
    }

    /** The click, without a terminal. */
    Command.Result click(String... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/start").toString()));
        command.addAll(List.of(arguments));
        return Command.run(command);
    }

    /** The click on a terminal, where somebody types. */
    Command.Result clickOnTerminal(String typed) {
        return Command.run(
                List.of("script", "-qefc", home.resolve("bin/start").toString(), "/dev/null"), Map.of(), typed);
    }

    /** A command of the launcher. */
    Command.Result launcher(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/launcher").toString()));
        command.addAll(List.of(arguments));
        return Command.run(command);
    }

    Path file(String path) {
        return home.resolve("app").resolve(path);
    }

    /** Every file of the application's folder, sorted, with {@code /}. */
    List<String> files() {
        Path application = home.resolve("app");
        try (Stream<Path> all = Files.walk(application)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> application.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
