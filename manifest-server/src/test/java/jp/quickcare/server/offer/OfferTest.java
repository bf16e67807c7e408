package jp.quickcare.server.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A6, A7, A34: what the administrator says is what is signed. */
class OfferTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private World world = World.NONE;

    @BeforeEach
    void a_site_with_a_release() throws Exception {
        world = new World(temp).initVendor().publish("1.0").initSite().importAll();
    }

    private Commands.Result offer(Object... terms) {
        Object[] first = {"offer", "--dir", world.site(), "--app", "qc", "--channel", "QC"};
        Object[] all = java.util.Arrays.copyOf(first, first.length + terms.length);
        System.arraycopy(terms, 0, all, first.length, terms.length);
        return Commands.run(all);
    }

    private String listed() {
        return Commands.run("offer", "--dir", world.site()).expect(0).out();
    }

    /** A34 */
    @Test
    void what_was_required_once_stays_required_behind_a_later_optional_release() throws Exception {
        offer("--mode", "required").expect(0);
        world.publish("1.1").importAll();
        offer("--mode", "required").expect(0);
        world.publish("1.2").importAll();
        offer("--mode", "optional").expect(0);

        assertThat(listed())
                .isEqualToIgnoringNewLines(
                        "QC: qc 1.2 for any, optional, new installs yes, required for counters below 2");
    }

    /** A34 */
    @Test
    void an_older_release_offered_again_does_not_lower_what_is_required() throws Exception {
        world.publish("1.1").importAll();
        offer("--mode", "required").expect(0);
        offer("--mode", "required", "--version", "1.0", "--all-the-same").expect(0);

        assertThat(listed()).contains("qc 1.0").contains("below 2");
    }

    /** CT6: PCs would refuse it, and the administrator would not know. */
    @Test
    void an_older_release_without_a_floor_is_offered_only_all_the_same() throws Exception {
        world.publish("1.1").importAll();
        offer("--mode", "optional").expect(0);
        Map<String, String> before = Trees.digests(world.site().resolve("repository"));

        assertThat(offer("--mode", "optional", "--version", "1.0").expect(2).err())
                .contains("qc 1.0 is older than 1.1")
                .contains("no floor")
                .contains("--all-the-same");
        assertThat(Trees.digests(world.site().resolve("repository"))).isEqualTo(before);

        offer("--mode", "refused", "--version", "1.0").expect(0);
        offer("--mode", "optional", "--version", "1.1").expect(0);
        offer("--mode", "optional", "--version", "1.0", "--all-the-same").expect(0);
        assertThat(ClientView.ofSite(world.site())).containsExactly("QC qc/1.0/any.json optional");
    }

    /** CT6 */
    @Test
    void an_older_release_with_a_floor_of_the_vendors_is_offered_without_a_word() throws Exception {
        world.publish("1.1").importAll();
        offer("--mode", "optional").expect(0);
        Object[] publishing = java.util.Arrays.copyOf(world.publishing("1.0"), world.publishing("1.0").length + 2);
        publishing[publishing.length - 2] = "--floor";
        publishing[publishing.length - 1] = "1";
        Commands.run(publishing).expect(0);
        Commands.run("import", "--dir", world.site(), "--from", world.vendor(), "--release", "qc/1.0")
                .expect(0);

        offer("--mode", "optional", "--version", "1.0").expect(0);

        assertThat(ClientView.ofSite(world.site())).containsExactly("QC qc/1.0/any.json optional");
    }

    /** A6 */
    @Test
    void refusing_everybody_keeps_the_release_that_is_offered() throws Exception {
        offer("--mode", "required").expect(0);
        world.publish("1.1").importAll();

        offer("--mode", "refused", "--message-ja", "保守中です", "--message-en", "Under maintenance")
                .expect(0);

        assertThat(ClientView.ofSite(world.site())).containsExactly("QC qc/1.0/any.json refused");
    }

    /** A7, SA7 */
    @Test
    void new_installs_are_as_they_were_unless_said_otherwise() {
        offer("--mode", "required", "--new-installs", "no").expect(0);
        offer("--mode", "optional").expect(0);
        assertThat(listed()).contains("new installs no");

        offer("--mode", "optional", "--new-installs", "yes").expect(0);
        assertThat(listed()).contains("new installs yes");
    }

    @Test
    void channels_are_offered_to_apart() throws Exception {
        offer("--mode", "required").expect(0);
        world.publish("1.1").importAll();
        Commands.run("offer", "--dir", world.site(), "--app", "qc", "--channel", "XE", "--mode", "optional")
                .expect(0);

        assertThat(ClientView.ofSite(world.site()))
                .containsExactlyInAnyOrder("QC qc/1.0/any.json required", "XE qc/1.1/any.json optional");
    }

    /** SA3 */
    @Test
    void what_no_client_would_take_is_refused_and_the_old_offer_stays() {
        offer("--mode", "required").expect(0);
        Map<String, String> before = Trees.digests(world.site().resolve("repository"));

        assertThat(offer("--mode", "required", "--message-en", "x".repeat(2_001))
                        .expect(2)
                        .err())
                .contains("2001");
        offer("--mode", "required", "--message-en", "\u001b[31mred").expect(2);
        offer("--mode", "mandatory").expect(2);
        offer("--mode", "required", "--version", "9.9").expect(2);
        offer("--mode", "required", "--new-installs", "perhaps").expect(2);
        Commands.run("offer", "--dir", world.site(), "--app", "xe", "--channel", "QC", "--mode", "required")
                .expect(2);
        Commands.run("offer", "--dir", world.site(), "--app", "qc", "--channel", "../", "--mode", "required")
                .expect(2);

        assertThat(Trees.digests(world.site().resolve("repository"))).isEqualTo(before);
        offer("--mode", "required", "--message-en", "two\nlines").expect(0);
        world.requireWholeSite();
    }
}
