package jp.quickcare.server.rotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jp.quickcare.manifest.tuf.MemoryStore;
import jp.quickcare.manifest.tuf.RollbackException;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private World world = World.NONE;

    @BeforeEach
    void a_vendor_with_a_release() throws Exception {
        world = new World(temp).initVendor().publish("1.0");
    }

    private Commands.Result key(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "key";
        all[1] = arguments[0];
        all[2] = "--dir";
        all[3] = world.vendor();
        System.arraycopy(arguments, 1, all, 4, arguments.length - 1);
        return Commands.run(all);
    }

    /** MT1, MT21 */
    @Test
    void a_root_key_is_replaced_and_clients_with_the_first_root_follow() throws Exception {
        key("make", "--name", "root-4").expect(0);
        key("rotate-root", "--add", "root-4", "--remove", "root-1").expect(0);
        Files.delete(world.vendor().resolve("keys/root-1.pem"));
        key("rotate-root").expect(0);
        world.publish("1.1");

        assertThat(ClientView.ofVendor(world.vendor())).hasSize(2);
        assertThat(key("list").expect(0).out()).contains("root: 2 of 3").contains("root-4");
    }

    /** MT1 */
    @Test
    void too_few_keys_of_the_old_root_write_no_new_one() throws Exception {
        Path stick = Files.createDirectory(temp.resolve("stick"));
        for (String name : new String[] {"root-1.pem", "root-2.pem"}) {
            Files.move(world.vendor().resolve("keys").resolve(name), stick.resolve(name));
        }
        Map<String, String> before = Trees.digests(world.vendor().resolve("repository"));

        assertThat(key("rotate-root").expect(2).err()).contains("takes 2 of its 3 keys");
        assertThat(Trees.digests(world.vendor().resolve("repository"))).isEqualTo(before);
        key("rotate-root", "--keys", stick).expect(0);
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(1);
    }

    /** MT3 */
    @Test
    void a_threshold_that_no_keys_can_reach_is_refused() {
        for (String threshold : new String[] {"0", "-1", "4"}) {
            key("threshold", "--role", "root", "--threshold", threshold).expect(2);
        }
        key("threshold", "--role", "nobody", "--threshold", "1").expect(2);
        key("threshold", "--role", "root", "--threshold", "3").expect(0);
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(1);
    }

    /** MT4 */
    @Test
    void a_key_counts_once_for_a_role() {
        key("rotate-root", "--add", "root-1").expect(2);
        key("rotate-root", "--add", "nowhere").expect(2);
        key("rotate-root", "--remove", "qc").expect(2);
    }

    @Test
    void a_lost_timestamp_key_is_replaced() throws Exception {
        Files.delete(world.vendor().resolve("keys/timestamp.pem"));
        assertThat(Commands.run(world.publishing("1.1")).expect(2).err()).contains("timestamp");
        key("make", "--name", "timestamp-2").expect(0);

        key("rotate-root", "--role", "timestamp", "--add", "timestamp-2", "--remove", "timestamp")
                .expect(0);

        world.publish("1.1");
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(2);
    }

    @Test
    void a_lost_online_key_of_a_site_is_replaced_role_by_role() throws Exception {
        world.initSite().importAll().offer("required");
        Files.delete(world.site().resolve("keys/online.pem"));
        siteKey("make", "--name", "online-2").expect(0);
        Map<String, String> before = Trees.digests(world.site().resolve("repository"));

        // Nobody could sign the timestamp that would go with it.
        replace("snapshot", "online-2", "online").expect(2);
        assertThat(Trees.digests(world.site().resolve("repository"))).isEqualTo(before);
        for (String role : new String[] {"timestamp", "snapshot", "targets"}) {
            replace(role, "online-2", "online").expect(0);
        }

        world.offer("optional").requireWholeSite();
    }

    @Test
    void an_older_copy_of_a_site_goes_on_under_the_newer_roots_that_its_PCs_have() throws Exception {
        world.initSite().importAll().offer("required");
        Path copy = temp.resolve("copy");
        Trees.copy(world.site(), copy);
        siteKey("make", "--name", "online-2").expect(0);
        for (String role : new String[] {"timestamp", "snapshot", "targets"}) {
            replace(role, "online-2", "online").expect(0);
        }
        for (String root : new String[] {"2.root.json", "3.root.json", "4.root.json"}) {
            String name = "repository/site/metadata/" + root;
            Files.copy(world.site().resolve(name), copy.resolve(name));
        }
        String lost = Commands.run("key", "list", "--dir", world.site())
                .expect(0)
                .out()
                .lines()
                .filter(line -> line.endsWith("online-2"))
                .findFirst()
                .orElseThrow()
                .strip()
                .substring(0, 12);
        Trees.delete(world.site());
        Trees.copy(copy, world.site());
        assertThat(Commands.run("key", "list", "--dir", world.site()).expect(0).out())
                .contains(lost);

        siteKey("make", "--name", "online-3").expect(0);
        for (String role : new String[] {"timestamp", "snapshot", "targets"}) {
            replace(role, "online-3", lost).expect(0);
        }

        world.offer("optional").requireWholeSite();
    }

    /** SA6: a PC that remembers refuses the old state, and what the documentation says brings it back. */
    @Test
    void a_site_restored_from_an_old_backup_is_refused_until_its_online_key_is_another() throws Exception {
        world.initSite().importAll().offer("required");
        Path backup = Trees.copy(world.site(), temp.resolve("backup"));
        MemoryStore pc =
                new MemoryStore(Files.readAllBytes(world.site().resolve("repository/site/metadata/1.root.json")));
        world.publish("1.1").importAll().offer("required");
        assertThat(ClientView.ofSite(world.site(), pc)).contains("qc/1.1/any.json");

        Trees.delete(world.site());
        Trees.copy(backup, world.site());
        assertThatThrownBy(() -> ClientView.ofSite(world.site(), pc)).isInstanceOf(RollbackException.class);
        world.importAll();
        assertThatThrownBy(() -> ClientView.ofSite(world.site(), pc))
                .as("and goes on to, whatever else is done")
                .isInstanceOf(RollbackException.class);

        siteKey("make", "--name", "online-2").expect(0);
        for (String role : new String[] {"timestamp", "snapshot", "targets"}) {
            replace(role, "online-2", "online").expect(0);
        }
        world.importAll().offer("required").requireWholeSite();
        assertThat(ClientView.ofSite(world.site(), pc)).contains("qc/1.1/any.json");
    }

    private Commands.Result siteKey(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "key";
        all[1] = arguments[0];
        all[2] = "--dir";
        all[3] = world.site();
        System.arraycopy(arguments, 1, all, 4, arguments.length - 1);
        return Commands.run(all);
    }

    private Commands.Result replace(String role, String by, String old) {
        return siteKey("rotate-root", "--role", role, "--add", by, "--remove", old);
    }

    @Test
    void an_application_gets_a_second_key_and_needs_both() throws Exception {
        key("make", "--name", "qc-2").expect(0);
        key("rotate-root", "--role", "qc", "--add", "qc-2", "--threshold", "2").expect(0);
        Path stick = Files.createDirectory(temp.resolve("stick"));
        Files.move(world.vendor().resolve("keys/qc-2.pem"), stick.resolve("qc-2.pem"));

        assertThat(Commands.run(world.publishing("1.1")).expect(2).err()).contains("qc-2");
        Files.move(stick.resolve("qc-2.pem"), world.vendor().resolve("keys/qc-2.pem"));
        world.publish("1.1");

        assertThat(ClientView.ofVendor(world.vendor())).hasSize(2);
    }

    @Test
    void signing_anew_gives_more_time_and_leaves_out_roles_whose_keys_are_offline() throws Exception {
        Files.delete(world.vendor().resolve("keys/targets.pem"));

        String told = Commands.run("refresh", "--dir", world.vendor()).expect(0).out();

        assertThat(told).contains("Signed anew: qc, launcher").contains("not here: targets");
        assertThat(ClientView.ofVendor(world.vendor())).hasSize(1);
    }
}
