package jp.quickcare.delta.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import jp.quickcare.delta.Zips;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.UnsafePathException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release from whatever old files a PC has, by chunks (SPEC F3). */
class ChunksTest {
    @TempDir
    Path root;

    private final Map<String, byte[]> old = new TreeMap<>();
    private final Map<String, byte[]> fresh = new TreeMap<>();

    /** What came of making every file of the new release that is not left out. */
    private record Outcome(long broughtBytes, List<String> wrong) {}

    private static byte[] jar(int classes, int changed, int level) {
        return Zips.zip(zip -> {
            zip.setLevel(level);
            Zips.deflated(
                    zip,
                    "META-INF/MANIFEST.MF",
                    ("Version: " + changed).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (int i = 0; i < classes; i++) {
                byte[] text = Zips.text(i, 3000);
                Zips.deflated(zip, "a/Class" + i + ".class", i == changed ? Zips.changed(text, changed) : text);
            }
            Zips.stored(zip, "native.so", Zips.noise(77, 40_000));
        });
    }

    private void twoReleases() {
        byte[] noise = Zips.noise(1, 400_000);
        byte[] longer = new byte[noise.length + 7];
        System.arraycopy(noise, 0, longer, 0, 200_000);
        System.arraycopy(noise, 200_000, longer, 200_007, 200_000);
        old.put("app.jar", jar(120, 5, 6));
        old.put("data.bin", noise);
        old.put("same.txt", Zips.text(9, 20_000));
        fresh.put("app.jar", jar(120, 80, 6));
        fresh.put("moved/data.bin", longer);
        fresh.put("same.txt", Zips.text(9, 20_000));
        fresh.put("empty", new byte[0]);
    }

    private static List<ReleaseFile> files(Map<String, byte[]> tree) {
        List<ReleaseFile> files = new ArrayList<>();
        tree.forEach((path, content) -> {
            try {
                files.add(new ReleaseFile(
                        SafePath.of(path), content.length, Sha256.of(content), false, OptionalLong.empty()));
            } catch (UnsafePathException e) {
                throw new AssertionError(e);
            }
        });
        return files;
    }

    private Path write(String name, Map<String, byte[]> tree) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        for (Map.Entry<String, byte[]> file : tree.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder;
    }

    private byte[] make(boolean olderIsKnown) throws IOException {
        Path from = write("old", old);
        Path to = write("new", fresh);
        Path object = root.resolve("object");
        Older older = new Older(file -> from.resolve(file.path().toString()), files(old));
        ChunkMaker.make(
                file -> to.resolve(file.path().toString()),
                files(fresh),
                sha256 -> false,
                olderIsKnown ? List.of(older) : List.of(),
                object);
        return Files.readAllBytes(object);
    }

    private Outcome apply(byte[] object) throws IOException, DamagedDeltaException {
        int length = (int) ChunkIndex.lengthBytes(object);
        return apply(Arrays.copyOf(object, length), Arrays.copyOfRange(object, length, object.length));
    }

    private Outcome apply(byte[] indexBytes, byte[] packed) throws IOException, DamagedDeltaException {
        Path from = write("old", old);
        List<ReleaseFile> release = files(fresh);
        ChunkIndex index = ChunkIndex.read(indexBytes, release, packed.length);
        List<Path> paths = old.keySet().stream().map(from::resolve).toList();
        try (OldUnits units = OldUnits.look(index, paths, bytes -> {})) {
            Missing missing = Missing.of(index, units, release, release);
            ByteSource all = ByteSource.of(packed);
            List<String> wrong = new ArrayList<>();
            Path made = Files.createTempDirectory(root, "made");
            try (ChunkAssembler assembler =
                    new ChunkAssembler(index, units, missing, all, release, made.resolve("temporary"), bytes -> {})) {
                for (ReleaseFile file : release) {
                    Path to = made.resolve(file.sha256().hex());
                    if (!assembler.make(file, to, bytes -> {})) {
                        assertThat(to).doesNotExist();
                        wrong.add(file.path().toString());
                    } else {
                        assertThat(Sha256.of(Files.readAllBytes(to))).isEqualTo(file.sha256());
                    }
                }
            }
            assertThat(made.resolve("temporary")).doesNotExist();
            return new Outcome(missing.bytes(), wrong);
        }
    }

    /** SPEC F3: from a release that the publisher did not know. */
    @Test
    void any_old_files_save_most_of_a_new_release() throws Exception {
        twoReleases();

        Outcome outcome = apply(make(false));

        assertThat(outcome.wrong()).isEmpty();
        assertThat(outcome.broughtBytes()).isLessThan(80_000);
    }

    @Test
    void a_release_that_was_known_saves_more() throws Exception {
        twoReleases();
        long unknown = apply(make(false)).broughtBytes();

        Outcome outcome = apply(make(true));

        assertThat(outcome.wrong()).isEmpty();
        assertThat(outcome.broughtBytes()).isLessThan(unknown);
    }

    @Test
    void the_same_releases_give_the_same_chunks() throws Exception {
        twoReleases();

        assertThat(make(true)).isEqualTo(make(true));
    }

    @Test
    void a_pc_with_nothing_gets_all_of_it() throws Exception {
        twoReleases();
        byte[] object = make(true);
        old.clear();

        assertThat(apply(object).wrong()).isEmpty();
    }

    /** SPEC F3: a damaged file is mended with what is whole of it. */
    @Test
    void a_damaged_file_saves_what_is_whole_of_it() throws Exception {
        twoReleases();
        old.putAll(fresh);
        byte[] object = make(false);
        byte[] damaged = jar(120, 80, 6);
        Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 20, (byte) 1);
        old.put("app.jar", damaged);

        Outcome outcome = apply(object);

        assertThat(outcome.wrong()).isEmpty();
        assertThat(outcome.broughtBytes()).isBetween(1L, 45_000L);
    }

    @Test
    void zips_of_any_kind_come_out_bit_for_bit() throws Exception {
        byte[] text = Zips.text(4, 9_000);
        old.put("a", text);
        fresh.put("level1.jar", jar(10, 3, 1));
        fresh.put("level9.jar", jar(10, 4, 9));
        fresh.put("odd.zip", Zips.handmade(text, Zips.deflateOddly(text)));
        fresh.put("large.zip", Zips.large(text, Zips.deflate(text, 6, 0)));
        fresh.put("cut.zip", Arrays.copyOf(jar(10, 3, 6), 9_000));
        byte[] wrongSum = jar(3, 1, 6);
        wrongSum[14] ^= 1;
        fresh.put("wrong.zip", wrongSum);
        fresh.put("none.zip", Zips.zip(zip -> {}));

        assertThat(apply(make(true)).wrong()).isEmpty();
    }

    /** THREATS CT2, CT7: whatever a hostile object says, a file is right or is not there. */
    @Test
    void chunks_that_were_tampered_with_give_no_wrong_file() throws Exception {
        twoReleases();
        byte[] object = make(true);
        int index = (int) ChunkIndex.lengthBytes(object);
        int refused = 0;
        for (int seed = 0; seed < 24; seed++) {
            Random random = new Random(seed);
            byte[] bad = object.clone();
            int within = seed % 2 == 0 ? index : bad.length - index;
            for (int i = 0; i <= random.nextInt(4); i++) {
                int at = (seed % 2 == 0 ? 0 : index) + random.nextInt(within);
                bad[at] ^= (byte) (1 + random.nextInt(255));
            }
            try {
                apply(Arrays.copyOf(bad, index), Arrays.copyOfRange(bad, index, bad.length));
            } catch (DamagedDeltaException | IOException | RuntimeException e) {
                refused++;
            }
        }

        assertThat(refused).isPositive();
        assertThat(apply(object).wrong()).isEmpty();
    }

    /** THREATS CT2: columns are looked at before anything is made as large as they say. */
    @Test
    void an_index_of_another_release_is_refused() throws Exception {
        twoReleases();
        byte[] object = make(false);
        fresh.put("more", new byte[] {1});

        assertThatThrownBy(() -> apply(object)).isInstanceOf(DamagedDeltaException.class);
    }

    @Test
    void a_file_that_every_pc_has_is_left_out() throws Exception {
        twoReleases();
        Path to = write("new", fresh);
        Sha256 same = Sha256.of(Zips.text(9, 20_000));
        ChunkMaker.make(
                file -> to.resolve(file.path().toString()),
                files(fresh),
                same::equals,
                List.of(),
                root.resolve("some"));
        byte[] object = Files.readAllBytes(root.resolve("some"));
        int length = (int) ChunkIndex.lengthBytes(object);
        ChunkIndex index = ChunkIndex.read(Arrays.copyOf(object, length), files(fresh), object.length - length);

        assertThat(index.made(files(fresh), files(fresh)))
                .extracting(file -> file.path().toString())
                .containsExactly("app.jar", "empty", "moved/data.bin");
        assertThat(apply(object).wrong()).containsExactly("same.txt");
    }
}
