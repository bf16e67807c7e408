package jp.quickcare.launcher.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.plan.TestRelease;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The first release is installed, and what the second one needs can be staged. */
abstract class BeforeAnUpdate {
    static final TestRelease ONE =
            TestRelease.version(1).with("a", "content a").with("b", "content b").with("old/c", "content c");
    static final TestRelease TWO =
            TestRelease.version(2).with("a", "content A").with("b", "content B").with("new/c", "content c");

    @TempDir
    Path folder;

    TestInstallation it;
    HomeLock lock;

    @BeforeEach
    void install() throws Exception {
        it = new TestInstallation(folder);
        it.update(ONE);
        lock = HomeLock.acquire(it.home());
    }

    @AfterEach
    void unlock() {
        lock.close();
    }

    void nextHonestUpdateSucceeds() throws Exception {
        lock.close();
        it.update(TWO);
        it.assertExactly(TWO, Map.of());
    }

    static Path object(Staging staging, String content) {
        return staging.objects()
                .resolve(Sha256.of(content.getBytes(StandardCharsets.UTF_8)).hex());
    }

    void refused(Staging staging, UpdatePlan plan, FailureCode code, String file) throws Exception {
        assertThatThrownBy(() -> staging.verify(plan, Map.of(), Progress.SILENT))
                .isInstanceOfSatisfying(
                        KeepFailure.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(file);
        assertThat(it.tree()).containsEntry("a", "content a").doesNotContainKey("new/c");
    }
}
