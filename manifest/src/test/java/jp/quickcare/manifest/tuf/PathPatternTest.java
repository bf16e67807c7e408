package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MT19: which paths a delegation's pattern stands for. */
class PathPatternTest {
    /** MT19 */
    @ParameterizedTest
    @CsvSource({
        "qc/*/*, qc/1.4/any.json",
        "*, a",
        "*, ''",
        "*.tgz, targets.tgz",
        "foo-version-?.tgz, foo-version-a.tgz",
        "targets/*.tgz, targets/foo.tgz",
        "a*b*c, aXbXbc",
        "[ab]x, bx",
        "[a-c]x, bx",
        "[!a-c]x, dx",
        "[]]x, ]x",
        "[x, [x",
        "a/b, a/b",
        "**, ab",
    })
    void these_match(String pattern, String path) {
        assertThat(PathPattern.matches(pattern, path)).isTrue();
    }

    /** MT19, MT20 */
    @ParameterizedTest
    @CsvSource({
        "qc/*/*, qc/1.4",
        "qc/*/*, qc/1.4/a/b",
        "qc/*/*, xe/1/any.json",
        "qc/*/*, QC/1/any.json",
        "qc/*/*, xqc/1/any.json",
        "*, a/b",
        "*.tgz, a/targets.tgz",
        "targets/*.tgz, targets/foo.txt",
        "foo-?.tgz, foo-ab.tgz",
        "a?b, a/b",
        "a[!x]b, a/b",
        "a[/]b, a/b",
        "a, ''",
        "'', a",
        "a/*, a",
        "**, a/b",
    })
    void these_do_not(String pattern, String path) {
        assertThat(PathPattern.matches(pattern, path)).isFalse();
    }

    /** MT19 */
    @Test
    void a_hostile_pattern_costs_no_more_than_the_product_of_the_lengths() {
        String pattern = "a*".repeat(200) + "b";
        String path = "a".repeat(2000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(PathPattern.matches(pattern, path)).isFalse());
    }
}
