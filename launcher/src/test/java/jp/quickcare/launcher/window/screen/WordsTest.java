package jp.quickcare.launcher.window.screen;

import static org.assertj.core.api.Assertions.assertThat;

import javax.swing.JButton;
import org.junit.jupiter.api.Test;

class WordsTest {
    /** F1: Japanese words have the key in brackets behind them, and may begin with the same letter. */
    @Test
    void the_letter_that_is_a_key_is_underlined_where_it_was_marked() {
        assertThat(underlined("Windowsの再起動時(&W)")).isEqualTo("Windowsの再起動時(".length());
        assertThat(underlined("When &Windows restarts")).isZero();
        assertThat(underlined("&Try again")).isZero();
        assertThat(underlined("閉じる(&C)")).isEqualTo(4);
        assertThat(underlined("OK")).isEqualTo(-1);
    }

    private static int underlined(String marked) {
        return Words.of(marked).on(new JButton()).getDisplayedMnemonicIndex();
    }
}
