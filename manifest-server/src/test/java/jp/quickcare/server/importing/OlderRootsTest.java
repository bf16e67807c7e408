package jp.quickcare.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that was made with a later root of the vendor's serves PCs that hold the first (TUF 5.3.3). */
class OlderRootsTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private World world = World.NONE;

    @BeforeEach
    void a_vendor_whose_root_is_the_third() throws Exception {
        world = new World(temp).initVendor().publish("1.0");
        Commands.run("key", "make", "--dir", world.vendor(), "--name", "root-4").expect(0);
        Commands.run("key", "rotate-root", "--dir", world.vendor(), "--add", "root-4", "--remove", "root-1")
                .expect(0);
        Commands.run("key", "rotate-root", "--dir", world.vendor()).expect(0);
        world.publish("1.1");
    }

    private Path root(Path folder, int version) {
        return folder.resolve("repository/release/metadata/" + version + ".root.json");
    }

    private Commands.Result initSite() {
        return Commands.run("init", "site", "--dir", world.site(), "--vendor-root", root(world.vendor(), 3))
                .expect(0);
    }

    @Test
    void init_and_verify_say_what_is_missing_and_an_import_brings_it() throws Exception {
        assertThat(initSite().out()).contains("1.root.json to 2.root.json").contains("import from a source that has");

        assertThat(Commands.run("import", "--dir", world.site(), "--from", world.vendor())
                        .expect(0)
                        .out())
                .doesNotContain("missing");

        world.offer("optional").requireWholeSite();
        assertThat(root(world.site(), 1)).hasSameBinaryContentAs(root(world.vendor(), 1));
        assertThat(ClientView.ofSite(world.site())).containsExactly("QC qc/1.1/any.json optional");
        assertThat(initSite().out()).doesNotContain("missing");
    }

    @Test
    void a_source_without_them_leaves_a_gap_that_is_told() throws Exception {
        initSite();
        Path stick = Trees.copy(world.vendor(), temp.resolve("stick"));
        Files.delete(root(stick, 1));

        assertThat(Commands.run("import", "--dir", world.site(), "--from", stick)
                        .expect(0)
                        .out())
                .contains("older roots are missing (1.root.json)");
        Commands.Result verified = Commands.run("verify", "--dir", world.site());

        assertThat(verified.expect(11).out()).contains("the roots before 2.root.json are missing");
        world.importAll().offer("optional").requireWholeSite();
    }

    /** MT1, SA1 */
    @Test
    void a_root_that_does_not_lead_to_the_trusted_one_is_refused() throws Exception {
        initSite();
        Path stick = Trees.copy(world.vendor(), temp.resolve("stick"));
        Path other = temp.resolve("other");
        Commands.run("init", "vendor", "--dir", other, "--app", "qc").expect(0);
        Commands.run("key", "rotate-root", "--dir", other).expect(0);
        Files.copy(root(other, 2), root(stick, 2), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(Commands.run("import", "--dir", world.site(), "--from", stick)
                        .expect(6)
                        .err())
                .contains("2.root.json")
                .contains("does not lead to the one that this site trusts");

        assertThat(root(world.site(), 2)).doesNotExist();
        assertThat(world.site().resolve("repository/release/metadata/timestamp.json"))
                .doesNotExist();
        world.importAll().offer("optional").requireWholeSite();
    }

    /** MT2 */
    @Test
    void a_root_under_another_version_s_name_is_refused() throws Exception {
        initSite();
        Path stick = Trees.copy(world.vendor(), temp.resolve("stick"));
        Files.copy(root(stick, 1), root(stick, 2), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        Commands.run("import", "--dir", world.site(), "--from", stick).expect(6);

        assertThat(root(world.site(), 2)).doesNotExist();
        world.importAll().offer("optional").requireWholeSite();
    }
}
