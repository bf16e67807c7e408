package jp.quickcare.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A13 */
class LiveSettingsTest {
    @TempDir
    private Path temp = Path.of("");

    private final List<Integer> told = new ArrayList<>();
    private final List<LiveSettings.Edit> edits = new ArrayList<>();
    private LiveSettings live = LiveSettings.fixed(ServerSettings.STANDARD);

    @BeforeEach
    void start() throws Exception {
        Files.writeString(file(), "port=81\ntransfersAtOnce=3\n");
        live = LiveSettings.of(file());
        live.listen(settings -> told.add(settings.admission().transfersAtOnce()));
        live.listenToEdits(edits::add);
    }

    private Path file() {
        return temp.resolve("manifest-server.properties");
    }

    private void edit(String text) throws Exception {
        Files.writeString(file(), text);
        live.look();
    }

    /** A13 */
    @Test
    void an_edit_counts_without_a_restart_and_is_told_once() throws Exception {
        edit("port=81\ntransfersAtOnce=4\n");
        live.look();
        assertThat(live.current().admission().transfersAtOnce()).isEqualTo(4);
        assertThat(live.problem()).isEmpty();
        assertThat(told).containsExactly(4);
    }

    /** A13 */
    @Test
    void a_bad_edit_leaves_the_last_good_settings_in_force_and_is_told() throws Exception {
        edit("port=81\ntransfersAtOnce=4\n");
        edit("port=81\ntransfersAtOnce=many\n");
        assertThat(live.current().admission().transfersAtOnce()).isEqualTo(4);
        assertThat(live.problem().orElseThrow().toString()).contains("line 2: transfersAtOnce is \"many\"");
        edit("port=81\ntransfersAtOnce=5\n");
        assertThat(live.problem()).isEmpty();
        assertThat(live.current().admission().transfersAtOnce()).isEqualTo(5);
    }

    /** A13 */
    @Test
    void what_needs_a_restart_stays_as_it_was_and_is_named() throws Exception {
        edit("port=82\ntransfersAtOnce=9\ndatabase=postgresql://db/care\n");
        assertThat(live.current().port()).isEqualTo(81);
        assertThat(live.current().database()).isEmpty();
        assertThat(live.current().admission().transfersAtOnce()).isEqualTo(9);
        assertThat(live.needRestart()).containsExactly(Setting.PORT, Setting.DATABASE);
        edit("port=81\ntransfersAtOnce=9\n");
        assertThat(live.needRestart()).isEmpty();
    }

    /** A13: a full disk, or an editor that has only begun to write */
    @Test
    void an_emptied_or_vanished_file_changes_nothing() throws Exception {
        edit("");
        assertThat(live.current().admission().transfersAtOnce()).isEqualTo(3);
        assertThat(live.problem().orElseThrow().toString()).contains("is empty");
        Files.delete(file());
        live.look();
        assertThat(live.current().admission().transfersAtOnce()).isEqualTo(3);
        assertThat(live.problem().orElseThrow().toString()).contains("cannot be read");
    }

    /** A13: the console's way */
    @Test
    void a_change_of_our_own_counts_at_once_and_is_no_edit_of_somebody_else() throws Exception {
        assertThat(live.change(SettingsEdit.open(file()).version(), Map.of(Setting.TRANSFERS_AT_ONCE, "6")))
                .isEmpty();
        assertThat(live.current().admission().transfersAtOnce()).isEqualTo(6);
        assertThat(told).containsExactly(6);
        assertThat(live.change("what was seen long ago", Map.of(Setting.TRANSFERS_AT_ONCE, "7")))
                .isPresent();
        live.look();
        assertThat(told).containsExactly(6);
        assertThat(edits).isEmpty();
    }

    /** A10, A13 */
    @Test
    void what_an_editor_does_is_told_without_passwords() throws Exception {
        edit("port=81\ntransfersAtOnce=4\nlogDays=365\ndatabasePassword=sesame\n");
        edit("port=81\ntransfersAtOnce=4\n# nothing new\ndatabasePassword=sesame\n");
        edit("port=80a\ntransfersAtOnce=5\n");
        edit("port=81\ntransfersAtOnce=5\nlog=off\n");
        assertThat(edits)
                .extracting(LiveSettings.Edit::changed)
                .containsExactly(
                        List.of("transfersAtOnce=4", "databasePassword"),
                        List.of(),
                        List.of("transfersAtOnce=5", "log=off", "databasePassword"));
        assertThat(edits.get(1).problem().orElseThrow().toString()).contains("line 1: port is \"80a\"");
        assertThat(edits).extracting(LiveSettings.Edit::endsLog).containsExactly(false, false, true);
    }
}
