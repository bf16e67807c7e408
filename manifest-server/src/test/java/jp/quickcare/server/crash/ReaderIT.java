package jp.quickcare.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SA5: while releases are published, imported and offered, a client that reads all the time always sees a whole one. */
class ReaderIT {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    /** SA5 */
    @Test
    void a_client_that_reads_all_the_time_sees_only_whole_states() throws Exception {
        World world = World.offering(temp, "required");
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        Future<Integer> reads = reader.submit(() -> {
            int count = 0;
            while (!done.get()) {
                assertThat(ClientView.ofVendor(world.vendor())).contains("qc/1.0/any.json");
                Set<String> offers = ClientView.ofSite(world.site());
                assertThat(offers).hasSize(1);
                count++;
            }
            return count;
        });
        for (int i = 1; i <= 15; i++) {
            world.publish("1." + i).importAll().offer(i % 2 == 0 ? "required" : "optional");
        }
        done.set(true);
        reader.shutdown();

        assertThat(reads.get()).isGreaterThan(5);
        assertThat(ClientView.ofSite(world.site())).containsExactly("QC qc/1.15/any.json optional");
    }
}
