package jp.quickcare.launcher.verify;

import static jp.quickcare.launcher.verify.InMemorySites.FIRST;
import static jp.quickcare.launcher.verify.InMemorySites.NOW;
import static jp.quickcare.launcher.verify.InMemorySites.at;
import static jp.quickcare.launcher.verify.InMemorySites.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.verify.Sources.Source;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.Rights;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.TestRepository;
import org.junit.jupiter.api.Test;

class VerifierTest extends TwoRepositories {
    private static final URI SECOND = URI.create("http://second/");

    /** A22 */
    @Test
    void a_release_that_both_stand_behind_is_trusted() throws Exception {
        assertThat(trusted().manifest().version()).isEqualTo("1.0");
    }

    /** On a long line each question that waits for another one is felt. */
    @Test
    void the_vendors_role_is_loaded_while_the_site_is_still_asked() throws Exception {
        CountDownLatch roleAsked = new CountDownLatch(1);
        sites.server(InMemorySites.FIRST, (server, repository) -> {
            Source honest = sites.honest(server, repository);
            return new Source() {
                @Override
                public byte[] fetch(String fileName, long maxBytes)
                        throws MetadataMissing, LengthException, IOException {
                    if (fileName.endsWith(".qc.json")) {
                        roleAsked.countDown();
                    }
                    if (repository == Sources.Repository.SITE && fileName.endsWith(".targets.json")) {
                        // One after the other, this would never come.
                        awaitMinutes(roleAsked);
                    }
                    return honest.fetch(fileName, maxBytes);
                }

                @Override
                public byte[] fetchTarget(String storedPath, long maxBytes)
                        throws MetadataMissing, LengthException, IOException {
                    return honest.fetchTarget(storedPath, maxBytes);
                }

                @Override
                public void close() {}
            };
        });
        assertThat(trusted().manifest().version()).isEqualTo("1.0");
    }

    private static void awaitMinutes(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(5, TimeUnit.MINUTES)) {
                throw new IOException("never asked for");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** CT4 */
    @Test
    void what_the_site_alone_lists_is_not_trusted_and_its_manifest_is_not_even_fetched() throws Exception {
        sites.offer(InMemorySites.release("6.6", 66), StartMode.REQUIRED, true, 66);
        sites.takeAsked();
        assertThatThrownBy(this::trusted)
                .isInstanceOfSatisfying(
                        NotAgreedException.class,
                        e -> assertThat(e.reason()).isEqualTo(NotAgreedException.Reason.REPOSITORIES_DIFFER));
        assertThat(sites.takeAsked()).noneMatch(asked -> asked.contains("linux-x64"));
        honestUpdateSucceeds();
    }

    /** SA2, SA3, PU5 */
    @Test
    void a_site_without_the_right_offers_nothing_not_even_a_refusal() throws Exception {
        sites.offer("2.0", 2, StartMode.REFUSED);
        Files.write(home.rights(), Rights.NONE.toBytes());
        try (VerifiedState state = check(NOW)) {
            assertThat(state.offer("qc")).isEmpty();
        }
        Files.write(home.rights(), Rights.NONE.with("qc", sites.siteId()).toBytes());
        honestUpdateSucceeds();
    }

    /** MT10, MT9 */
    @Test
    void a_server_that_repeats_an_old_state_is_refused_once_that_has_expired() throws Exception {
        check(NOW).close();
        assertFails(FailureCode.NOT_FRESH, NOW.plus(Duration.ofHours(73)));
        sites.site.expires("timestamp", NOW.plus(Duration.ofHours(140)));
        sites.offer("2.0", 2, StartMode.OPTIONAL);
        check(NOW.plus(Duration.ofHours(73))).close();
    }

    /** TR7 */
    @Test
    void a_malicious_a_stale_and_a_silent_server_cannot_keep_an_honest_one_from_being_heard() throws Exception {
        byte[] stale = sites.site.file("timestamp.json");
        sites.offer("2.0", 2, StartMode.OPTIONAL);
        TestRepository evil = new TestRepository();
        URI third = URI.create("http://third/");
        URI fourth = URI.create("http://fourth/");
        sites.server(FIRST, (server, repository) -> new Lying(sites.honest(repository), evil));
        sites.server(SECOND, InMemorySites.unreachable());
        sites.server(third, (server, repository) -> new Stale(sites.honest(repository), repository, stale));
        for (List<URI> order : List.of(List.of(FIRST, SECOND, third, fourth), List.of(fourth, third, SECOND, FIRST))) {
            Home fresh = new Home(temp.resolve("home" + order.get(0).getHost()));
            sites.pin(fresh);
            try (VerifiedState state = new Verifier(fresh, sites, at(NOW)).check(settings(order.toArray(new URI[0])))) {
                Offer offer = state.offer("qc").orElseThrow();
                assertThat(release(state, offer).manifest().version()).isEqualTo("2.0");
            }
        }
    }

    /** TR6, A30 */
    @Test
    void a_server_that_nobody_reaches_changes_nothing() throws Exception {
        check(NOW).close();
        List<String> before = digests(home.state());
        sites.server(FIRST, InMemorySites.unreachable());
        assertFails(FailureCode.NO_SERVER, NOW);
        assertThat(digests(home.state())).isEqualTo(before);
        sites.server(FIRST, (server, repository) -> sites.honest(repository));
        honestUpdateSucceeds();
    }

    /** MT5, MT11 */
    @Test
    void a_rolled_back_timestamp_is_refused() throws Exception {
        byte[] old = sites.site.file("timestamp.json");
        sites.offer("2.0", 2, StartMode.OPTIONAL);
        check(NOW).close();
        byte[] current = sites.site.file("timestamp.json");
        sites.site.serve("timestamp.json", old);
        assertFails(FailureCode.NOT_TRUSTED, NOW);
        sites.site.serve("timestamp.json", current);
        honestUpdateSucceeds();
    }

    private static List<String> digests(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> digests = new java.util.ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digests.add(folder.relativize(file) + " " + Sha256.of(Files.readAllBytes(file)));
            }
            return digests;
        }
    }

    /** Serves the site's timestamp of another day. */
    private static final class Stale implements Sources.Source {
        private final Sources.Source honest;
        private final Sources.Repository repository;
        private final byte[] timestamp;

        Stale(Sources.Source honest, Sources.Repository repository, byte[] timestamp) {
            this.honest = honest;
            this.repository = repository;
            this.timestamp = timestamp.clone();
        }

        @Override
        public byte[] fetch(String fileName, long maxBytes)
                throws jp.quickcare.manifest.tuf.MetadataMissing, jp.quickcare.manifest.tuf.LengthException,
                        IOException {
            boolean stale = repository == Sources.Repository.SITE && fileName.equals("timestamp.json");
            return stale ? timestamp.clone() : honest.fetch(fileName, maxBytes);
        }

        @Override
        public byte[] fetchTarget(String storedPath, long maxBytes)
                throws jp.quickcare.manifest.tuf.MetadataMissing, jp.quickcare.manifest.tuf.LengthException,
                        IOException {
            return honest.fetchTarget(storedPath, maxBytes);
        }

        @Override
        public void close() throws IOException {
            honest.close();
        }
    }
}
