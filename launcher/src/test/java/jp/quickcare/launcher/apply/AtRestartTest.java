package jp.quickcare.launcher.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.plan.TestRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exchange that the system begins when it starts again (SPEC A25), with a system that can be stopped anywhere. */
class AtRestartTest {
    private static final TestRelease ONE = TestRelease.version(1)
            .with("a.jar", "a one")
            .with("lib/b.jar", "b one")
            .with("old/gone.jar", "gone");
    private static final TestRelease TWO = TestRelease.version(2)
            .with("a.jar", "a two")
            .with("lib/b.jar", "b two")
            .with("new/c.jar", "c two");

    @TempDir
    Path folder;

    private TestInstallation it;
    private PromisingSystem system;

    /** Notes renames, and carries so many of them out as it is told. */
    private static final class PromisingSystem implements RestartMoves {
        final List<Rename> noted = new ArrayList<>();
        int most = Integer.MAX_VALUE;

        @Override
        public boolean fits() {
            return true;
        }

        @Override
        public void schedule(List<Rename> renames) throws IOException {
            for (Rename rename : renames) {
                if (noted.size() == most) {
                    throw new IOException("not for this user");
                }
                noted.add(rename);
            }
        }

        @Override
        public void withdraw(List<Rename> renames) {
            noted.removeAll(renames);
        }

        void start(int count) throws IOException {
            for (Rename rename : noted.subList(0, count)) {
                Files.move(rename.from(), rename.to());
            }
            noted.clear();
        }
    }

    @BeforeEach
    void install() throws Exception {
        it = new TestInstallation(folder.resolve("介護 ソフト"));
        it.update(ONE);
        system = new PromisingSystem();
    }

    /** A25, A26: nothing has moved until then; after it, however far it came, the next start finishes. */
    @Test
    void however_far_the_system_came_the_next_start_has_the_new_release_whole() throws Exception {
        it.updateAtRestart(TWO, system);
        int all = system.noted.size();
        assertThat(all).isGreaterThan(4);
        for (int count = 1; count <= all; count++) {
            TestInstallation next = new TestInstallation(folder.resolve("after " + count));
            next.update(ONE);
            PromisingSystem its = new PromisingSystem();
            next.updateAtRestart(TWO, its);
            assertThat(next.tree()).isEqualTo(ONE.files());
            its.start(count);

            assertThat(next.recover()).isEqualTo(Recovered.FINISHED);
            next.assertExactly(TWO, Map.of());
            next.rollBack();
            next.assertExactly(ONE, Map.of());
        }
    }

    /** A25: a start before the restart takes it back, and the release can be put in place in the ordinary way. */
    @Test
    void what_the_system_has_not_begun_is_taken_back() throws Exception {
        it.updateAtRestart(TWO, system);
        assertThat(Recovery.needed(it.home())).isTrue();
        AtRestart.settle(it.home(), Optional.of(system));

        assertThat(system.noted).isEmpty();
        it.assertExactly(ONE, Map.of());
        assertThat(it.home().app().resolve("new")).doesNotExist();
        it.update(TWO);
        it.assertExactly(TWO, Map.of());
    }

    /** A25, F2: a user whom the system refuses it has what was there before, with nothing noted. */
    @Test
    void a_system_that_refuses_leaves_nothing_behind() throws Exception {
        system.most = 2;
        assertThatThrownBy(() -> it.updateAtRestart(TWO, system))
                .isInstanceOf(KeepFailure.class)
                .hasMessageContaining("not for this user");
        assertThat(system.noted).isEmpty();
        it.assertExactly(ONE, Map.of());
    }

    /** A26: without a way to take it back nothing is touched. */
    @Test
    void where_it_cannot_be_taken_back_nothing_else_is_begun() throws Exception {
        it.updateAtRestart(TWO, system);
        assertThatThrownBy(() -> AtRestart.settle(it.home(), Optional.empty())).isInstanceOf(IOException.class);
        assertThat(Recovery.needed(it.home())).isTrue();
        assertThat(it.tree()).isEqualTo(ONE.files());
    }
}
