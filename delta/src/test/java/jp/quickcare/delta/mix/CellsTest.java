package jp.quickcare.delta.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CellsTest {
    private static final int SIZE = 1 << 16;

    // DESIGN 5: a small delta must not cost what a large one does, and both sides compute the same.
    @Test
    void holds_what_was_set_while_it_grows_from_few_to_all() {
        Cells cells = new Cells(SIZE);
        int[] expected = new int[SIZE];
        Random random = new Random(1);
        for (int i = 0; i < 3 * SIZE; i++) {
            int place = i < 2_000 ? random.nextInt(300) : random.nextInt(SIZE);
            cells.makeRoom(1);
            int slot = cells.slot(place);
            assertThat(cells.values()[slot]).isEqualTo(expected[place]);
            cells.values()[slot] = expected[place] = random.nextInt();
        }
    }

    @Test
    void holds_little_while_few_were_asked_for() {
        Cells cells = new Cells(1 << 21);
        for (int i = 0; i < 500; i++) {
            cells.makeRoom(1);
            cells.values()[cells.slot(i * 4_001)] = 1;
        }
        assertThat(cells.values()).hasSizeLessThan(2_000);
    }
}
