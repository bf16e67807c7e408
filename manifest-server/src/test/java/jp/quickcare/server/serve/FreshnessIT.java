package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.repository.Lifetimes;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MT10: a server that runs does not let its own word grow old. */
class FreshnessIT {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private World world = World.NONE;

    @BeforeEach
    void a_site_with_an_offer() throws Exception {
        world = World.offering(temp, "required");
    }

    private Instant timestampExpires(ServerFolder site) throws Exception {
        return RepositoryState.load(site.repository().siteMetadata(), Instant.now())
                .timestamp()
                .orElseThrow()
                .expires();
    }

    /** MT10 */
    @Test
    void a_server_that_starts_signs_at_once_what_has_grown_old() throws Exception {
        ServerFolder site = ServerFolder.site(world.site());
        Instant before = timestampExpires(site);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(37));
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            site.repository()
                    .siteMetadata()
                    .path()
                    .register(changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            try (Freshness freshness = Freshness.keep(site, later)) {
                assertThat(freshness).isNotNull();
                awaitTimestamp(changes);
            }
        }
        assertThat(timestampExpires(site)).isAfter(before.plus(Duration.ofHours(36)));
        world.requireWholeSite();
    }

    /** MT10 */
    @Test
    void what_is_fresh_is_left_as_it_is() throws Exception {
        ServerFolder site = ServerFolder.site(world.site());
        Instant before = timestampExpires(site);
        Clock signed = Clock.fixed(before.minus(Lifetimes.SITE.timestamp()), ZoneOffset.UTC);
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            site.repository().siteMetadata().path().register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            try (Freshness freshness = Freshness.keep(site, signed)) {
                assertThat(freshness).isNotNull();
                assertThat(changes.poll(1, TimeUnit.SECONDS)).isNull();
            }
        }
        assertThat(timestampExpires(site)).isEqualTo(before);
    }

    /** MT10, F5: an administrator's command just then is carried out, a moment later. */
    @Test
    void whoever_changes_the_site_meanwhile_waits_for_a_signature_and_is_not_sent_away() throws Exception {
        FolderLock signing = FolderLock.take(world.site(), FolderLock.REFRESH);
        CompletableFuture<World> offering = CompletableFuture.supplyAsync(() -> world.offer("optional"));
        assertThatThrownBy(() -> offering.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

        signing.close();

        offering.get(2, TimeUnit.MINUTES).requireWholeSite();
        assertThat(ClientView.ofSite(world.site())).containsExactly("QC qc/1.0/any.json optional");
    }

    private static void awaitTimestamp(WatchService changes) throws InterruptedException {
        while (true) {
            WatchKey changed = changes.poll(120, TimeUnit.SECONDS);
            assertThat(changed).as("a new timestamp").isNotNull();
            if (changed.pollEvents().stream()
                    .anyMatch(event -> String.valueOf(event.context()).equals("timestamp.json"))) {
                return;
            }
            changed.reset();
        }
    }

    /** C2: two servers of one site look at the same moments, by their clocks. */
    @Test
    void it_looks_at_each_full_hour() {
        assertThat(Freshness.untilNextHour(Instant.parse("2026-11-21T09:59:59.500Z")))
                .isEqualTo(Duration.ofMillis(500));
        assertThat(Freshness.untilNextHour(Instant.parse("2026-11-21T10:00:00Z")))
                .isEqualTo(Duration.ofHours(1));
    }
}
