package jp.quickcare.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.apply.Strace;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.manifest.json.StrictJson;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A29, FS9: a launcher that is killed while it keeps what no server has heard loses at most what it was writing. */
class SpoolKilledIT {
    private static final int MOST_CALLS = 100;

    @TempDir
    Path temp;

    /** A29, FS9 */
    @ParameterizedTest
    @ValueSource(strings = {"rename", "mkdir", "unlink", "write"})
    void reports_are_kept_whole_and_in_order_wherever_the_launcher_is_killed(String systemCall) throws Exception {
        int kills = 0;
        for (int n = 1; n < MOST_CALLS; n++) {
            Path home = Files.createDirectory(temp.resolve(Integer.toString(n)));
            Strace.Ended ended = Strace.killedAt(systemCall, n, SpoolingRun.class, home, "");
            Spool spool = new Spool(home.resolve("state/reports"));
            assertKept(spool, ended.output());
            if (ended.exitCode() != Strace.KILLED) {
                assertThat(kills).isPositive();
                return;
            }
            kills++;
            theNextLauncherGoesOn(spool);
        }
        throw new AssertionError("never survived");
    }

    private static void assertKept(Spool spool, String output) throws Exception {
        List<Long> kept = new ArrayList<>();
        for (Path file : spool.all()) {
            kept.add(StrictJson.parseObject(Files.readAllBytes(file)).integer("seq"));
        }
        assertThat(kept).isSorted().doesNotHaveDuplicates();
        for (long seq = 0; seq < 3; seq++) {
            boolean mayBeForgotten = seq == 0 && output.contains("kept 2");
            if (output.contains("kept " + seq) && !mayBeForgotten) {
                assertThat(kept).contains(seq);
            }
        }
        assertThat(output.contains("forgot 0") && kept.contains(0L)).isFalse();
    }

    private static void theNextLauncherGoesOn(Spool spool) throws Exception {
        int before = spool.all().size();
        FileTime longAgo = FileTime.fromMillis(System.currentTimeMillis() - TimeUnit.DAYS.toMillis(1));
        for (Path file : DurableFiles.children(spool.folder())) {
            Files.setLastModifiedTime(file, longAgo);
        }
        spool.add(new Report(SpoolingRun.UPDATE, 3, "update-ended", Map.of()), Instant.EPOCH);
        List<Path> kept = spool.all();
        assertThat(kept).hasSize(before + 1);
        assertThat(kept.get(before).toString()).endsWith("-3.json");
        assertThat(DurableFiles.children(spool.folder()))
                .as("nothing unfinished is left")
                .hasSameSizeAs(kept);
    }
}
