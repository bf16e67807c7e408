package jp.quickcare.launcher.window.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import org.junit.jupiter.api.Test;

class UpdateWindowTest {
    private static final Rectangle SCREEN = new Rectangle(0, 24, 1024, 744);

    private static Point grown(int x, int y, int width, int height) {
        return UpdateWindow.grown(new Rectangle(x, y, 600, 300), new Dimension(width, height), SCREEN);
    }

    /** A25: the question about files in use is wider than what was there before, and has its buttons at the right. */
    @Test
    void a_window_that_grows_keeps_its_middle_and_stays_on_the_screen() {
        assertThat(grown(212, 200, 800, 400)).isEqualTo(new Point(112, 150));
        assertThat(grown(400, 460, 1000, 400)).isEqualTo(new Point(24, 368));
        assertThat(grown(0, 24, 800, 400)).isEqualTo(new Point(0, 24));
    }

    /** What has no room on it shows its beginning. */
    @Test
    void a_window_larger_than_the_screen_begins_at_its_corner() {
        assertThat(grown(212, 200, 1200, 900)).isEqualTo(new Point(0, 24));
    }
}
