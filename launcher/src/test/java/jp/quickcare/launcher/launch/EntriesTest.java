package jp.quickcare.launcher.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;

class EntriesTest {
    private final Entries entries =
            Entries.of("# a comment\nserver=http\\://a/\nb=1\r\nargument=x=y\nargument=\nwin=C\\:\\\\a\\u3042\nb=2");

    @Test
    void the_first_line_with_a_key_counts() {
        assertThat(entries.get("b")).isEqualTo("1");
        assertThat(entries.number("b", 7)).isEqualTo(1);
    }

    @Test
    void what_is_missing_is_empty_and_a_number_that_is_none_is_the_other() {
        assertThat(entries.get("erver")).isEmpty();
        assertThat(entries.number("server", 7)).isEqualTo(7);
        assertThat(Entries.read(new File("/no/such/file"))).isNull();
    }

    @Test
    void escapes_are_resolved_where_asked_for() {
        assertThat(entries.unescaped("server")).isEqualTo("http://a/");
        assertThat(entries.unescaped("win")).isEqualTo("C:\\aあ");
    }

    @Test
    void a_key_may_have_many_lines() {
        assertThat(entries.all("argument")).containsExactly("x=y", "");
    }
}
