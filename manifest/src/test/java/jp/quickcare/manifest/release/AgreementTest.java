package jp.quickcare.manifest.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.release.NotAgreedException.Reason;
import jp.quickcare.manifest.tuf.TargetInfo;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final SiteId SITE = SiteId.ofFirstRoot("a site".getBytes(UTF_8));
    private static final SiteId OTHER_SITE = SiteId.ofFirstRoot("another site".getBytes(UTF_8));
    private static final Rights RIGHTS = Rights.NONE.with("qc", SITE);
    private static final LauncherVersion LAUNCHER = LauncherVersion.of("1.0.0");
    private static final ReleaseManifest RELEASE = Releases.quickcare("1.4.26", 42);
    private static final Installed NOTHING = Installed.nothing("qc", "linux-x64");

    @Test
    void a_release_that_both_stand_behind_is_trusted() throws Exception {
        TrustedRelease trusted = agree(RELEASE, vendor(RELEASE), NOTHING);
        assertThat(trusted.manifest()).isEqualTo(RELEASE);
        assertThat(trusted.manifestSha256()).isEqualTo(Sha256.of(RELEASE.toBytes()));
        assertThat(trusted.manifestBytes()).isEqualTo(RELEASE.toBytes());
        assertThat(trusted.offer().mode()).isEqualTo(StartMode.OPTIONAL);
    }

    /** CT4, SA2 */
    @Test
    void what_the_vendor_does_not_list_is_refused() {
        assertRefused(Reason.REPOSITORIES_DIFFER, offer(RELEASE), Optional.empty(), RELEASE.toBytes(), NOTHING);
    }

    /** CT4 */
    @Test
    void what_the_vendor_lists_with_another_digest_or_length_is_refused() {
        TargetInfo genuine = vendor(RELEASE);
        TargetInfo otherHash = target(genuine, genuine.lengthBytes(), Map.of("sha256", "0".repeat(64)));
        TargetInfo otherLength = target(genuine, genuine.lengthBytes() + 1, genuine.hashes());
        TargetInfo moreHashes = target(
                genuine,
                genuine.lengthBytes(),
                Map.of("sha256", Sha256.of(RELEASE.toBytes()).hex(), "sha512", "00"));
        for (TargetInfo differing : List.of(otherHash, otherLength, moreHashes)) {
            assertRefused(
                    Reason.REPOSITORIES_DIFFER, offer(RELEASE), Optional.of(differing), RELEASE.toBytes(), NOTHING);
        }
    }

    /** CT3 */
    @Test
    void only_unknown_or_malformed_digests_are_refused() {
        TargetInfo genuine = vendor(RELEASE);
        String hex = Sha256.of(RELEASE.toBytes()).hex();
        List<Map<String, String>> digests = List.of(
                Map.of("md5", "00"),
                Map.of("sha256", hex.toUpperCase(java.util.Locale.ROOT)),
                Map.of("sha256", hex.substring(2)),
                Map.of("sha256", ""));
        for (Map<String, String> hashes : digests) {
            TargetInfo both = target(genuine, genuine.lengthBytes(), hashes);
            assertRefused(Reason.NO_DIGEST, offer(both), Optional.of(both), RELEASE.toBytes(), NOTHING);
        }
        TargetInfo unknownAndWrong =
                target(genuine, genuine.lengthBytes(), Map.of("sha256", "1".repeat(64), "blake9", "00"));
        assertRefused(
                Reason.OTHER_BYTES, offer(unknownAndWrong), Optional.of(unknownAndWrong), RELEASE.toBytes(), NOTHING);
    }

    /** CT1, CT4 */
    @Test
    void other_bytes_than_listed_are_refused() {
        byte[] changed = RELEASE.toBytes();
        changed[changed.length / 2] ^= 1;
        assertRefused(Reason.OTHER_BYTES, offer(RELEASE), Optional.of(vendor(RELEASE)), changed, NOTHING);
    }

    /** CT5 */
    @Test
    void a_manifest_of_another_release_than_its_name_says_is_refused() {
        for (ReleaseManifest other : List.of(
                Releases.quickcare("1.4.25", 42),
                Releases.release("qc", "1.4.26", 42, "win-x64", Releases.file("app.jar", "x")))) {
            TargetInfo listed =
                    listed("qc/1.4.26/linux-x64.json", other, "qc", Agreement.toCustom(RELEASE, OptionalLong.empty()));
            assertRefused(Reason.OTHER_RELEASE, offer(listed), Optional.of(listed), other.toBytes(), NOTHING);
        }
    }

    /** CT5 */
    @Test
    void facts_that_differ_from_the_manifest_are_refused() {
        ReleaseManifest newer = Releases.quickcare("1.4.26", 43);
        TargetInfo listed =
                listed(RELEASE.targetPath(), RELEASE, "qc", Agreement.toCustom(newer, OptionalLong.empty()));
        assertRefused(Reason.OTHER_RELEASE, offer(RELEASE), Optional.of(listed), RELEASE.toBytes(), NOTHING);
        TargetInfo bare =
                new TargetInfo(listed.path(), listed.lengthBytes(), listed.hashes(), Optional.empty(), listed.role());
        assertRefused(Reason.OTHER_RELEASE, offer(RELEASE), Optional.of(bare), RELEASE.toBytes(), NOTHING);
    }

    /** MT20, CT5 */
    @Test
    void a_release_listed_by_another_application_s_role_is_refused() {
        for (String role : List.of("launcher", "targets", "qc2")) {
            TargetInfo listed =
                    listed(RELEASE.targetPath(), RELEASE, role, Agreement.toCustom(RELEASE, OptionalLong.empty()));
            assertRefused(Reason.WRONG_ROLE, offer(RELEASE), Optional.of(listed), RELEASE.toBytes(), NOTHING);
        }
    }

    /** SA3, PU5 */
    @Test
    void a_site_without_the_right_is_refused_before_anything_else() {
        for (Rights rights : List.of(Rights.NONE, Rights.NONE.with("qc", OTHER_SITE), Rights.NONE.with("tool", SITE))) {
            assertThatThrownBy(() -> Agreement.agree(
                            offer(RELEASE), Optional.empty(), new byte[0], rights, SITE, NOTHING, LAUNCHER))
                    .isInstanceOfSatisfying(
                            NotAgreedException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NO_RIGHT));
        }
    }

    @Test
    void a_release_for_another_platform_or_application_is_refused() {
        assertRefused(
                Reason.NOT_FOR_THIS_PC,
                offer(RELEASE),
                Optional.of(vendor(RELEASE)),
                RELEASE.toBytes(),
                Installed.nothing("qc", "win-x64"));
        assertRefused(
                Reason.NOT_FOR_THIS_PC,
                offer(RELEASE),
                Optional.of(vendor(RELEASE)),
                RELEASE.toBytes(),
                Installed.nothing("tool", "linux-x64"));
    }

    @Test
    void a_release_for_any_platform_fits() throws Exception {
        ReleaseManifest any = Releases.release("qc", "2", 50, "any", Releases.file("app.jar", "x"));
        assertThat(agree(any, vendor(any), NOTHING).manifest()).isEqualTo(any);
    }

    @Test
    void a_release_that_needs_a_newer_launcher_is_refused() {
        assertThatThrownBy(() -> Agreement.agree(
                        offer(RELEASE),
                        Optional.of(vendor(RELEASE)),
                        RELEASE.toBytes(),
                        RIGHTS,
                        SITE,
                        NOTHING,
                        LauncherVersion.of("0.9.99")))
                .isInstanceOfSatisfying(
                        NotAgreedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LAUNCHER_TOO_OLD));
    }

    /** CT6 */
    @Test
    void a_lower_counter_than_installed_is_refused() {
        Installed newer = Installed.release("qc", "linux-x64", 43, Sha256.of(new byte[0]));
        assertRefused(Reason.DOWNGRADE, offer(RELEASE), Optional.of(vendor(RELEASE)), RELEASE.toBytes(), newer);
    }

    /** CT6 */
    @Test
    void an_equal_counter_with_other_bytes_is_refused() {
        Installed other = Installed.release("qc", "linux-x64", 42, Sha256.of(new byte[0]));
        assertRefused(Reason.SAME_COUNTER, offer(RELEASE), Optional.of(vendor(RELEASE)), RELEASE.toBytes(), other);
    }

    @Test
    void what_is_installed_is_trusted_again() throws Exception {
        Installed same = Installed.release("qc", "linux-x64", 42, Sha256.of(RELEASE.toBytes()));
        assertThat(agree(RELEASE, vendor(RELEASE), same).manifest()).isEqualTo(RELEASE);
    }

    /** CT6 */
    @Test
    void a_downgrade_reaches_down_to_the_floor_that_the_vendor_signed_and_no_further() throws Exception {
        Installed newer = Installed.release("qc", "linux-x64", 50, Sha256.of(new byte[0]));
        TargetInfo reachable =
                listed(RELEASE.targetPath(), RELEASE, "qc", Agreement.toCustom(RELEASE, OptionalLong.of(42)));
        assertThat(agree(RELEASE, reachable, newer).manifest()).isEqualTo(RELEASE);
        TargetInfo below =
                listed(RELEASE.targetPath(), RELEASE, "qc", Agreement.toCustom(RELEASE, OptionalLong.of(43)));
        assertRefused(Reason.DOWNGRADE, offer(RELEASE), Optional.of(below), RELEASE.toBytes(), newer);
        TargetInfo high = listed(RELEASE.targetPath(), RELEASE, "qc", Agreement.toCustom(RELEASE, OptionalLong.of(99)));
        Installed older = Installed.release("qc", "linux-x64", 41, Sha256.of(new byte[0]));
        assertThat(agree(RELEASE, high, older).manifest()).isEqualTo(RELEASE);
    }

    private static TrustedRelease agree(ReleaseManifest release, TargetInfo vendor, Installed installed)
            throws NotAgreedException {
        return Agreement.agree(
                offer(release), Optional.of(vendor), release.toBytes(), RIGHTS, SITE, installed, LAUNCHER);
    }

    private static void assertRefused(
            Reason reason, Offer offer, Optional<TargetInfo> vendor, byte[] bytes, Installed installed) {
        assertThatThrownBy(() -> Agreement.agree(offer, vendor, bytes, RIGHTS, SITE, installed, LAUNCHER))
                .isInstanceOfSatisfying(
                        NotAgreedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Offer offer(ReleaseManifest release) {
        return offer(vendor(release));
    }

    private static Offer offer(TargetInfo listed) {
        TargetInfo bySite =
                new TargetInfo(listed.path(), listed.lengthBytes(), listed.hashes(), Optional.empty(), "targets");
        TargetName name = TargetName.of(listed.path());
        return new Offer(name.app(), "QC", name.platform(), StartMode.OPTIONAL, Map.of(), true, 0, bySite);
    }

    private static TargetInfo vendor(ReleaseManifest release) {
        return listed(release.targetPath(), release, release.app(), Agreement.toCustom(release, OptionalLong.empty()));
    }

    private static TargetInfo listed(String path, ReleaseManifest release, String role, JsonObject custom) {
        byte[] bytes = release.toBytes();
        return new TargetInfo(
                path, bytes.length, Map.of("sha256", Sha256.of(bytes).hex()), Optional.of(custom), role);
    }

    private static TargetInfo target(TargetInfo from, long lengthBytes, Map<String, String> hashes) {
        return new TargetInfo(from.path(), lengthBytes, hashes, from.custom(), from.role());
    }
}
