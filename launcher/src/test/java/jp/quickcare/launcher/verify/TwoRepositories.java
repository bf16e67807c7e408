package jp.quickcare.launcher.verify;

import static jp.quickcare.launcher.verify.InMemorySites.FIRST;
import static jp.quickcare.launcher.verify.InMemorySites.NOW;
import static jp.quickcare.launcher.verify.InMemorySites.at;
import static jp.quickcare.launcher.verify.InMemorySites.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.manifest.release.Installed;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.release.TrustedRelease;
import jp.quickcare.manifest.tuf.TestRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A vendor and a site in memory, and a PC that has pinned the roots of both. */
abstract class TwoRepositories {
    @TempDir
    Path temp;

    final InMemorySites sites = new InMemorySites();
    Home home = new Home(Path.of(""));

    @BeforeEach
    void both_roots_are_pinned() throws Exception {
        home = new Home(temp.resolve("home"));
        sites.pin(home);
        sites.offer("1.0", 1, StartMode.OPTIONAL);
    }

    void honestUpdateSucceeds() throws Exception {
        ReleaseManifest release = sites.offer("9.0", 90, StartMode.OPTIONAL);
        assertThat(trusted().manifest()).isEqualTo(release);
    }

    TrustedRelease trusted() throws Exception {
        try (VerifiedState state = check(NOW)) {
            return release(state, state.offer("qc").orElseThrow());
        }
    }

    static TrustedRelease release(VerifiedState state, Offer offer) throws Exception {
        return state.release(offer, Installed.nothing("qc", "linux-x64"), LauncherVersion.of("1.0.0"));
    }

    VerifiedState check(Instant now) throws UpdateFailure {
        Settings settings = settings(FIRST);
        return new Verifier(home, sites, at(now)).check(settings);
    }

    void assertFails(FailureCode code, Instant now) {
        assertThatThrownBy(() -> check(now))
                .isInstanceOfSatisfying(
                        UpdateFailure.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    /** Serves another repository's metadata under the site's address. */
    record Lying(Sources.Source honest, TestRepository evil) implements Sources.Source {
        @Override
        public byte[] fetch(String fileName, long maxBytes)
                throws jp.quickcare.manifest.tuf.MetadataMissing, jp.quickcare.manifest.tuf.LengthException {
            return evil.fetch(fileName, maxBytes);
        }

        @Override
        public byte[] fetchTarget(String storedPath, long maxBytes) {
            return new byte[] {'e', 'v', 'i', 'l'};
        }

        @Override
        public void close() throws IOException {
            honest.close();
        }
    }
}
