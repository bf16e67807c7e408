package jp.quickcare.launcher.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import jp.quickcare.launcher.click.FastCheck.Answer;
import jp.quickcare.launcher.click.Known.Move;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.policy.LastCheck.Decision;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownTest {
    private static final String OTHER = "b".repeat(64);

    @TempDir
    Path folder;

    private TestHome installation;
    private String installed;

    @BeforeEach
    void install_counter_five() throws Exception {
        installation = new TestHome(folder);
        Sha256 sha256 = installation
                .install("1.0", 5, false, java.util.List.of(), TestHome.lives(1))
                .sha256();
        installed = sha256.hex();
    }

    private Known known() {
        return Known.read(
                installation.home(),
                LastCheck.read(installation.home().lastCheck().toFile()));
    }

    private Known last(Decision decision, boolean required, String offered, long requiredCounter) throws Exception {
        installation.lastCheck(decision, required, offered, requiredCounter, installed);
        return known();
    }

    /** A20 */
    @Test
    void unchanged_and_up_to_date_starts_at_once() throws Exception {
        assertThat(last(Decision.UP_TO_DATE, false, "", 0).move(Answer.UNCHANGED))
                .isEqualTo(Move.START);
    }

    /** A6 */
    @Test
    void an_optional_update_starts_and_is_shown() throws Exception {
        Known known = last(Decision.OFFERED, false, OTHER, 0);
        assertThat(known.move(Answer.UNCHANGED)).isEqualTo(Move.START);
        assertThat(known.isOffered()).isTrue();
    }

    /** A6, A32 */
    @Test
    void a_required_update_already_known_stops_a_start_with_and_without_a_server() throws Exception {
        Known known = last(Decision.OFFERED, true, OTHER, 6);
        assertThat(known.move(Answer.UNCHANGED)).isEqualTo(Move.ACT);
        assertThat(known.move(Answer.NONE)).isEqualTo(Move.ACT);
        assertThat(known.move(Answer.CHANGED)).isEqualTo(Move.CHECK);
    }

    /** A34 */
    @Test
    void an_older_required_release_is_not_hidden_by_a_later_optional_one() throws Exception {
        Known known = last(Decision.OFFERED, false, OTHER, 6);
        assertThat(known.move(Answer.NONE)).isEqualTo(Move.ACT);
        assertThat(last(Decision.OFFERED, false, OTHER, 5).move(Answer.NONE)).isEqualTo(Move.START_AND_CHECK);
    }

    /** A6, A30 */
    @Test
    void a_refusal_in_force_stops_a_start_with_and_without_a_server() throws Exception {
        Known known = last(Decision.REFUSED, false, "", 0);
        assertThat(known.move(Answer.UNCHANGED)).isEqualTo(Move.ACT);
        assertThat(known.move(Answer.NONE)).isEqualTo(Move.ACT);
    }

    /** A30, A32 */
    @Test
    void without_a_server_the_installed_release_starts_and_the_check_goes_on() throws Exception {
        assertThat(last(Decision.UP_TO_DATE, false, "", 0).move(Answer.NONE)).isEqualTo(Move.START_AND_CHECK);
        java.nio.file.Files.delete(installation.home().lastCheck());
        assertThat(known().move(Answer.NONE)).isEqualTo(Move.START_AND_CHECK);
    }

    /** FS13 */
    @Test
    void a_check_about_another_release_decides_nothing() throws Exception {
        installation.lastCheck(Decision.UP_TO_DATE, false, "", 0, OTHER);
        assertThat(known().move(Answer.UNCHANGED)).isEqualTo(Move.CHECK);
    }

    /** A21, A22, A32 */
    @Test
    void what_a_start_has_to_bring_besides_is_asked_for_where_a_server_answers_and_stops_nothing() throws Exception {
        installation.lastCheck(Decision.UP_TO_DATE, false, "", 0, installed, true);
        assertThat(known().move(Answer.UNCHANGED)).isEqualTo(Move.CHECK);
        assertThat(known().move(Answer.NONE)).isEqualTo(Move.START_AND_CHECK);
        assertThat(known().mustStop()).isFalse();
    }

    /** A33 */
    @Test
    void a_required_release_that_was_put_back_stops_nothing() throws Exception {
        java.nio.file.Files.writeString(installation.home().state().resolve("not-again"), "release=" + OTHER + "\n");
        Known known = last(Decision.OFFERED, true, OTHER, 6);
        assertThat(known.move(Answer.UNCHANGED)).isEqualTo(Move.START);
        assertThat(known.isOffered()).isFalse();
    }

    /** A26 */
    @Test
    void a_change_that_was_cut_short_comes_first() throws Exception {
        java.nio.file.Files.createFile(installation.home().journal());
        assertThat(last(Decision.UP_TO_DATE, false, "", 0).move(Answer.UNCHANGED))
                .isEqualTo(Move.ACT);
    }

    /** FS13 */
    @Test
    void a_changed_file_comes_first() throws Exception {
        java.nio.file.Files.writeString(installation.home().app().resolve("version.txt"), "tampered");
        assertThat(last(Decision.UP_TO_DATE, false, "", 0).move(Answer.UNCHANGED))
                .isEqualTo(Move.ACT);
    }
}
