package jp.quickcare.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import jp.quickcare.server.console.access.PasswordHash;
import jp.quickcare.server.settings.Setting;
import jp.quickcare.server.settings.SettingsEdit;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FS9, SA5, SPEC A26: killed at any instant, clients see the old state or the new one, and the next run completes. */
class KillIT {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    /** SA5, FS9, A26 */
    @Test
    void a_publish_killed_at_any_step_shows_the_old_releases_or_the_new_ones_whole() throws Exception {
        World world = new World(temp).initVendor().publish("1.0");
        Path next = world.application("1.1");
        Set<String> old = Set.of("qc/1.0/any.json");
        Set<String> both = Set.of("qc/1.0/any.json", "qc/1.1/any.json");
        KillPoints.InFolder publish = vendor -> new Object[] {
            "publish",
            "--dir",
            vendor,
            "--app",
            "qc",
            "--version",
            "1.1",
            "--from",
            next,
            "--release-file",
            world.releaseFile()
        };
        int kills = KillPoints.killAtEach(
                KillPoints.ALL, world.vendor(), temp.resolve("work"), publish, (vendor, point) -> {
                    assertThat(ClientView.ofVendor(vendor)).as(point).isIn(old, both);
                    Commands.run(publish.arguments(vendor)).expect(0);
                    assertThat(ClientView.ofVendor(vendor)).as(point).isEqualTo(both);
                    Commands.run("verify", "--dir", vendor).expect(0);
                });
        assertThat(kills).isGreaterThan(20);
    }

    /** SA1, FS9, A26 */
    @Test
    void an_import_killed_at_any_step_leaves_a_site_that_serves_whole_and_the_next_run_completes_it() throws Exception {
        World world = World.offering(temp, "required");
        world.publish("1.1");
        Set<String> offered = Set.of("QC qc/1.0/any.json required");
        Set<String> old = Set.of("qc/1.0/any.json");
        Set<String> both = Set.of("qc/1.0/any.json", "qc/1.1/any.json");
        KillPoints.InFolder take = site -> new Object[] {"import", "--dir", site, "--from", world.vendor()};
        int kills = KillPoints.killAtEach(KillPoints.ALL, world.site(), temp.resolve("work"), take, (site, point) -> {
            assertThat(ClientView.ofSite(site)).as(point).isEqualTo(offered);
            assertThat(ClientView.listedAtSite(site)).as(point).isIn(old, both);
            Commands.run(take.arguments(site)).expect(0);
            assertThat(ClientView.listedAtSite(site)).as(point).isEqualTo(both);
            Commands.run("offer", "--dir", site, "--app", "qc", "--channel", "QC", "--mode", "optional")
                    .expect(0);
            assertThat(ClientView.ofSite(site)).as(point).containsExactly("QC qc/1.1/any.json optional");
        });
        assertThat(kills).isGreaterThan(15);
    }

    /** FS9, A34 */
    @Test
    void an_offer_killed_at_any_step_leaves_the_old_offers_or_the_new_ones() throws Exception {
        World world = World.offering(temp, "required");
        world.publish("1.1").importAll();
        KillPoints.InFolder offer =
                site -> new Object[] {"offer", "--dir", site, "--app", "qc", "--channel", "QC", "--mode", "optional"};
        Set<String> old = Set.of("QC qc/1.0/any.json required");
        Set<String> next = Set.of("QC qc/1.1/any.json optional");
        int kills = KillPoints.killAtEach(KillPoints.ALL, world.site(), temp.resolve("work"), offer, (site, point) -> {
            assertThat(ClientView.ofSite(site)).as(point).isIn(old, next);
            Commands.run(offer.arguments(site)).expect(0);
            assertThat(ClientView.ofSite(site)).as(point).isEqualTo(next);
        });
        assertThat(kills).isGreaterThan(5);
    }

    /** FS9 */
    @Test
    void a_collection_killed_at_any_step_has_deleted_nothing_that_is_needed() throws Exception {
        World world = World.offering(temp, "required");
        world.publish("1.1")
                .importAll()
                .offer("required")
                .publish("1.2")
                .importAll()
                .offer("required");
        KillPoints.InFolder collect = site -> new Object[] {"gc", "--dir", site};
        Set<String> offered = Set.of("QC qc/1.2/any.json required");
        KillPoints.killAtEach(KillPoints.ALL, world.site(), temp.resolve("work"), collect, (site, point) -> {
            assertThat(ClientView.ofSite(site)).as(point).isEqualTo(offered);
            Commands.run("verify", "--dir", site).expect(0);
            Commands.run(collect.arguments(site)).expect(0);
            Commands.run("verify", "--dir", site).expect(0);
        });
    }

    /** FS9, MT1 */
    @Test
    void a_change_of_keys_killed_at_any_step_leaves_a_repository_that_a_client_with_the_first_root_can_read()
            throws Exception {
        World world = new World(temp).initVendor().publish("1.0");
        Commands.run("key", "make", "--dir", world.vendor(), "--name", "timestamp-2")
                .expect(0);
        Path next = world.application("1.1");
        KillPoints.InFolder rotate = vendor -> new Object[] {
            "key",
            "rotate-root",
            "--dir",
            vendor,
            "--role",
            "timestamp",
            "--add",
            "timestamp-2",
            "--remove",
            "timestamp"
        };
        KillPoints.killAtEach(KillPoints.ALL, world.vendor(), temp.resolve("work"), rotate, (vendor, point) -> {
            assertThat(ClientView.ofVendor(vendor)).as(point).containsExactly("qc/1.0/any.json");
            if (!Commands.run("key", "list", "--dir", vendor).out().contains("no role: ")) {
                throw new AssertionError("the new key is lost at " + point);
            }
            Commands.run(
                            "publish",
                            "--dir",
                            vendor,
                            "--app",
                            "qc",
                            "--version",
                            "1.1",
                            "--from",
                            next,
                            "--release-file",
                            world.releaseFile())
                    .expect(0);
            assertThat(ClientView.ofVendor(vendor)).as(point).hasSize(2);
        });
    }

    /** FS9 */
    @Test
    void a_start_killed_at_any_step_is_finished_by_the_next_run() throws Exception {
        World world = new World(temp);
        Path application = world.application("1.0");
        Path empty = temp.resolve("empty");
        java.nio.file.Files.createDirectories(empty);
        KillPoints.InFolder init = folder -> new Object[] {"init", "vendor", "--dir", folder, "--app", "qc"};
        KillPoints.killAtEach(
                java.util.List.of("rename", "mkdir"), empty, temp.resolve("work"), init, (folder, point) -> {
                    Commands.run(init.arguments(folder)).expect(0);
                    Commands.run(
                                    "publish",
                                    "--dir",
                                    folder,
                                    "--app",
                                    "qc",
                                    "--version",
                                    "1.0",
                                    "--from",
                                    application,
                                    "--release-file",
                                    world.releaseFile())
                            .expect(0);
                    assertThat(ClientView.ofVendor(folder)).as(point).containsExactly("qc/1.0/any.json");
                });
    }

    /** A13, FS9: kill -9 in the middle of saving settings */
    @Test
    void a_change_of_settings_killed_at_any_step_leaves_the_old_file_or_the_new_one_whole() throws Exception {
        Path start = new World(temp).initVendor().initSite().site();
        Path settings = start.resolve("manifest-server.properties");
        String before = java.nio.file.Files.readString(settings);
        SettingsEdit.change(
                settings,
                SettingsEdit.open(settings).version(),
                Map.of(Setting.CONSOLE_PASSWORD, PasswordHash.of("correct horse".toCharArray()), Setting.PORT, "81"));
        String old = java.nio.file.Files.readString(settings);
        KillPoints.InFolder save = site -> new Object[] {"password", "--dir", site, "--remove"};
        int kills = KillPoints.killAtEach(KillPoints.ALL, start, temp.resolve("work"), save, (site, point) -> {
            Path file = site.resolve("manifest-server.properties");
            String found = java.nio.file.Files.readString(file);
            String changed = before.replace("port=80", "port=81");
            assertThat(found).as(point).isIn(old, changed);
            Commands.run(save.arguments(site)).expect(0);
            assertThat(file).as(point).hasContent(changed);
            assertThat(java.nio.file.Files.getPosixFilePermissions(file))
                    .as(point)
                    .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        });
        assertThat(kills).isGreaterThan(2);
    }
}
