package jp.quickcare.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.image.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC F3: of a runtime's image, too, only what is new in it comes. */
class ImageRoundTripTest {
    private static final int VERSION_AT = 3;

    @TempDir
    Path root;

    @Test
    void a_module_that_comes_in_costs_what_it_holds_and_the_index_nothing() throws Exception {
        Map<String, byte[]> before = module("java.base", 1, 400);
        Map<String, byte[]> after = new LinkedHashMap<>(before);
        after.putAll(module("java.sql", 1_000, 1));

        assertThat(roundTrip(before, after)).isLessThan(1_300 + 500);
    }

    @Test
    void what_lies_elsewhere_in_the_image_costs_nothing() throws Exception {
        Map<String, byte[]> before = module("java.base", 1, 300);
        before.putAll(module("java.xml", 500, 300));
        Map<String, byte[]> after = module("java.xml", 500, 300);
        after.putAll(module("java.base", 1, 300));

        assertThat(roundTrip(before, after)).isLessThan(700);
    }

    @Test
    void a_changed_class_costs_its_difference_and_a_renamed_one_its_name() throws Exception {
        Map<String, byte[]> before = module("java.base", 1, 100);
        Map<String, byte[]> after = new LinkedHashMap<>();
        before.forEach((name, content) -> {
            if (name.endsWith("/C7.class")) {
                after.put(name.replace("C7", "Renamed"), content);
            } else if (name.endsWith("/C8.class")) {
                after.put(name, Zips.changed(content, 4));
            } else if (name.endsWith("/C9.class")) {
                after.put(name.replace("pack/", "pack/other/"), Zips.changed(content, 5));
            } else {
                after.put(name, content);
            }
        });

        assertThat(roundTrip(before, after)).isLessThan(500);
    }

    @Test
    void classes_that_go_away_or_are_empty_come_out_the_same() throws Exception {
        Map<String, byte[]> before = module("java.base", 1, 50);
        Map<String, byte[]> after = module("java.base", 1, 30);
        after.put("/java.base/empty", new byte[0]);
        after.put("/java.base/empty.too", new byte[0]);

        assertThat(roundTrip(before, after)).isLessThan(400);
    }

    @Test
    void an_entry_larger_than_is_held_comes_out_the_same() throws Exception {
        Map<String, byte[]> before = module("java.base", 1, 3);
        before.put("/java.base/large.dat", Zips.noise(3, 3 << 20));
        Map<String, byte[]> after = module("java.base", 1, 2);
        after.put("/java.base/large.dat", Zips.changed(before.get("/java.base/large.dat"), 8));

        assertThat(roundTrip(before, after)).isLessThan(600);
    }

    /** THREATS CT7: a plain file is what it is then, and as such it comes. */
    @Test
    void images_that_are_not_as_they_should_be_are_plain_files() throws Exception {
        byte[] good = Images.image(module("java.base", 1, 12));
        Trees trees = new Trees(root).old("lib/modules", good).old("other/modules", Zips.text(1, 500));
        for (int at = 0; at < good.length / 2; at += 61) {
            byte[] bad = good.clone();
            bad[at] ^= 0x21;
            trees.fresh("lib/modules-" + at, bad);
        }
        trees.fresh("other/modules", Images.image(module("java.base", 1, 11))).roundTrip();
    }

    @Test
    void an_image_over_an_old_file_that_is_none_is_a_plain_file() throws Exception {
        Trees trees = new Trees(root)
                .old("lib/modules", Zips.text(1, 3_000))
                .fresh("lib/modules", Images.image(module("java.base", 1, 3)));

        assertThat(trees.delta()[VERSION_AT]).isEqualTo((byte) 1);
        trees.roundTrip();
    }

    @Test
    void launchers_that_know_no_images_refuse_and_bring_the_file_whole() throws Exception {
        Trees trees = new Trees(root)
                .old("lib/modules", Images.image(module("java.base", 1, 9)))
                .fresh("lib/modules", Images.image(module("java.base", 1, 8)));
        byte[] delta = trees.delta();
        assertThat(delta[VERSION_AT]).isEqualTo((byte) 3);
        delta[VERSION_AT] = 2;

        assertThatThrownBy(() -> trees.apply(delta)).isInstanceOf(DamagedDeltaException.class);
    }

    private int roundTrip(Map<String, byte[]> before, Map<String, byte[]> after) throws Exception {
        Trees trees = new Trees(root)
                .old("runtime/lib/modules", Images.image(before))
                .fresh("runtime/lib/modules", Images.image(after));
        int length = trees.roundTrip();
        assertThat(trees.delta()[VERSION_AT]).isEqualTo((byte) 3);
        return length;
    }

    private static Map<String, byte[]> module(String name, int seed, int classes) {
        Map<String, byte[]> content = new LinkedHashMap<>();
        content.put("/" + name + "/module-info.class", Zips.noise(seed, 90));
        for (int i = 0; i < classes; i++) {
            content.put("/" + name + "/pack/" + name.charAt(5) + "/C" + i + ".class", Zips.noise(seed + i, 1_200));
        }
        return content;
    }
}
