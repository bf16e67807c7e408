package jp.quickcare.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.image.Images;
import jp.quickcare.manifest.release.ReleaseFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** THREATS CT2, CT7: a delta from an attacker can fail, and nothing else. */
class HostileDeltaTest {
    private static final long MOST_ALLOCATED_BYTES = 200L << 20;

    @TempDir
    Path root;

    private Trees trees;
    private byte[] honest;

    @BeforeEach
    void make() throws IOException {
        byte[] text = Zips.text(1, 20_000);
        byte[] noise = Zips.noise(2, 3_000);
        trees = new Trees(root)
                .old("plain.txt", text)
                .old("a.jar", jar(text, noise))
                .fresh("plain.txt", Zips.changed(text, 5))
                .fresh("a.jar", jar(Zips.changed(text, 6), Zips.changed(noise, 7)))
                .fresh("new.bin", Zips.noise(9, 300));
        honest = trees.delta();
    }

    private static byte[] jar(byte[] text, byte[] noise) {
        byte[] inner = Zips.zip(zip -> Zips.deflated(zip, "deep", text));
        return Zips.zip(zip -> {
            Zips.deflated(zip, "text", text);
            Zips.stored(zip, "noise", noise);
            Zips.deflated(zip, "inner.jar", inner);
            Zips.deflated(zip, "same", Zips.text(3, 500));
        });
    }

    @Test
    void every_byte_damaged_is_noticed_or_harmless() throws IOException {
        Random random = new Random(1);
        for (int at = 0; at < honest.length; at += 1 + random.nextInt(Math.max(1, honest.length / 150))) {
            byte[] damaged = honest.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            check(damaged, "byte " + at);
        }
    }

    @Test
    void mutations_of_any_kind_are_noticed_or_harmless() throws IOException {
        for (int seed = 0; seed < 250; seed++) {
            Random random = new Random(seed);
            byte[] mutated = honest.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                int from = 28 + random.nextInt(mutated.length - 28);
                int length = Math.min(1 + random.nextInt(40), mutated.length - from);
                switch (random.nextInt(4)) {
                    case 0 -> Arrays.fill(mutated, from, from + length, (byte) 0);
                    case 1 -> Arrays.fill(mutated, from, from + length, (byte) 0xff);
                    case 2 -> System.arraycopy(Zips.noise(seed, length), 0, mutated, from, length);
                    default -> mutated = Arrays.copyOf(mutated, Math.max(29, from));
                }
            }
            check(mutated, "seed " + seed);
        }
    }

    @Test
    void mutations_of_what_makes_a_runtime_are_noticed_or_harmless() throws IOException {
        Map<String, byte[]> before = new LinkedHashMap<>();
        for (int i = 0; i < 30; i++) {
            before.put("/java.base/pack" + i % 3 + "/C" + i + ".class", Zips.text(i, 400));
        }
        Map<String, byte[]> after = new LinkedHashMap<>();
        after.put("/java.new/pack/New.class", Zips.text(99, 400));
        before.forEach((name, content) -> after.put(name, name.contains("7") ? Zips.changed(content, 1) : content));
        trees = new Trees(root).old("modules", Images.image(before)).fresh("modules", Images.image(after));
        honest = trees.delta();

        every_byte_damaged_is_noticed_or_harmless();
        mutations_of_any_kind_are_noticed_or_harmless();
    }

    @Test
    void a_delta_cut_anywhere_is_noticed() throws IOException {
        for (int length = 0; length < honest.length; length += 1 + honest.length / 60) {
            byte[] cut = Arrays.copyOf(honest, length);

            if (length < 28) {
                assertThatThrownBy(() -> trees.apply(cut)).isInstanceOf(DamagedDeltaException.class);
            }
            check(cut, "length " + length);
        }
    }

    @Test
    void a_plan_of_another_length_is_refused_before_it_is_read() {
        byte[] huge = honest.clone();
        Arrays.fill(huge, 20, 24, (byte) 0x7f);

        assertThatThrownBy(() -> trees.apply(huge))
                .isInstanceOf(DamagedDeltaException.class)
                .hasMessageContaining("plan that is too long");
    }

    @Test
    void a_delta_between_other_releases_is_refused() {
        trees.fresh("another", new byte[] {1});

        assertThatThrownBy(() -> trees.apply(honest))
                .isInstanceOf(DamagedDeltaException.class)
                .hasMessageContaining("other releases");
    }

    @Test
    void an_old_file_that_was_changed_on_this_pc_is_noticed() throws Exception {
        trees.apply(honest);
        trees.old("plain.txt", Zips.text(77, 20_000));

        assertThatThrownBy(() -> trees.apply(honest)).isInstanceOf(DamagedDeltaException.class);
    }

    private void check(byte[] delta, String what) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            trees.apply(delta);
        } catch (DamagedDeltaException e) {
            assertThat(e).as(what).hasMessageMatching("[a-z].*[^.]");
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).as(what).isLessThan(MOST_ALLOCATED_BYTES);
        requireNothingElseWritten(what);
    }

    /** Only files with a name and a length from the manifest, in the folder for them. */
    private void requireNothingElseWritten(String what) throws IOException {
        Set<String> names =
                trees.freshFiles().stream().map(file -> file.sha256().hex()).collect(Collectors.toSet());
        long longest = trees.freshFiles().stream()
                .mapToLong(ReleaseFile::lengthBytes)
                .max()
                .orElseThrow();
        try (var folders = Files.list(root)) {
            for (Path path : folders.toList()) {
                String name = path.getFileName().toString();
                assertThat(name).as(what).matches("old|new|temporary|delta|applied|made.*");
                if (name.startsWith("made")) {
                    try (var files = Files.list(path)) {
                        for (Path file : files.toList()) {
                            assertThat(names)
                                    .as(what)
                                    .contains(file.getFileName().toString());
                            assertThat(Files.size(file)).as(what).isLessThanOrEqualTo(longest);
                            Files.delete(file);
                        }
                    }
                    Files.delete(path);
                }
            }
        }
    }
}
