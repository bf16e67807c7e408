package jp.quickcare.samples.e2e;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A vendor and a site that runs its server, both in one test's folder, with the first release of {@code tiny} there. */
record World(Path folder, Vendor vendor, Site site, String channel) implements AutoCloseable {
    private static final AtomicInteger CHANNELS = new AtomicInteger();

    World(Path folder, Vendor vendor, Site site) {
        this(folder, vendor, site, "QC");
    }

    /** Folders with keys, published and imported releases and an offer, each made once; tests work on copies. */
    private static final Map<String, Path> TEMPLATES = new TreeMap<>();

    /** The first release is offered in this mode and served. */
    static World offering(Path folder, String mode) {
        return serving(folder, mode, 1);
    }

    /** The first release is offered in this mode and served; the second is there, and nobody is offered it yet. */
    static World offeringTheFirstOfTwo(Path folder, String mode) {
        return serving(folder, mode, 2);
    }

    private static World serving(Path folder, String mode, int releases) {
        copy(template(mode, releases), folder);
        Site site = new Site(folder.resolve("site"));
        return new World(folder, new Vendor(folder.resolve("vendor")), site.serve());
    }

    private static synchronized Path template(String mode, int releases) {
        Path made = TEMPLATES.get(releases + mode);
        if (made == null) {
            made = temporary();
            if (!mode.isEmpty()) {
                copy(template("", releases), made);
                new Site(made.resolve("site")).offer("tiny", "1.0", mode);
            } else if (releases > 1) {
                copy(template("", 1), made);
                new World(made, new Vendor(made.resolve("vendor")), new Site(made.resolve("site"))).release(2);
            } else {
                Vendor vendor = Vendor.init(made.resolve("vendor"), "tiny");
                vendor.publish("tiny", "1.0", TinyApplication.write(made, 1));
                Site.init(made.resolve("site"), vendor).importFrom(vendor);
            }
            TEMPLATES.put(releases + mode, made);
        }
        return made;
    }

    private static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("e2e-template");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same vendor and site on a channel of a test's own, on which the first release is offered: what is offered on
     * others does not matter there. The server runs.
     */
    World onAnotherChannel() {
        World another = new World(folder, vendor, site.serve(), "T" + CHANNELS.incrementAndGet());
        another.offer(1, "optional");
        return another;
    }

    /** Another PC on which the offered release is installed. */
    Client install(String home) {
        return install(folder.resolve(home));
    }

    /** The same in a folder of the test's choice. */
    Client install(Path home) {
        Command.run(installCommand(home)).expect(0);
        return new Client(home, "tiny");
    }

    List<String> installCommand(Path home) {
        return Client.installCommand(home, "tiny", channel, site, vendor);
    }

    /** Publishes and imports a release; nobody is offered it yet. */
    void release(int number) {
        vendor.publish("tiny", number + ".0", TinyApplication.write(folder, number));
        site.importFrom(vendor);
    }

    void offer(int number, String mode, String... more) {
        site.offerOn(channel, "tiny", number + ".0", mode, more);
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, REPLACE_EXISTING, COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        site.close();
    }
}
