package jp.quickcare.launcher.verify;

import static jp.quickcare.launcher.verify.InMemorySites.FIRST;
import static jp.quickcare.launcher.verify.InMemorySites.NOW;
import static jp.quickcare.launcher.verify.InMemorySites.at;
import static jp.quickcare.launcher.verify.InMemorySites.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Installed;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.NotAgreedException.Reason;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.RevokedSites;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SA2: what a revoked site says counts for nothing, and it can keep that from no PC that has heard of it. */
class RevocationTest {
    private static final SiteId OTHER = new SiteId(Sha256.of(new byte[] {1}));

    @TempDir
    Path temp;

    private final InMemorySites sites = new InMemorySites();
    private Home home = new Home(Path.of(""));

    @BeforeEach
    void a_pc_of_a_site() throws Exception {
        home = new Home(temp.resolve("home"));
        sites.pin(home);
        sites.offer("1.0", 1, StartMode.OPTIONAL);
    }

    private VerifiedState check() throws UpdateFailure {
        return new Verifier(home, sites, at(NOW)).check(settings(FIRST));
    }

    private void requireRevoked() throws Exception {
        try (VerifiedState state = check()) {
            Offer offer = state.offer("qc").orElseThrow();
            assertThatThrownBy(() -> release(state, offer))
                    .isInstanceOfSatisfying(
                            NotAgreedException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.SITE_REVOKED));
        }
    }

    private static void release(VerifiedState state, Offer offer) throws Exception {
        state.release(offer, Installed.nothing("qc", "linux-x64"), LauncherVersion.of("1.0.0"));
    }

    private void requireTrusted() throws Exception {
        try (VerifiedState state = check()) {
            release(state, state.offer("qc").orElseThrow());
        }
    }

    private void requireFails(FailureCode code) {
        assertThatThrownBy(this::check)
                .isInstanceOfSatisfying(
                        UpdateFailure.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** SA2 */
    @Test
    void a_revoked_site_updates_nothing_and_keeps_nobody_from_starting() throws Exception {
        sites.revoke(RevokedSites.NONE.with(OTHER).with(sites.siteId()));
        sites.offer("2.0", 2, StartMode.REFUSED);

        requireRevoked();

        try (VerifiedState state = check()) {
            Offer offer = state.offer("qc").orElseThrow();
            assertThat(offer.mode()).isEqualTo(StartMode.OPTIONAL);
            assertThat(offer.message()).isEmpty();
            assertThat(offer.requiredCounter()).isZero();
        }
    }

    /** SA2 */
    @Test
    void a_newer_list_takes_it_back() throws Exception {
        sites.revoke(RevokedSites.NONE.with(OTHER).with(sites.siteId()));
        requireRevoked();

        sites.revoke(RevokedSites.NONE.with(OTHER));

        requireTrusted();
    }

    /** SA2, MT5, MT6 */
    @Test
    void the_site_cannot_go_back_to_the_vendor_s_word_before() throws Exception {
        byte[] before = sites.vendor.file("timestamp.json");
        sites.revoke(RevokedSites.NONE.with(sites.siteId()));
        requireRevoked();
        byte[] current = sites.vendor.file("timestamp.json");

        sites.vendor.serve("timestamp.json", before);
        requireFails(FailureCode.NOT_TRUSTED);

        sites.vendor.serve("timestamp.json", current);
        requireRevoked();
    }

    /** SA2, CT1 */
    @Test
    void the_site_can_neither_withhold_the_list_nor_change_it() throws Exception {
        sites.revoke(RevokedSites.NONE.with(sites.siteId()));
        sites.server(FIRST, (server, repository) -> new WithoutList(sites.honest(repository), Optional.empty()));
        requireFails(FailureCode.FILE_MISSING);
        byte[] harmless = RevokedSites.NONE.with(OTHER).toBytes();
        sites.server(FIRST, (server, repository) -> new WithoutList(sites.honest(repository), Optional.of(harmless)));
        requireFails(FailureCode.NOT_TRUSTED);
        assertThat(home.state().resolve("trust/revoked.json")).doesNotExist();

        sites.server(FIRST, (server, repository) -> sites.honest(repository));
        requireRevoked();
        sites.revoke(RevokedSites.NONE);
        requireTrusted();
    }

    /** SA2, MT20 */
    @Test
    void an_application_s_key_revokes_nobody() throws Exception {
        byte[] list = RevokedSites.NONE.with(sites.siteId()).toBytes();
        sites.vendor.addTarget("qc", RevokedSites.PATH, list, Optional.empty());
        sites.vendor.publish();

        requireTrusted();
    }

    /** FS13 */
    @Test
    void the_list_is_fetched_once_and_again_when_it_was_damaged() throws Exception {
        sites.revoke(RevokedSites.NONE.with(OTHER));
        requireTrusted();
        sites.takeAsked();
        requireTrusted();
        assertThat(sites.takeAsked()).noneMatch(asked -> asked.contains("revoked"));

        Path kept = home.state().resolve("trust/revoked.json");
        Files.writeString(kept, Files.readString(kept).replace("revoked-sites", "revoked-sitez"));
        requireTrusted();
        assertThat(sites.takeAsked()).anyMatch(asked -> asked.contains("revoked"));
    }

    private record WithoutList(Sources.Source honest, Optional<byte[]> instead) implements Sources.Source {
        @Override
        public byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException, IOException {
            return honest.fetch(fileName, maxBytes);
        }

        @Override
        public byte[] fetchTarget(String storedPath, long maxBytes)
                throws MetadataMissing, LengthException, IOException {
            if (storedPath.startsWith("sites/")) {
                return instead.orElseThrow(() -> new MetadataMissing(storedPath))
                        .clone();
            }
            return honest.fetchTarget(storedPath, maxBytes);
        }

        @Override
        public void close() throws IOException {
            honest.close();
        }
    }
}
