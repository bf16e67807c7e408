package jp.quickcare.launcher.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.talk.Conversation.InUse;
import jp.quickcare.launcher.talk.Messages;
import org.junit.jupiter.api.Test;

/** SPEC A25, F1: what a person reads of files in use says as much as the system tells, and no more. */
class UseCheckTest {
    private static final Home HOME = new Home(Path.of("care").toAbsolutePath());
    private static final Path JAR = HOME.app().resolve("app.jar");
    private static final String SHOWN = Path.of("app", "app.jar").toString();

    private static String said(InUse found, Locale language) {
        return Messages.in(language).sentence(UseCheck.stopped(HOME, List.of(found)));
    }

    /** A25 */
    @Test
    void a_file_in_use_is_told_of_with_its_program() {
        InUse found = new InUse(JAR, "QuickCare (4711, tanaka)");
        assertThat(said(found, Locale.ENGLISH)).contains(SHOWN + " is in use by QuickCare (4711, tanaka).");
        assertThat(said(found, Locale.JAPANESE)).contains(SHOWN + " は QuickCare (4711, tanaka) が使用中です。");
    }

    /** A25 */
    @Test
    void a_file_in_use_by_a_program_that_the_system_does_not_tell_is_told_of_without_a_gap_for_its_name() {
        InUse found = new InUse(JAR, "");
        assertThat(said(found, Locale.ENGLISH))
                .contains(SHOWN + " is in use; which program has it open cannot be told.");
        assertThat(said(found, Locale.JAPANESE)).contains(SHOWN + " は使用中です。どのプログラムが開いているかは分かりません。");
    }

    /** A25: where a lock says that the application runs, and nobody tells in which process. */
    @Test
    void an_application_that_runs_in_an_unknown_process_is_not_called_a_file() {
        InUse found = new InUse(HOME.app(), "");
        assertThat(said(found, Locale.ENGLISH)).startsWith("Files of the application are in use.");
        assertThat(said(found, Locale.JAPANESE)).startsWith("アプリケーションのファイルが使用中です。");
    }
}
