package jp.quickcare.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.plan.FileArrival.HeldFile;
import jp.quickcare.launcher.receipt.Inventory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A22: what is offered, from what is there. */
class PlannerTest {
    private static final TestRelease ONE =
            TestRelease.version(1).with("a", "a").with("b", "b").with("c", "c");

    @TempDir
    Path folder;

    /** A22 */
    @Test
    void with_nothing_installed_every_content_is_fetched_once() {
        UpdatePlan plan = ONE.plan(Optional.empty(), Inventory.EMPTY, false);
        assertThat(plan.kind()).isEqualTo(UpdateKind.NEW);
        assertThat(plan.fetch()).hasSize(4);
        assertThat(plan.reuse()).isEmpty();
        assertThat(plan.aside()).isEmpty();
    }

    /** A22 */
    @Test
    void with_everything_in_place_there_is_nothing_to_do() throws Exception {
        UpdatePlan plan = installed().plan(ONE, false);
        assertThat(plan.kind()).isEqualTo(UpdateKind.UP_TO_DATE);
        assertThat(plan.downloadBytes()).isZero();
    }

    /** A22: a full update fetches what is in place too. */
    @Test
    void a_full_update_fetches_every_file() throws Exception {
        UpdatePlan plan = installed().plan(ONE, true);
        assertThat(plan.kind()).isEqualTo(UpdateKind.FULL);
        assertThat(plan.fetch()).hasSize(4);
        assertThat(plan.aside()).hasSize(4);
    }

    /** A22, F3: a file that moved is not fetched. */
    @Test
    void content_is_reused_wherever_it_lies() throws Exception {
        TestRelease moved = TestRelease.version(2).with("b", "a").with("c", "c").with("deep/d", "b");
        UpdatePlan plan = installed().plan(moved, false);
        assertThat(plan.kind()).isEqualTo(UpdateKind.DIFFERENTIAL);
        assertThat(plan.fetch()).isEmpty();
        assertThat(plan.reuse())
                .filteredOn(held -> !held.inPlace())
                .extracting(held -> held.at().path() + " -> " + held.file().path())
                .containsExactly("a -> b", "b -> deep/d");
        assertThat(plan.aside()).extracting(Object::toString).containsExactlyInAnyOrder("a", "b");
    }

    /** A22 */
    @Test
    void the_same_files_of_another_release_are_still_an_update() throws Exception {
        TestRelease same = TestRelease.version(2).with("a", "a").with("b", "b").with("c", "c");
        UpdatePlan plan = installed().plan(same, false);
        assertThat(plan.kind()).isEqualTo(UpdateKind.DIFFERENTIAL);
        assertThat(plan.reuse()).allMatch(HeldFile::inPlace);
        assertThat(plan.aside()).isEmpty();
    }

    private TestInstallation installed() throws Exception {
        TestInstallation it = new TestInstallation(folder);
        it.update(ONE);
        return it;
    }
}
