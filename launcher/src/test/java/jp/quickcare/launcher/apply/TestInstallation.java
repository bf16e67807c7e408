package jp.quickcare.launcher.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.durable.Platform;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.plan.TestRelease;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.receipt.QuickCheck;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.register.RegisterStep;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.launcher.register.ShortcutPlace;
import jp.quickcare.launcher.stage.StagedRelease;
import jp.quickcare.launcher.stage.Staging;
import jp.quickcare.launcher.uninstall.Uninstall;

/** An installation in a temporary folder, driven as the update drives it, without network and signatures. */
public final class TestInstallation {
    final Path folder;
    final Home home;
    final Path stagingRoot;
    private Optional<String> failingVersion = Optional.empty();

    public TestInstallation(Path folder) {
        this.folder = folder;
        this.home = new Home(folder.resolve("home"));
        this.stagingRoot = folder.resolve("staging");
    }

    public Home home() {
        return home;
    }

    public Path stagingRoot() {
        return stagingRoot;
    }

    /** From now on this version cannot be registered. */
    void failToRegister(String version) {
        failingVersion = Optional.of(version);
    }

    /** With version store, shortcuts, and a text that must agree with the installed release. */
    public Registration registration() {
        RegisterStep text = new RegisterStep() {
            @Override
            public void register(Home home, PinnedManifest release) throws IOException {
                String version = release.manifest().version();
                if (failingVersion.equals(Optional.of(version))) {
                    throw new IOException("version " + version + " cannot be registered");
                }
                DurableFiles.write(options(), version.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void withdraw(Home home) throws IOException {
                DurableFiles.delete(options());
            }
        };
        return Registration.ofSystem(home, place(), List.of(text));
    }

    /** Where shortcuts are text; Windows' own are looked at by its own tests. */
    private ShortcutPlace place() {
        return Platform.WINDOWS ? new ShortcutPlace.None() : new ShortcutPlace.Folder(folder.resolve("menu"));
    }

    private Path options() {
        return home.state().resolve("options");
    }

    /** Recovers, then updates to a release, or repairs it. @return what the plan was */
    public UpdatePlan update(TestRelease release, boolean full) throws IOException, UpdateFailure {
        return update(release, full, true);
    }

    UpdatePlan update(TestRelease release, boolean full, boolean checkSpace) throws IOException, UpdateFailure {
        try (HomeLock lock = HomeLock.acquire(home)) {
            Recovery.recover(lock, registration(), Progress.SILENT);
            StagedRelease staged = stage(lock, release, full, checkSpace);
            Swap.apply(lock, staged, registration(), Progress.SILENT);
            Staging.discard(home);
            return staged.plan();
        }
    }

    /** Recovers, then leaves an update to the system's next start. */
    public void updateAtRestart(TestRelease release, RestartMoves system) throws IOException, UpdateFailure {
        try (HomeLock lock = HomeLock.acquire(home)) {
            Recovery.recover(lock, registration(), Progress.SILENT);
            Swap.atRestart(lock, stage(lock, release, false), registration(), system);
        }
    }

    public UpdatePlan update(TestRelease release) throws IOException, UpdateFailure {
        return update(release, false);
    }

    public StagedRelease stage(HomeLock lock, TestRelease release, boolean full) throws IOException, UpdateFailure {
        return stage(lock, release, full, true);
    }

    private StagedRelease stage(HomeLock lock, TestRelease release, boolean full, boolean checkSpace)
            throws IOException, UpdateFailure {
        UpdatePlan plan = plan(release, full);
        Staging staging = Staging.open(lock, stagingRoot);
        var lacking = staging.lacking(plan);
        if (checkSpace) {
            staging.requireSpace(plan, lacking);
        }
        release.bring(lacking, staging.objects());
        return staging.verify(plan, Map.of(), Progress.SILENT);
    }

    public UpdatePlan plan(TestRelease release, boolean full) throws IOException {
        Optional<Receipt> receipt = Receipt.read(home.receipt());
        Inventory inventory = receipt.isPresent()
                ? Inventory.quick(home, receipt.get())
                : Inventory.deep(home, release.pinned().manifest());
        return release.plan(receipt, inventory, full);
    }

    public Recovered recover() throws UpdateFailure {
        try (HomeLock lock = HomeLock.acquire(home)) {
            return Recovery.recover(lock, registration(), Progress.SILENT);
        }
    }

    public Receipt rollBack() throws UpdateFailure {
        try (HomeLock lock = HomeLock.acquire(home)) {
            return RollBack.toPrevious(lock, registration(), Progress.SILENT);
        }
    }

    public void uninstall() throws UpdateFailure {
        try (HomeLock lock = HomeLock.acquire(home)) {
            Uninstall.remove(lock, registration(), "qc");
        }
    }

    /** A file of the user's own. */
    public void userFile(String path, String content) throws IOException {
        Path file = home.app().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** Content by path of all that lies in the application's folder; links as where they lead. */
    public Map<String, String> tree() throws IOException {
        return tree(home.app());
    }

    public static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        if (Files.isDirectory(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : (Iterable<Path>) all::iterator) {
                    String name = root.relativize(path)
                            .toString()
                            .replace(path.getFileSystem().getSeparator(), "/");
                    if (Files.isSymbolicLink(path)) {
                        tree.put(name, "-> " + Files.readSymbolicLink(path));
                    } else if (Files.isRegularFile(path)) {
                        tree.put(name, Files.readString(path));
                    }
                }
            }
        }
        return tree;
    }

    public String installedVersion() throws IOException {
        return Registration.versionStore(home).find("qc").orElse("none");
    }

    /** Files, receipt, version store, shortcuts and options all say this release, and nothing is left to do. */
    public void assertExactly(TestRelease release, Map<String, String> userFiles) throws IOException {
        Map<String, String> expected = new TreeMap<>(release.files());
        expected.putAll(userFiles);
        assertThat(tree()).isEqualTo(expected);
        assertThat(home.app().resolve("run.sh")).isExecutable();
        Receipt receipt = Receipt.read(home.receipt()).orElseThrow();
        assertThat(receipt.manifestSha256()).isEqualTo(release.pinned().sha256());
        assertThat(Inventory.quick(home, receipt).whole()).isTrue();
        assertThat(Inventory.deep(home, receipt).whole()).isTrue();
        assertThat(QuickCheck.of(home)).isNotNull().matches(QuickCheck::intact);
        assertThat(installedVersion()).isEqualTo(release.versionText());
        assertThat(options()).hasContent(release.versionText());
        assertThat(tree(folder.resolve("menu")).values())
                .hasSize(Platform.WINDOWS ? 0 : 2)
                .allSatisfy(entry -> assertThat(entry).contains("Care " + release.versionText()));
        assertThat(Recovery.needed(home)).isFalse();
        assertThat(home.discarded()).doesNotExist();
    }

    public void assertNothingInstalled(Map<String, String> userFiles) throws IOException {
        assertThat(tree()).isEqualTo(userFiles);
        assertThat(home.receipt()).doesNotExist();
        assertThat(installedVersion()).isEqualTo("none");
        assertThat(tree(folder.resolve("menu"))).isEmpty();
        assertThat(options()).doesNotExist();
        assertThat(Recovery.needed(home)).isFalse();
    }

    /** Every name under the home but those of the application, for what must not be left behind. */
    List<String> stateNames() throws IOException {
        try (Stream<Path> all = Files.walk(home.state())) {
            return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> home.state()
                            .relativize(path)
                            .toString()
                            .replace(path.getFileSystem().getSeparator(), "/"))
                    .sorted()
                    .toList();
        }
    }
}
