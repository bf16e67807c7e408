package jp.quickcare.launcher.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.settings.SettingRule;
import jp.quickcare.manifest.release.NotAgreedException;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Messages ENGLISH = Messages.in(Locale.ENGLISH);
    private static final Messages JAPANESE = Messages.in(Locale.JAPANESE);

    /** F1 */
    @Test
    void both_languages_have_the_same_sentences() {
        ResourceBundle english = Messages.bundle(Locale.ENGLISH);
        ResourceBundle japanese = Messages.bundle(Locale.JAPANESE);
        assertThat(new TreeSet<>(japanese.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        for (String key : english.keySet()) {
            for (int fact = 0; fact < 4; fact++) {
                String mark = "{" + fact + "}";
                assertThat(japanese.getString(key).contains(mark))
                        .as("%s in %s", mark, key)
                        .isEqualTo(english.getString(key).contains(mark));
            }
        }
    }

    /** F5 */
    @Test
    void every_failure_step_and_reason_has_a_sentence_in_both() {
        for (Messages messages : new Messages[] {ENGLISH, JAPANESE}) {
            for (FailureCode code : FailureCode.values()) {
                assertThat(messages.sentence(new KeepFailure(code, "", null))).isNotBlank();
                assertThat(messages.sentence(new KeepFailure(code, "", null, "a", 1L, 2L, 3L)))
                        .isNotBlank();
            }
            for (Step step : Step.values()) {
                assertThat(messages.say("step." + step)).isNotBlank();
            }
            for (SettingRule rule : SettingRule.values()) {
                assertThat(messages.say("cli.bad_setting", "key", "value", rule))
                        .contains(messages.say("allowed." + rule.name()));
            }
            for (NotAgreedException.Reason reason : NotAgreedException.Reason.values()) {
                assertThat(messages.sentence(new KeepFailure(FailureCode.NOT_POSSIBLE, "", null, reason)))
                        .contains(messages.say("reason." + reason));
            }
        }
    }

    /** F1: a Japanese sentence has no English words in it. */
    @Test
    void what_a_setting_may_be_is_told_in_the_language_of_the_sentence() {
        KeepFailure wrong = new KeepFailure(
                FailureCode.BAD_INPUT, "", null, "install.properties", "staging", "x", SettingRule.ABSOLUTE_PATH);
        assertThat(ENGLISH.sentence(wrong)).contains("install.properties", "staging=x", "an absolute path");
        assertThat(JAPANESE.sentence(wrong))
                .contains("install.properties", "staging=x", "絶対パス")
                .doesNotContain("absolute");
    }

    /** F1 */
    @Test
    void a_system_in_another_language_gets_english_throughout() {
        Messages french = Messages.in(Locale.FRENCH);
        assertThat(french.locale()).isEqualTo(Locale.ENGLISH);
        assertThat(french.size(12_300_000)).isEqualTo("12.3 MB");
    }

    @Test
    void what_the_administrator_says_follows_the_refusal() {
        KeepFailure told = new KeepFailure(FailureCode.REFUSED, "", null, "Until noon.");
        assertThat(ENGLISH.sentence(told)).endsWith("at the moment. Until noon.");
        KeepFailure silent = new KeepFailure(FailureCode.REFUSED, "", null, "");
        assertThat(ENGLISH.sentence(silent)).endsWith("at the moment.");
    }

    @Test
    void facts_are_in_the_sentence() {
        KeepFailure full = new KeepFailure(FailureCode.NO_SPACE, "", null, "/staging", 12_300_000L, 999L);
        assertThat(ENGLISH.sentence(full))
                .isEqualTo("There is too little room in /staging: 12.3 MB are needed, 999 B are free.");
        assertThat(JAPANESE.sentence(full)).contains("/staging", "12.3 MB", "999 B");
    }

    /** F5, FS10: what the platform knows better than the step that failed. */
    @Test
    void a_disk_that_refuses_says_which_file_it_was_and_why() {
        assertThat(ENGLISH.sentence(disk(new AccessDeniedException("/home/app/a.jar"))))
                .contains("may not")
                .contains("/home/app/a.jar");
        assertThat(JAPANESE.sentence(disk(new AccessDeniedException("/home/app/a.jar"))))
                .contains("権限")
                .contains("/home/app/a.jar");
        assertThat(ENGLISH.sentence(disk(new FileSystemException("/home/app/a.jar", null, "Input/output error"))))
                .endsWith("cannot be read or written: /home/app/a.jar");
        assertThat(ENGLISH.sentence(
                        disk(new FileSystemException("/home/state/receipt.unfinished", null, "Is a directory"))))
                .endsWith("cannot be read or written: /home/state/receipt");
        assertThat(ENGLISH.sentence(disk(new IOException("No space left on device"))))
                .contains("no room left")
                .contains("/home.");
        assertThat(ENGLISH.sentence(disk(new IOException("something else"))))
                .endsWith("cannot be read or written: /home");
    }

    private static KeepFailure disk(IOException cause) {
        return new KeepFailure(FailureCode.DISK, "", cause, "/home");
    }

    /** SA3 */
    @Test
    void text_of_others_cannot_command_a_terminal() {
        String attack = "a\u001b[2Jb\u0007c\rd\u202ee\u200bf\u009bg\nh";
        assertThat(Messages.printable(attack, 100))
                .isEqualTo("a\\u001b[2Jb\\u0007c\\u000dd\\u202ee\\u200bf\\u009bg\nh");
        assertThat(Messages.printable("x".repeat(10_000), 100)).hasSize(100);
    }
}
