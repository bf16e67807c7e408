package jp.quickcare.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.plan.DeltaChoice.Reason;
import jp.quickcare.launcher.plan.FileArrival.FromDelta;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseDelta;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F3: whatever is fewest bytes, and only where it can work. */
class DeltaChoiceTest {
    private static final TestRelease ONE = TestRelease.version(1).with("a", "a").with("same", "same");
    private static final TestRelease TWO = TestRelease.version(2)
            .with("a", "x".repeat(1000))
            .with("same", "same")
            .with("new", "y".repeat(1000));
    private static final Sha256 DELTA = Sha256.of("delta".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder = Path.of("");

    private TestInstallation installation = new TestInstallation(folder);

    @BeforeEach
    void the_first_release_is_installed() throws Exception {
        installation = new TestInstallation(folder);
        installation.update(ONE);
    }

    private DeltaChoice choice(TestRelease to, Sha256 from, long deltaBytes, boolean full, boolean failed)
            throws Exception {
        PinnedManifest release = PinnedManifest.of(to.pinned()
                .manifest()
                .withDeltas(List.of(new ReleaseDelta(from, deltaBytes, DELTA)))
                .toBytes());
        Optional<Receipt> receipt = Receipt.read(installation.home().receipt());
        Inventory inventory =
                receipt.isPresent() ? Inventory.quick(installation.home(), receipt.get()) : Inventory.EMPTY;
        UpdatePlan whole = Planner.plan(release, receipt, inventory, full);
        return DeltaChoice.of(whole, receipt, inventory, delta -> failed && delta.equals(DELTA));
    }

    private static Sha256 one() {
        return ONE.pinned().sha256();
    }

    /** F3 */
    @Test
    void a_delta_from_exactly_what_is_installed_makes_all_that_changed() throws Exception {
        DeltaChoice choice = choice(TWO, one(), 1999, false, false);

        assertThat(choice.reason()).isEqualTo(Reason.CHOSEN);
        assertThat(choice.plan().downloadBytes()).isEqualTo(1999);
        assertThat(choice.plan().fetch()).isEmpty();
        assertThat(choice.plan().arrivals().stream().filter(FromDelta.class::isInstance))
                .hasSize(2);
        assertThat(choice.plan().withoutDelta().downloadBytes()).isEqualTo(2000);
        assertThat(choice.plan().withoutDelta().delta()).isEmpty();
    }

    /** F3 */
    @Test
    void one_that_is_as_many_bytes_as_the_changed_files_is_not_chosen() throws Exception {
        DeltaChoice choice = choice(TWO, one(), 2000, false, false);

        assertThat(choice.reason()).isEqualTo(Reason.NOT_SMALLER);
        assertThat(choice.plan().delta()).isEmpty();
        assertThat(choice.plan().fetch()).hasSize(2);
    }

    /** F3 */
    @Test
    void one_from_another_release_is_not_chosen() throws Exception {
        assertThat(choice(TWO, TWO.pinned().sha256(), 1, false, false).reason()).isEqualTo(Reason.NO_DELTA);
    }

    /** F3 */
    @Test
    void one_that_failed_here_before_is_not_chosen_again() throws Exception {
        assertThat(choice(TWO, one(), 1, false, true).reason()).isEqualTo(Reason.FAILED_BEFORE);
    }

    /** F3: also where the damaged file is none that changes. */
    @Test
    void one_is_not_chosen_where_an_installed_file_is_damaged() throws Exception {
        Files.writeString(installation.home().app().resolve("same"), "damaged");

        assertThat(choice(TWO, one(), 1, false, false).reason()).isEqualTo(Reason.DAMAGED);
    }

    /** F3, A22 */
    @Test
    void none_is_chosen_where_every_file_or_none_is_wanted() throws Exception {
        assertThat(choice(TWO, one(), 1, true, false).reason()).isEqualTo(Reason.EVERY_FILE);
        assertThat(choice(ONE, one(), 1, false, false).reason()).isEqualTo(Reason.NOTHING_TO_BRING);
        Files.delete(installation.home().receipt());
        assertThat(choice(TWO, one(), 1, false, false).reason()).isEqualTo(Reason.NOTHING_INSTALLED);
    }

    /** F3: how many chunks are lacking is known later than that they are chosen, and takes nothing else back. */
    @Test
    void chunks_that_turn_out_to_be_as_many_bytes_are_not_brought() throws Exception {
        DeltaChoice none = choice(TWO, TWO.pinned().sha256(), 1, false, false);
        DeltaChoice chosen = choice(TWO, one(), 1, false, false);

        assertThat(none.byChunks().notByChunks().reason()).isEqualTo(Reason.CHUNKS_NOT_FEWER);
        assertThat(none.byChunks().notByChunks().plan()).isEqualTo(none.plan());
        assertThat(chosen.notByChunks()).isEqualTo(chosen);
    }
}
