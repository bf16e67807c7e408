package jp.quickcare.launcher.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.policy.PolicyFiles;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.receipt.ReceiptEntry;
import jp.quickcare.launcher.report.LastState;
import jp.quickcare.launcher.report.Why;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.SafePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A37: "Why is this PC not updated?" has an answer in one sentence. */
class ExplanationTest {
    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void install() throws IOException {
        home = new Home(folder);
        Files.createDirectories(home.app());
        Files.createDirectories(home.state());
        new Receipt("qc", "1.0.0", 1, "any", Sha256.of(new byte[0]), List.of()).write(home.receipt());
    }

    private void check(LastCheck.Decision decision, String version) throws IOException {
        PolicyFiles.write(
                home,
                new LastCheck(decision, false, version, "", 0, Map.of(), true, "", "", "", "", false, 1_000, 1_000));
    }

    private void state(Why why, String offered, Instant when) throws IOException {
        Files.writeString(LastState.file(home), why.code() + "\n\n" + offered + "\n");
        Files.setLastModifiedTime(LastState.file(home), FileTime.from(when));
    }

    private String sentence() {
        return Explanation.of(home).sentence(Messages.in(Locale.ENGLISH));
    }

    /** A37 */
    @Test
    void the_last_check_says_it_where_nothing_went_wrong_since() throws Exception {
        check(LastCheck.Decision.UP_TO_DATE, "1.0.0");
        assertThat(sentence()).isEqualTo("This PC is up to date.");
        assertThat(Explanation.of(home).upToDate()).isTrue();
        check(LastCheck.Decision.OFFERED, "1.1.0");
        assertThat(sentence()).isEqualTo("An update is available and has not been accepted yet. (release 1.1.0)");
        assertThat(Explanation.of(home).upToDate()).isFalse();
    }

    /** A37 */
    @Test
    void trouble_after_the_last_check_is_what_counts_and_trouble_before_it_is_over() throws Exception {
        check(LastCheck.Decision.UP_TO_DATE, "1.0.0");
        state(Why.NO_SERVER, "", Instant.now().plusSeconds(60));
        assertThat(sentence()).isEqualTo("The server could not be reached.");
        state(Why.NO_SERVER, "", Instant.now().minusSeconds(60));
        assertThat(sentence()).isEqualTo("This PC is up to date.");
    }

    /** A37: copied files have other numbers and times; only their contents say that they are damaged. */
    @Test
    void a_copied_installation_is_not_damaged_and_a_damaged_one_is() throws Exception {
        byte[] content = "content".getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(home.app().resolve("a.txt"), content);
        SafePath path = SafePath.of("a.txt");
        ReceiptEntry entry = new ReceiptEntry(path, content.length, Sha256.of(content), false, 1_000, "another");
        new Receipt("qc", "1.0.0", 1, "any", Sha256.of(new byte[0]), List.of(entry)).write(home.receipt());
        check(LastCheck.Decision.UP_TO_DATE, "1.0.0");
        assertThat(sentence()).isEqualTo("This PC is up to date.");

        Files.write(file, "C0ntent".getBytes(StandardCharsets.US_ASCII));
        assertThat(sentence()).startsWith("The installation is damaged");
    }

    /** A37, F1 */
    @Test
    void each_reason_has_a_sentence_in_both_languages() {
        for (Why why : Why.values()) {
            for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
                assertThat(new Explanation(why, "").sentence(Messages.in(language)))
                        .isNotBlank()
                        .doesNotContain("{");
            }
        }
    }
}
