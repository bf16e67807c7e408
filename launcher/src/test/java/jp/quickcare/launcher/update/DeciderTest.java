package jp.quickcare.launcher.update;

import static jp.quickcare.launcher.verify.InMemorySites.FIRST;
import static jp.quickcare.launcher.verify.InMemorySites.NOW;
import static jp.quickcare.launcher.verify.InMemorySites.at;
import static jp.quickcare.launcher.verify.InMemorySites.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.update.UpdateDecision.NewInstallForbidden;
import jp.quickcare.launcher.update.UpdateDecision.NotPossible;
import jp.quickcare.launcher.update.UpdateDecision.NothingOffered;
import jp.quickcare.launcher.update.UpdateDecision.Offered;
import jp.quickcare.launcher.update.UpdateDecision.PutBack;
import jp.quickcare.launcher.update.UpdateDecision.Refused;
import jp.quickcare.launcher.update.UpdateDecision.UpToDate;
import jp.quickcare.launcher.verify.InMemorySites;
import jp.quickcare.launcher.verify.VerifiedState;
import jp.quickcare.launcher.verify.Verifier;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Installed;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.StartMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeciderTest {
    private static final ReleaseManifest OLD = InMemorySites.release("1.0", 1);

    @TempDir
    Path temp;

    private final InMemorySites sites = new InMemorySites();

    /** A22 */
    @Test
    void a_pc_without_the_application_is_offered_it() throws Exception {
        sites.offer("2.0", 2, StartMode.OPTIONAL);
        assertThat(decide(Optional.empty()))
                .isInstanceOfSatisfying(
                        Offered.class, offered -> assertThat(offered.required()).isFalse());
    }

    /** A6, A22 */
    @Test
    void another_release_than_the_installed_one_is_offered_as_the_mode_says() throws Exception {
        sites.offer("2.0", 2, StartMode.REQUIRED);
        assertThat(decide(installed(OLD)))
                .isInstanceOfSatisfying(
                        Offered.class, offered -> assertThat(offered.required()).isTrue());
        sites.offer("3.0", 3, StartMode.OPTIONAL);
        assertThat(decide(installed(OLD)))
                .isInstanceOfSatisfying(
                        Offered.class, offered -> assertThat(offered.required()).isFalse());
    }

    /** A6 */
    @Test
    void with_nothing_to_update_required_and_optional_are_up_to_date() throws Exception {
        for (StartMode mode : List.of(StartMode.REQUIRED, StartMode.OPTIONAL)) {
            ReleaseManifest release = sites.offer("2.0", 2, mode);
            assertThat(decide(installed(release))).isInstanceOf(UpToDate.class);
        }
    }

    /** A6 */
    @Test
    void refused_is_refused_update_or_not() throws Exception {
        ReleaseManifest release = sites.offer("2.0", 2, StartMode.REFUSED);
        assertThat(decide(installed(release))).isInstanceOf(Refused.class);
        assertThat(decide(installed(OLD))).isInstanceOf(Refused.class);
        assertThat(decide(Optional.empty())).isInstanceOf(Refused.class);
    }

    /** A7, SA7 */
    @Test
    void forbidden_new_installs_stop_new_pcs_alone() throws Exception {
        ReleaseManifest release = InMemorySites.release("2.0", 2);
        sites.offerOf(release, StartMode.REQUIRED, false, 0);
        assertThat(decide(Optional.empty())).isInstanceOf(NewInstallForbidden.class);
        assertThat(decide(installed(OLD))).isInstanceOf(Offered.class);
    }

    /** A33 */
    @Test
    void a_release_that_was_put_back_is_not_offered_again_until_it_is_published_anew() throws Exception {
        ReleaseManifest release = sites.offer("2.0", 2, StartMode.REQUIRED);
        Sha256 putBack = Sha256.of(release.toBytes());
        assertThat(decide(installed(OLD), putBack)).isInstanceOf(PutBack.class);
        sites.offer("2.0.1", 3, StartMode.REQUIRED);
        assertThat(decide(installed(OLD), putBack)).isInstanceOf(Offered.class);
    }

    /** A34 */
    @Test
    void a_later_optional_release_does_not_hide_a_required_one() throws Exception {
        ReleaseManifest later = InMemorySites.release("3.0", 3);
        sites.offerOf(later, StartMode.OPTIONAL, true, 2);
        assertThat(decide(installed(OLD)))
                .isInstanceOfSatisfying(
                        Offered.class, offered -> assertThat(offered.required()).isTrue());
        assertThat(decide(installed(InMemorySites.release("2.0", 2))))
                .isInstanceOfSatisfying(
                        Offered.class, offered -> assertThat(offered.required()).isFalse());
    }

    /** CT6, A22 */
    @Test
    void an_older_release_is_not_possible_with_the_reason() throws Exception {
        sites.offer("2.0", 2, StartMode.REQUIRED);
        assertThat(decide(installed(InMemorySites.release("5.0", 5))))
                .isInstanceOfSatisfying(
                        NotPossible.class,
                        not -> assertThat(not.reason().reason()).isEqualTo(NotAgreedException.Reason.DOWNGRADE));
    }

    @Test
    void a_site_that_offers_nothing_leaves_what_is_installed() throws Exception {
        assertThat(decide(installed(OLD))).isInstanceOf(NothingOffered.class);
    }

    private UpdateDecision decide(Optional<Receipt> receipt, Sha256... putBack) throws UpdateFailure {
        Home home = new Home(temp.resolve("home"));
        sites.pin(home);
        Installed installed = new Installed(
                "qc",
                "linux-x64",
                receipt.map(found -> new Installed.InstalledRelease(found.counter(), found.manifestSha256())));
        try (VerifiedState state = new Verifier(home, sites, at(NOW)).check(settings(FIRST))) {
            return Decider.decide(
                    state.offer("qc"),
                    receipt,
                    List.of(putBack)::contains,
                    offer -> state.release(offer, installed, LauncherVersion.of("1.0.0")));
        }
    }

    private static Optional<Receipt> installed(ReleaseManifest release) {
        Sha256 manifest = Sha256.of(release.toBytes());
        return Optional.of(new Receipt(
                release.app(), release.version(), release.counter(), release.platform(), manifest, List.of()));
    }
}
