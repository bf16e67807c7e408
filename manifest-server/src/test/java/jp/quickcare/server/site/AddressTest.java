package jp.quickcare.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.quickcare.manifest.release.SiteAddress;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C2: a site's server says where it is. */
class AddressTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private World world = World.NONE;

    @BeforeEach
    void a_site_with_an_offer() throws Exception {
        world = new World(temp).initVendor().publish("1.0").initSite().importAll();
        offer();
    }

    private void offer() {
        Commands.run("offer", "--dir", world.site(), "--app", "qc", "--channel", "QC", "--mode", "optional")
                .expect(0);
    }

    private Commands.Result address(Object... more) {
        Object[] first = {"address", "--dir", world.site()};
        Object[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Commands.run(all);
    }

    private Optional<SiteAddress> said() throws Exception {
        ServerFolder site = ServerFolder.site(world.site());
        return new AddressSigner(site, KeyFolder.open(site.keys(), List.of()), Instant.now()).said();
    }

    /** C2 */
    @Test
    void what_is_said_stays_behind_other_changes_until_it_is_taken_back() throws Exception {
        assertThat(address().expect(0).out()).contains("Nothing is told");
        address("server-2", "https://server-3:8443/qc/").expect(0);
        assertThat(said().orElseThrow().text()).isEqualTo("http://server-2 https://server-3:8443/qc/");
        offer();
        Commands.run("verify", "--dir", world.site()).expect(0);
        Commands.run("gc", "--dir", world.site()).expect(0);
        Commands.run("offer", "--dir", world.site()).expect(0);
        assertThat(address().expect(0).out()).contains("http://server-2 https://server-3:8443/qc/");

        assertThat(address("--remove").expect(0).out()).contains("Nothing is told any more");
        assertThat(said()).isEmpty();
        address("--remove").expect(0);
        Commands.run("verify", "--dir", world.site()).expect(0);
    }

    /** C2, SA8 */
    @Test
    void what_no_pc_could_use_is_refused_in_one_sentence() throws Exception {
        for (String bad : List.of(
                "ftp://server/",
                "http://user:secret@server/",
                "http://server/?q",
                "http://server/#f",
                "http:///",
                "http://a..b/",
                "http://-a/",
                "http://server/%2e%2e/",
                "http://user@server/",
                "ser ver",
                "http://server:99999/",
                "a,b")) {
            Commands.Result refused = address(bad).expect(2);
            assertThat(refused.err()).contains("cannot be an address").hasLineCount(1);
        }
        assertThat(said()).isEmpty();
        address("a", "b", "c", "d", "e", "f", "g", "h", "i").expect(2);
        address("a", "--remove").expect(2);
    }
}
