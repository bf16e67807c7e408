package jp.quickcare.server.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SA2: a site whose key was stolen can be revoked by the vendor, and only by it. */
class RevokeSiteTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private World world = World.NONE;

    @BeforeEach
    void a_site_with_a_release() throws Exception {
        world = World.offering(temp, "required");
    }

    private Path siteRoot() {
        return world.site().resolve("repository/site/metadata/1.root.json");
    }

    private Commands.Result revoke(Object... more) {
        Object[] all = new Object[more.length + 3];
        all[0] = "revoke-site";
        all[1] = "--dir";
        all[2] = world.vendor();
        System.arraycopy(more, 0, all, 3, more.length);
        return Commands.run(all);
    }

    private Commands.Result importing() {
        return Commands.run("import", "--dir", world.site(), "--from", world.vendor());
    }

    private Path list(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("repository/release/targets/sites"))) {
            return files.findFirst().orElseThrow();
        }
    }

    /** SA2 */
    @Test
    void a_revoked_site_gets_no_more_releases_and_hands_the_revocation_on() throws Exception {
        String id = SiteId.ofFirstRoot(Files.readAllBytes(siteRoot())).toString();
        revoke("--root", siteRoot()).expect(0);
        world.publish("1.1");

        assertThat(importing().expect(6).err()).contains("The vendor has revoked this site (" + id + ")");

        assertThat(list(world.site())).content().contains(id);
        assertThat(Commands.run("verify", "--dir", world.site()).expect(11).out())
                .contains("the vendor has revoked it");
        assertThat(world.site().resolve("repository/release/targets/qc/1.1")).doesNotExist();
        assertThat(revoke().expect(0).out()).contains(id);
    }

    /** SA2 */
    @Test
    void taken_back_the_site_goes_on() throws Exception {
        String id = SiteId.ofFirstRoot(Files.readAllBytes(siteRoot())).toString();
        revoke("--site", id).expect(0);
        importing().expect(6);

        assertThat(revoke("--site", id, "--restore").expect(0).out()).contains("is not revoked");

        world.publish("1.1").importAll().offer("required").requireWholeSite();
        assertThat(ClientView.ofSite(world.site())).containsExactly("QC qc/1.1/any.json required");
        assertThat(revoke().expect(0).out()).contains("No site is revoked.");
    }

    /** SA2 */
    @Test
    void another_site_carries_the_list_and_goes_on() throws Exception {
        Path other = temp.resolve("other");
        Commands.run("init", "site", "--dir", other, "--vendor-root", world.vendorRoot())
                .expect(0);
        revoke("--root", other.resolve("repository/site/metadata/1.root.json")).expect(0);

        world.publish("1.1").importAll().offer("required").requireWholeSite();

        assertThat(list(world.site())).hasSameBinaryContentAs(list(world.vendor()));
        Commands.run("gc", "--dir", world.site()).expect(0);
        Commands.run("gc", "--dir", world.vendor()).expect(0);
        world.requireWholeSite();
        Commands.run("verify", "--dir", world.vendor()).expect(0);
        assertThat(list(world.site())).exists();
    }

    /** SA1, SA2 */
    @Test
    void a_source_without_the_list_or_with_another_one_is_refused() throws Exception {
        revoke("--site", "0".repeat(64)).expect(0);
        Path stick = Trees.copy(world.vendor(), temp.resolve("stick"));
        Path list = list(stick);
        Map<String, String> before = Trees.digests(world.site().resolve("repository/release/metadata"));

        Files.writeString(list, Files.readString(list).replace("0000", "0001"));
        assertThat(Commands.run("import", "--dir", world.site(), "--from", stick)
                        .expect(6)
                        .err())
                .contains("revoked sites");
        Files.delete(list);
        Commands.run("import", "--dir", world.site(), "--from", stick).expect(5);

        assertThat(Trees.digests(world.site().resolve("repository/release/metadata")))
                .isEqualTo(before);
        world.importAll().requireWholeSite();
    }

    @Test
    void the_role_s_own_key_is_enough_from_the_second_time_on() throws Exception {
        revoke("--site", "0".repeat(64)).expect(0);
        Files.move(world.vendor().resolve("keys/targets.pem"), temp.resolve("targets.pem"));

        revoke("--site", "1".repeat(64)).expect(0);

        assertThat(revoke().expect(0).out().lines()).hasSize(2);
        assertThat(Commands.run("key", "list", "--dir", world.vendor())
                        .expect(0)
                        .out())
                .contains("sites: 1 of 1");
    }

    @Test
    void without_the_targets_key_the_role_is_not_made() throws Exception {
        Files.move(world.vendor().resolve("keys/targets.pem"), temp.resolve("targets.pem"));
        Map<String, String> before = Trees.digests(world.vendor().resolve("repository"));

        revoke("--site", "0".repeat(64)).expect(2);

        assertThat(Trees.digests(world.vendor().resolve("repository"))).isEqualTo(before);
    }

    @Test
    void what_names_no_site_is_refused_in_one_sentence() throws Exception {
        revoke("--site", "abc").expect(2);
        revoke("--root", temp.resolve("none")).expect(2);
        Path text = Files.writeString(temp.resolve("text"), "no root");
        revoke("--root", text).expect(2);
        Commands.run("key", "rotate-root", "--dir", world.site()).expect(0);
        assertThat(revoke("--root", world.site().resolve("repository/site/metadata/2.root.json"))
                        .expect(2)
                        .err())
                .contains("1.root.json");
        Commands.run("init", "vendor", "--dir", temp.resolve("v"), "--app", "sites")
                .expect(2);
    }
}
