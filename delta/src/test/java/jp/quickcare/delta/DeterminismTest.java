package jp.quickcare.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {
    @TempDir
    Path root;

    @Test
    void the_same_releases_give_the_same_bytes_every_time() throws Exception {
        assertThat(trees("one").delta()).isEqualTo(trees("two").delta());
    }

    private Trees trees(String name) {
        Trees trees = new Trees(root.resolve(name));
        for (int i = 0; i < 8; i++) {
            byte[] text = Zips.text(i, 4_000);
            int seed = i;
            trees.old("lib/" + i + ".jar", Zips.zip(zip -> Zips.deflated(zip, "A", text)));
            trees.fresh("lib/" + i + ".jar", Zips.zip(zip -> Zips.deflated(zip, "A", Zips.changed(text, seed))));
        }
        return trees;
    }
}
