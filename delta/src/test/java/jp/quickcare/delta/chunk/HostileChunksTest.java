package jp.quickcare.delta.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import jp.quickcare.delta.Zips;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.SafePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** THREATS CT2, CT7: an index or parts that say whatever they like are refused or harmless, in bounded memory. */
class HostileChunksTest {
    private static final long MOST_ALLOCATED_BYTES = 200L << 20;

    @TempDir
    Path root;

    private byte[] columns = {};
    private byte[] packed = {};
    private List<ReleaseFile> release = List.of();
    private Path old = Path.of("");
    private List<Path> all = List.of();
    private List<Path> had = List.of();

    @BeforeEach
    void an_honest_object() throws Exception {
        byte[] jar = jar(3);
        byte[] plain = Zips.text(5, 12_000);
        Path fresh = Files.createDirectories(root.resolve("new"));
        release = List.of(file(fresh, "app.jar", jar), file(fresh, "plain.txt", plain));
        old = Files.createDirectories(root.resolve("old"));
        Files.write(old.resolve("app.jar"), jar(7));
        Files.write(old.resolve("plain.txt"), Zips.changed(plain, 1));
        all = List.of(old.resolve("app.jar"), old.resolve("plain.txt"));
        had = all;
        Older older = new Older(
                file -> old.resolve(file.path().toString()),
                List.of(file(old, "app.jar", jar(7)), file(old, "plain.txt", Zips.changed(plain, 1))));
        ChunkMaker.make(
                file -> fresh.resolve(file.path().toString()),
                release,
                sha256 -> false,
                List.of(older),
                root.resolve("object"));
        byte[] object = Files.readAllBytes(root.resolve("object"));
        int length = (int) ChunkIndex.lengthBytes(object);
        columns = Coding.unpack(
                Arrays.copyOfRange(object, ChunkIndex.START_LENGTH, length),
                new byte[0],
                ChunkLimits.MAX_COLUMNS_BYTES);
        packed = Arrays.copyOfRange(object, length, object.length);
    }

    private static byte[] jar(int changed) {
        return Zips.zip(zip -> {
            for (int i = 0; i < 12; i++) {
                byte[] text = Zips.text(i, 1500);
                Zips.deflated(zip, "Class" + i, i == changed ? Zips.changed(text, changed) : text);
            }
            Zips.stored(zip, "noise", Zips.noise(9, 9_000));
        });
    }

    private static ReleaseFile file(Path folder, String name, byte[] content) throws Exception {
        Files.write(folder.resolve(name), content);
        return new ReleaseFile(SafePath.of(name), content.length, Sha256.of(content), false, OptionalLong.empty());
    }

    @Test
    void columns_of_any_kind_are_refused_or_harmless() throws Exception {
        int refused = 0;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] bad = columns.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                // Numbers lie at both ends, hashes between them.
                int end = random.nextInt(bad.length);
                int at = random.nextBoolean() ? Math.min(end, random.nextInt(40)) : end;
                bad = mutated(bad, at, random);
            }
            refused += check(index(bad), packed, "seed " + seed) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void parts_of_any_kind_are_refused_or_harmless() throws Exception {
        int refused = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] bad = packed.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = random.nextInt(bad.length);
                int length = Math.min(1 + random.nextInt(30), bad.length - at);
                switch (random.nextInt(4)) {
                    case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
                    case 1 -> Arrays.fill(bad, at, at + length, (byte) random.nextInt());
                    case 2 -> System.arraycopy(bad, random.nextInt(at + 1), bad, at, length);
                    default -> System.arraycopy(Zips.noise(seed, length), 0, bad, at, length);
                }
            }
            // A PC with nothing needs each unit behind the one before, one with old files others of them behind what it
            // has.
            had = seed % 2 == 0 ? List.of() : all;
            refused += check(index(columns), bad, "seed " + seed) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(50);
    }

    @Test
    void more_units_than_a_file_has_bytes_are_refused() throws Exception {
        ByteArrayOutputStream bad = new ByteArrayOutputStream();
        Varints.write(bad, release.size());
        Varints.write(bad, 0);
        Varints.write(bad, release.get(0).lengthBytes() + 1);

        refused(bad, "more chunks than app.jar can have");
    }

    @Test
    void units_without_hashes_are_refused_before_room_is_made_for_them() throws Exception {
        ByteArrayOutputStream bad = new ByteArrayOutputStream();
        Varints.write(bad, release.size());
        Varints.write(bad, 0);
        Varints.write(bad, release.get(0).lengthBytes());
        Varints.write(bad, 2);

        refused(bad, "end too early");
    }

    @Test
    void codings_that_lie_over_the_end_of_the_object_are_refused() throws Exception {
        ByteArrayOutputStream bad = new ByteArrayOutputStream();
        Varints.write(bad, release.size());
        Varints.write(bad, 0);
        Varints.write(bad, 1);
        Varints.write(bad, 2);
        bad.writeBytes(new byte[Long.BYTES]);
        Varints.write(bad, packed.length + 1);
        Varints.write(bad, 0);

        refused(bad, "another length than the object");
    }

    @Test
    void a_coding_of_a_unit_that_is_not_there_is_refused() throws Exception {
        ByteArrayOutputStream bad = new ByteArrayOutputStream();
        Varints.write(bad, release.size());
        Varints.write(bad, 0);
        Varints.write(bad, 1);
        Varints.write(bad, 2);
        bad.writeBytes(new byte[Long.BYTES]);
        Varints.write(bad, packed.length);
        Varints.write(bad, 1);
        Varints.write(bad, 3);
        bad.writeBytes(new byte[Long.BYTES]);
        Varints.write(bad, 0);

        refused(bad, "a coding of no chunk");
    }

    @Test
    void columns_that_unpack_to_more_than_they_may_are_refused() throws Exception {
        assertThatThrownBy(() -> apply(index(new byte[ChunkLimits.MAX_COLUMNS_BYTES + 1]), packed, Path.of("")))
                .isInstanceOf(DamagedDeltaException.class);
    }

    private void refused(ByteArrayOutputStream bad, String why) throws IOException {
        byte[] index = index(bad.toByteArray());
        assertThatThrownBy(() -> ChunkIndex.read(index, release, packed.length))
                .isInstanceOf(DamagedDeltaException.class)
                .hasMessageContaining(why);
    }

    private static byte[] mutated(byte[] bytes, int at, Random random) {
        int length = Math.min(1 + random.nextInt(12), bytes.length - at);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(bytes, at, at + Math.min(4, length), (byte) 0xff);
            case 2 -> bytes[at] = 0;
            case 3 -> System.arraycopy(bytes, random.nextInt(at + 1), bytes, at, length);
            case 4 -> {
                return Arrays.copyOf(bytes, Math.max(1, at));
            }
            default -> {
                byte[] longer = new byte[bytes.length + length];
                System.arraycopy(bytes, 0, longer, 0, at);
                System.arraycopy(Zips.noise(random.nextInt(), length), 0, longer, at, length);
                System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
                return longer;
            }
        }
        return bytes;
    }

    private static byte[] index(byte[] columns) throws IOException {
        byte[] coded = Coding.pack(columns, new byte[0]);
        return ByteBuffer.allocate(ChunkIndex.START_LENGTH + coded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(("QCC" + (char) ChunkLimits.VERSION).getBytes(StandardCharsets.ISO_8859_1))
                .putInt(coded.length)
                .put(coded)
                .array();
    }

    /** @return whether all files were made, as the manifest says */
    private boolean check(byte[] index, byte[] parts, String what) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Path made = Files.createTempDirectory(root, "made");
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean whole = false;
        try {
            whole = apply(index, parts, made);
        } catch (DamagedDeltaException | EOFException e) {
            assertThat(e).as(what).hasMessageMatching("[a-z].*[^.]");
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).as(what).isLessThan(MOST_ALLOCATED_BYTES);
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                assertThat(Sha256.of(Files.readAllBytes(file)))
                        .as(what)
                        .hasToString(file.getFileName().toString());
                Files.delete(file);
            }
        }
        Files.delete(made);
        return whole;
    }

    private boolean apply(byte[] indexBytes, byte[] parts, Path made) throws IOException, DamagedDeltaException {
        ChunkIndex index = ChunkIndex.read(indexBytes, release, parts.length);
        boolean whole = true;
        try (OldUnits units = OldUnits.look(index, had, bytes -> {})) {
            Missing missing = Missing.of(index, units, release, release);
            assertThat(missing.bytes()).isLessThanOrEqualTo(parts.length);
            try (ChunkAssembler assembler = new ChunkAssembler(
                    index, units, missing, ByteSource.of(parts), release, made.resolve("unpacked"), bytes -> {})) {
                for (ReleaseFile file : release) {
                    whole &= assembler.make(file, made.resolve(file.sha256().hex()), bytes -> {});
                }
            }
        }
        return whole;
    }
}
