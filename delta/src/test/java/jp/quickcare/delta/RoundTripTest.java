package jp.quickcare.delta;

import static jp.quickcare.delta.Zips.changed;
import static jp.quickcare.delta.Zips.deflate;
import static jp.quickcare.delta.Zips.deflateOddly;
import static jp.quickcare.delta.Zips.deflated;
import static jp.quickcare.delta.Zips.handmade;
import static jp.quickcare.delta.Zips.noise;
import static jp.quickcare.delta.Zips.stored;
import static jp.quickcare.delta.Zips.text;
import static jp.quickcare.delta.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC F3: every kind of change comes out the same to the byte, in few bytes. */
class RoundTripTest {
    private static final byte[] TEXT = text(1, 30_000);
    private static final byte[] NOISE = noise(2, 20_000);

    @TempDir
    Path root;

    @Test
    void changed_new_and_empty_files_come_out_the_same() throws Exception {
        int bytes = new Trees(root)
                .old("a.txt", TEXT)
                .old("same", NOISE)
                .fresh("a.txt", changed(TEXT, 3))
                .fresh("same", NOISE)
                .fresh("empty", new byte[0])
                .fresh("new.txt", text(9, 2_000))
                .roundTrip();

        assertThat(bytes).isLessThan(1_200);
    }

    @Test
    void a_file_that_only_moved_is_in_no_delta() throws Exception {
        int bytes =
                new Trees(root).old("a/x.bin", NOISE).fresh("b/y.bin", NOISE).roundTrip();

        assertThat(bytes).isLessThan(100);
    }

    @Test
    void a_jar_whose_name_has_another_version_is_made_from_the_one_before() throws Exception {
        byte[] before = zip(zip -> deflated(zip, "A.class", TEXT));
        byte[] after = zip(zip -> deflated(zip, "A.class", changed(TEXT, 4)));

        int bytes = new Trees(root)
                .old("lib/x-1.9.jar", before)
                .fresh("lib/x-1.10.jar", after)
                .roundTrip();

        assertThat(bytes).isLessThan(300);
    }

    @Test
    void an_entry_that_moved_to_another_jar_is_copied_as_it_is() throws Exception {
        byte[] before = zip(zip -> {
            deflated(zip, "a/A.bin", NOISE);
            deflated(zip, "b", TEXT);
        });
        byte[] after = zip(zip -> deflated(zip, "renamed.bin", NOISE));

        int bytes =
                new Trees(root).old("one.jar", before).fresh("other.jar", after).roundTrip();

        assertThat(bytes).isLessThan(200);
    }

    @Test
    void the_same_new_entry_in_two_jars_comes_once() throws Exception {
        byte[] one = zip(zip -> deflated(zip, "A.bin", NOISE));
        byte[] two = zip(zip -> {
            deflated(zip, "x", TEXT);
            deflated(zip, "B.bin", NOISE);
            deflated(zip, "again.bin", NOISE);
        });

        int bytes = new Trees(root)
                .old("text", TEXT)
                .fresh("1.jar", one)
                .fresh("2.jar", two)
                .roundTrip();

        assertThat(bytes).isBetween(NOISE.length, NOISE.length + 12_000);
    }

    @Test
    void a_rebuild_that_changes_only_times_costs_next_to_nothing() throws Exception {
        byte[] before = manyEntries(1_600_000_000_000L);
        byte[] after = manyEntries(1_700_000_000_000L);

        int bytes = new Trees(root).old("a.jar", before).fresh("a.jar", after).roundTrip();

        assertThat(bytes).isLessThan(150);
    }

    private static byte[] manyEntries(long time) {
        return zip(zip -> {
            for (int i = 0; i < 300; i++) {
                ZipEntry entry = new ZipEntry("package/name/Class" + i * 7919 % 1000 + "_" + i + ".class");
                entry.setTime(time);
                zip.putNextEntry(entry);
                zip.write(text(i, 200));
                zip.closeEntry();
            }
        });
    }

    @Test
    void stored_entries_comments_extra_fields_and_prepended_data_survive() throws Exception {
        byte[] before = odd(TEXT, "before");
        byte[] after = odd(changed(TEXT, 5), "after");

        int bytes = new Trees(root).old("a.exe", before).fresh("a.exe", after).roundTrip();

        assertThat(bytes).isLessThan(600);
    }

    private static byte[] odd(byte[] content, String word) {
        byte[] zip = zip(out -> {
            out.setComment("comment of the zip " + word);
            stored(out, "stored.bin", content);
            ZipEntry entry = new ZipEntry("日本語.txt");
            entry.setComment("comment of the entry " + word);
            entry.setExtra(new byte[] {(byte) 0xfe, (byte) 0xca, 4, 0, 1, 2, 3, (byte) word.length()});
            out.putNextEntry(entry);
            out.write(content);
            out.closeEntry();
            out.putNextEntry(new ZipEntry("folder/"));
            out.closeEntry();
        });
        byte[] prefix = ("#!/bin/sh\nexec java -jar $0 " + word + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(prefix, prefix.length + zip.length);
        System.arraycopy(zip, 0, all, prefix.length, zip.length);
        return all;
    }

    @Test
    void every_level_and_strategy_is_found_again() throws Exception {
        for (int level : new int[] {1, 4, 6, 9}) {
            for (int strategy = 0; strategy <= 2; strategy++) {
                byte[] after = changed(TEXT, level);
                int bytes = new Trees(root.resolve(level + "-" + strategy))
                        .old("a.zip", handmade(TEXT, deflate(TEXT, level, strategy)))
                        .fresh("a.zip", handmade(after, deflate(after, level, strategy)))
                        .roundTrip();

                assertThat(bytes).as("level %d, strategy %d", level, strategy).isLessThan(250);
            }
        }
    }

    @Test
    void what_cannot_be_deflated_again_is_carried() throws Exception {
        byte[] after = changed(TEXT, 6);
        new Trees(root)
                .old("a.zip", handmade(TEXT, deflateOddly(TEXT)))
                .fresh("a.zip", handmade(after, deflateOddly(after)))
                .fresh("wrong-checksum.zip", handmade(TEXT, deflate(after, 6, 0)))
                .fresh("not-deflate.zip", handmade(TEXT, NOISE))
                .roundTrip();
    }

    @Test
    void zip64_survives() throws Exception {
        byte[] after = changed(TEXT, 7);
        int bytes = new Trees(root)
                .old("a.zip", Zips.large(TEXT, deflate(TEXT, 6, 0)))
                .fresh("a.zip", Zips.large(after, deflate(after, 6, 0)))
                .roundTrip();

        assertThat(bytes).isLessThan(300);
    }

    @Test
    void jars_in_jars_are_looked_into_stored_and_deflated() throws Exception {
        int bytes = new Trees(root)
                .old("app.war", nesting(TEXT))
                .fresh("app.war", nesting(changed(TEXT, 8)))
                .roundTrip();

        assertThat(bytes).isLessThan(500);
    }

    private static byte[] nesting(byte[] content) {
        byte[] inner = zip(zip -> {
            deflated(zip, "deep/A.class", content);
            deflated(zip, "noise", NOISE);
        });
        return zip(zip -> {
            stored(zip, "WEB-INF/lib/stored.jar", inner);
            deflated(zip, "WEB-INF/lib/deflated.jar", Arrays.copyOf(inner, inner.length));
            deflated(zip, "deeper.zip", zip(out -> stored(out, "x.jar", inner)));
        });
    }

    @Test
    void signed_and_multi_release_jars_are_jars_like_others() throws Exception {
        int bytes = new Trees(root)
                .old("a.jar", signed(TEXT))
                .fresh("a.jar", signed(changed(TEXT, 9)))
                .roundTrip();

        assertThat(bytes).isLessThan(5_500);
    }

    private static byte[] signed(byte[] content) {
        return zip(zip -> {
            deflated(zip, "META-INF/MANIFEST.MF", text(content[100], 500));
            deflated(zip, "META-INF/SIGNER.SF", text(content[200], 500));
            stored(zip, "META-INF/SIGNER.RSA", noise(Arrays.hashCode(content), 1_500));
            deflated(zip, "A.class", content);
            deflated(zip, "META-INF/versions/17/A.class", changed(content, 1));
        });
    }

    /** THREATS CT7. */
    @Test
    void zips_that_are_not_as_they_should_be_are_plain_files() throws Exception {
        byte[] good = zip(zip -> {
            deflated(zip, "one", TEXT);
            deflated(zip, "two", changed(TEXT, 1));
        });
        Trees trees = new Trees(root).old("good.zip", good);
        for (int i = 0; i < 40; i++) {
            byte[] bad = good.clone();
            // The last bytes hold the directory: every field of it is wrong once.
            bad[bad.length - 1 - i * 3] ^= 0x55;
            trees.fresh("bad" + i + ".zip", bad);
        }
        trees.fresh("cut.zip", Arrays.copyOf(good, good.length - 7))
                .fresh("longer.zip", Arrays.copyOf(good, good.length + 9))
                .fresh("empty.zip", zip(ZipOutputStream::flush));
        trees.roundTrip();
    }
}
