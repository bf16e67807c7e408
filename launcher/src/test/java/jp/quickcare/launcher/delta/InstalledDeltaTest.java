package jp.quickcare.launcher.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jp.quickcare.delta.create.DeltaMaker;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.plan.FileArrival;
import jp.quickcare.launcher.plan.FileArrival.FromDelta;
import jp.quickcare.launcher.plan.FileArrival.WholeObject;
import jp.quickcare.launcher.plan.TestRelease;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.ChangeStamp;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InstalledDeltaTest {
    private static final String LONG = "line\n".repeat(1000);
    private static final TestRelease ONE =
            TestRelease.version(1).with("a", LONG + "1").with("b", LONG + "one");
    private static final TestRelease TWO =
            TestRelease.version(2).with("a", LONG + "2").with("b", LONG + "two");

    @TempDir
    private Path folder = Path.of("");

    /** F3, CT10: what was verified when it was made, and is the same file unchanged since, need not be read again. */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "of systems that tell when a file was changed")
    @Test
    void each_file_that_is_made_comes_with_the_stamp_that_it_had_when_it_was_verified() throws Exception {
        TestInstallation it = new TestInstallation(folder.resolve("installation"));
        it.update(ONE);
        Path objects = Files.createDirectories(folder.resolve("objects"));
        UpdatePlan plan = planWithDelta(it, objects);

        Map<Sha256, ChangeStamp> verified = new InstalledDelta(it.home(), receipt(it), plan)
                .make(objects, folder.resolve("unfinished"), Progress.SILENT);

        List<Sha256> expected = TWO.files().values().stream()
                .map(text -> Sha256.of(text.getBytes(StandardCharsets.UTF_8)))
                .filter(verified::containsKey)
                .toList();
        assertThat(verified).containsOnlyKeys(expected).hasSize(2);
        for (Sha256 content : expected) {
            Path made = objects.resolve(content.hex());
            assertThat(Sha256.of(Files.readAllBytes(made))).isEqualTo(content);
            assertThat(ChangeStamp.of(made)).contains(verified.get(content));
        }
    }

    private static Receipt receipt(TestInstallation it) {
        return Receipt.read(it.home().receipt()).orElseThrow();
    }

    /** Makes the delta, and puts it where it lies when it has come. */
    private UpdatePlan planWithDelta(TestInstallation it, Path objects) throws Exception {
        Path delta = folder.resolve("delta");
        DeltaMaker.make(
                places(ONE, "old"),
                ONE.pinned().manifest().files(),
                places(TWO, "new"),
                TWO.pinned().manifest().files(),
                delta,
                Files.createDirectory(folder.resolve("temporary")));
        Sha256 digest = Sha256.of(Files.readAllBytes(delta));
        var named = new ReleaseDelta(ONE.pinned().sha256(), Files.size(delta), digest);
        Files.move(delta, objects.resolve(digest.hex()));
        UpdatePlan whole = TWO.plan(Optional.of(receipt(it)), Inventory.quick(it.home(), receipt(it)), false);
        List<FileArrival> made = whole.arrivals().stream()
                .map(arrival -> arrival instanceof WholeObject ? new FromDelta(arrival.file()) : arrival)
                .toList();
        return new UpdatePlan(whole.release(), whole.kind(), made, Optional.of(named), List.of());
    }

    private Function<ReleaseFile, Path> places(TestRelease release, String name) throws Exception {
        Path root = Files.createDirectory(folder.resolve(name));
        for (Map.Entry<String, String> file : release.files().entrySet()) {
            Files.writeString(root.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
        }
        return file -> root.resolve(file.path().toString());
    }
}
