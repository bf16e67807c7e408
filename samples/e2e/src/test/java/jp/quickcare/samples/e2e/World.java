package jp.quickcare.samples.e2e;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A vendor and a site that runs its server, both in one test's folder, with the first release of {@code tiny} there. */
record World(Path folder, Vendor vendor, Site site) implements AutoCloseable {
    /** Made once: keys, the published and imported first release. Each test works on a copy of its own. */
    private static final class Template {
        static final Path FOLDER = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory("e2e-template");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                Vendor vendor = Vendor.init(folder.resolve("vendor"), "tiny");
                vendor.publish("tiny", "1.0", TinyApplication.write(folder, 1));
                Site.init(folder.resolve("site"), vendor).importFrom(vendor);
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
    }

    /** The first release is offered in this mode and served. */
    static World offering(Path folder, String mode) {
        copy(Template.FOLDER, folder);
        Site site = new Site(folder.resolve("site"));
        site.offer("tiny", "1.0", mode);
        return new World(folder, new Vendor(folder.resolve("vendor")), site.serve());
    }

    /** Another PC on which the offered release is installed. */
    Client install(String home) {
        return Client.install(folder.resolve(home), "tiny", site, vendor);
    }

    /** Publishes and imports a release; nobody is offered it yet. */
    void release(int number) {
        vendor.publish("tiny", number + ".0", TinyApplication.write(folder, number));
        site.importFrom(vendor);
    }

    void offer(int number, String mode, String... more) {
        site.offer("tiny", number + ".0", mode, more);
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
