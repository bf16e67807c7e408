package jp.quickcare.launcher.talk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.talk.Conversation.InUse;
import jp.quickcare.launcher.talk.Conversation.InUseAnswer;
import jp.quickcare.launcher.talk.Conversation.Proposal;
import jp.quickcare.launcher.talk.TerminalConversation.Manner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalConversationTest {
    private static final Proposal PROPOSAL =
            new Proposal("2.0", UpdateKind.DIFFERENTIAL, 1_500_000, "Please\u001b[31m update\nbefore noon.");

    private static final Future<Optional<TookOthers>> NOT_KNOWN = CompletableFuture.completedFuture(Optional.empty());

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    /** A6 */
    @ParameterizedTest
    @CsvSource({
        "'y\n', true",
        "'yes\n', true",
        "'Y\n', true",
        "'n\n', false",
        "'no\n', false",
        "'maybe\ny\n', true",
        "'', false"
    })
    void yes_updates_and_anything_else_does_not(String typed, boolean agreed) {
        assertThat(talk(Manner.ON_TERMINAL, typed).agrees(PROPOSAL, NOT_KNOWN)).isEqualTo(agreed);
        assertThat(text())
                .contains("Release 2.0 is required (differential update, 1.5 MB to download).")
                .contains("  Please\\u001b[31m update\n  before noon.")
                .doesNotContain("\u001b");
    }

    /** A6 */
    @Test
    void how_long_it_took_others_is_said_before_the_question() {
        var took = CompletableFuture.completedFuture(Optional.of(new TookOthers(12, 61)));
        talk(Manner.ON_TERMINAL, "y\n").agrees(PROPOSAL, took);
        assertThat(text()).contains("On 12 other PCs here this took about 65 seconds.\nUpdate now?");
    }

    /** A6 */
    @ParameterizedTest
    @CsvSource({
        "1, 1, On another PC here this took about 5 seconds.",
        "2, 89, On 2 other PCs here this took about 90 seconds.",
        "2, 90, On 2 other PCs here this took about 2 min.",
        "1, 3600, On another PC here this took about 60 min."
    })
    void a_time_is_said_as_people_say_it(int updates, long seconds, String sentence) {
        assertThat(new TookOthers(updates, seconds).sentence(Messages.in(Locale.ENGLISH)))
                .isEqualTo(sentence);
    }

    /** A4 */
    @Test
    void a_terminal_shows_the_newest_numbers_of_those_who_wait() {
        TerminalConversation talk = talk(Manner.ON_TERMINAL, "");
        talk.waits(15, 7);
        talk.waits(14, 6);
        talk.progress().step(Step.DOWNLOAD);
        talk.close();
        assertThat(text())
                .contains("\rWaiting for a place at the server: 15 PCs are updating, 7 wait.")
                .contains("\rWaiting for a place at the server: 14 PCs are updating, 6 wait.")
                .containsSubsequence("6 wait", "\n", "Downloading");
    }

    /** A4 */
    @Test
    void a_log_has_a_line_for_each_change_and_silence_has_none() {
        talk(Manner.NOBODY_THERE, "").waits(15, 7);
        assertThat(text().lines()).hasSize(1);
        shown.reset();
        talk(Manner.SILENT, "").waits(15, 7);
        assertThat(text()).isEmpty();
    }

    /** A5, A10 */
    @ParameterizedTest
    @CsvSource({"'g\n', GO_ON", "'go on\n', GO_ON", "'s\n', STOP", "'', STOP"})
    void who_is_asked_about_missing_files_sees_them(String typed, Conversation.MissingAnswer expected) {
        assertThat(talk(Manner.ON_TERMINAL, typed).filesMissing(List.of("lib/a\u001b.jar")))
                .isEqualTo(expected);
        assertThat(text()).contains("  lib/a\\u001b.jar\n").doesNotContain("\u001b");
    }

    /** A5 */
    @Test
    void who_cannot_be_asked_about_missing_files_stops() {
        assertThat(talk(Manner.SILENT, "g\n").filesMissing(List.of("a"))).isEqualTo(Conversation.MissingAnswer.STOP);
        assertThat(talk(Manner.NOBODY_THERE, "g\n").filesMissing(List.of("a")))
                .isEqualTo(Conversation.MissingAnswer.STOP);
    }

    /** A36 */
    @Test
    void credentials_for_a_proxy_are_asked_for_and_never_shown() {
        var given = talk(Manner.ON_TERMINAL, "tanaka\ns3cret\n").proxyCredentials("proxy:3128", true);
        assertThat(given).contains(new Credentials("tanaka", "s3cret"));
        assertThat(given.toString()).doesNotContain("tanaka").doesNotContain("s3cret");
        assertThat(text()).contains("proxy:3128").doesNotContain("s3cret");
        assertThat(talk(Manner.ON_TERMINAL, "\n").proxyCredentials("proxy:3128", false))
                .isEmpty();
        assertThat(talk(Manner.SILENT, "a\nb\n").proxyCredentials("proxy:3128", false))
                .isEmpty();
    }

    /** A6 */
    @Test
    void somebody_who_cannot_be_asked_says_no_and_learns_why() {
        assertThat(talk(Manner.NOBODY_THERE, "y\n").agrees(PROPOSAL, NOT_KNOWN)).isFalse();
        assertThat(text()).contains("nobody can be asked");
    }

    @Test
    void silent_agrees_and_shows_nothing() {
        TerminalConversation talk = talk(Manner.SILENT, "");
        assertThat(talk.agrees(PROPOSAL, NOT_KNOWN)).isTrue();
        talk.announces(PROPOSAL);
        talk.progress().step(Step.DOWNLOAD);
        talk.close();
        assertThat(text()).isEmpty();
    }

    /** A25 */
    @ParameterizedTest
    @CsvSource({"'r\n', RETRY", "'i\n', IGNORE", "'s\n', STOP", "'', STOP"})
    void files_in_use_are_shown_with_their_programs(String typed, InUseAnswer answer) {
        InUse file = new InUse(Path.of("/app/lib/a.jar"), "java (4711)");
        assertThat(talk(Manner.ON_TERMINAL, typed).filesInUse(List.of(file))).isEqualTo(answer);
        assertThat(text()).contains("/app/lib/a.jar  java (4711)");
        assertThat(talk(Manner.NOBODY_THERE, typed).filesInUse(List.of(file))).isEqualTo(InUseAnswer.STOP);
    }

    /** F4 */
    @Test
    void on_a_terminal_progress_is_one_line_that_fits_in_both_languages() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            shown.reset();
            AtomicLong nanos = new AtomicLong();
            TerminalProgress progress = new TerminalProgress(out(), Messages.in(locale), true, 80, nanos::get);
            progress.step(Step.DOWNLOAD);
            for (int i = 1; i <= 10; i++) {
                nanos.addAndGet(1_000_000_000L);
                progress.bytes(i * 15_000_000L, 150_000_000L);
            }
            progress.finishLine();
            String[] drawn = text().strip().split("\r", -1);
            assertThat(drawn)
                    .hasSizeGreaterThan(8)
                    .allSatisfy(line ->
                            assertThat(Cells.width(line.stripTrailing())).isLessThan(80));
            assertThat(drawn[5]).contains("[", "%", " / 150.0 MB", "15.0 MB/s");
            assertThat(drawn[drawn.length - 1]).contains("100%").doesNotContain("残り", "left");
        }
    }

    /** F4 */
    @Test
    void elsewhere_progress_is_a_line_now_and_then() {
        AtomicLong nanos = new AtomicLong();
        TerminalProgress progress = new TerminalProgress(out(), Messages.in(Locale.ENGLISH), false, 80, nanos::get);
        progress.step(Step.DOWNLOAD);
        for (int i = 1; i <= 120; i++) {
            nanos.addAndGet(100_000_000L);
            progress.bytes(i * 1_000_000L, 120_000_000L);
        }
        progress.finishLine();
        assertThat(text().lines()).hasSize(3).allMatch(line -> line.startsWith("Downloading"));
        assertThat(text()).doesNotContain("\r");
    }

    /** F4 */
    @Test
    void wide_characters_take_two_cells() {
        assertThat(Cells.width("abc")).isEqualTo(3);
        assertThat(Cells.width("ダウンロード中")).isEqualTo(14);
        assertThat(Cells.width("ｱｲｳ")).isEqualTo(3);
        assertThat(Cells.cut("検証中です", 5)).isEqualTo("検証");
    }

    private TerminalConversation talk(Manner manner, String typed) {
        return new TerminalConversation(
                Messages.in(Locale.ENGLISH), manner, out(), new BufferedReader(new StringReader(typed)), 80);
    }

    private PrintStream out() {
        return new PrintStream(shown, true, UTF_8);
    }

    private String text() {
        return shown.toString(UTF_8);
    }
}
