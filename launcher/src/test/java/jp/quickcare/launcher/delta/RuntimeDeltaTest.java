package jp.quickcare.launcher.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.delta.create.DeltaMaker;
import jp.quickcare.delta.format.Start;
import jp.quickcare.launcher.delta.RuntimeChoice.Reason;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.plan.TestRelease;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC F3: a newer runtime is made of the one in force. */
class RuntimeDeltaTest {
    private static final String CLASSES = "class\n".repeat(3000);
    private static final TestRelease ONE =
            TestRelease.version(1).with("lib/modules", CLASSES + "1").with("release", "one");
    private static final TestRelease TWO =
            TestRelease.version(2).with("lib/modules", CLASSES + "2").with("release", "one");

    @TempDir
    private Path folder = Path.of("");

    private Home home = new Home(Path.of(""));
    private Path objects = Path.of("");
    private ReleaseManifest offered = TWO.pinned().manifest();
    private List<ReleaseFile> lacking = List.of();
    private Optional<byte[]> first = Optional.empty();
    private final List<ReleaseDelta> asked = new ArrayList<>();

    @BeforeEach
    void a_pc_with_one_and_the_delta_to_two() throws Exception {
        home = new Home(folder.resolve("home"));
        objects = Files.createDirectories(home.state().resolve("runtime-objects"));
        Path inForce = write(ONE, home.folder().resolve("runtime/1"));
        note("1\n" + ONE.pinned().sha256().hex() + "\n1\n");
        Path delta = folder.resolve("delta");
        DeltaMaker.make(
                inForce,
                ONE.pinned().manifest().files(),
                write(TWO, folder.resolve("two")),
                TWO.pinned().manifest().files(),
                delta,
                Files.createDirectory(folder.resolve("temporary")));
        Sha256 digest = Sha256.of(Files.readAllBytes(delta));
        first = Optional.of(Arrays.copyOf(Files.readAllBytes(delta), Start.LENGTH));
        Files.move(delta, objects.resolve(digest.hex()));
        offered = TWO.pinned()
                .manifest()
                .withDeltas(List.of(
                        new ReleaseDelta(ONE.pinned().sha256(), Files.size(objects.resolve(digest.hex())), digest)));
        lacking = offered.files().stream()
                .filter(file -> file.path().toString().equals("lib/modules"))
                .toList();
    }

    @Test
    void what_changed_is_made_of_the_runtime_in_force() throws Exception {
        RuntimeDelta delta = delta();

        Sha256 classes = lacking.get(0).sha256();
        assertThat(delta.make(objects)).containsExactly(classes);
        assertThat(objects.resolve(classes.hex())).hasContent(CLASSES + "2");
        assertThat(objects).as("nothing else stays").isDirectoryContaining("glob:**" + classes.hex());
        assertThat(objects.resolve("unfinished")).doesNotExist();
        assertThat(objects.resolve(delta.delta().sha256().hex())).doesNotExist();
    }

    /** CT2: the files come whole then, this time and the next. */
    @Test
    void a_runtime_that_was_changed_on_this_pc_is_noticed_and_the_delta_not_tried_again() throws Exception {
        Files.writeString(home.folder().resolve("runtime/1/release"), "changed");

        RuntimeDelta delta = delta();
        assertThatThrownBy(() -> delta.make(objects))
                .isInstanceOf(DeltaFailedException.class)
                .hasMessage("a delta between other releases");
        assertThat(objects).isEmptyDirectory();
        requireNone(Reason.FAILED_BEFORE);
    }

    @Test
    void a_delta_that_lies_is_refused_and_not_tried_again() throws Exception {
        RuntimeDelta delta = delta();
        Path file = objects.resolve(delta.delta().sha256().hex());
        byte[] lying = Files.readAllBytes(file);
        lying[lying.length - 1] ^= 0x40;
        lying[30] ^= 0x40;
        Files.write(file, lying);

        assertThatThrownBy(() -> delta.make(objects)).isInstanceOf(DeltaFailedException.class);
        assertThat(objects).isEmptyDirectory();
        requireNone(Reason.FAILED_BEFORE);
    }

    @Test
    void there_is_none_for_another_runtime_or_where_it_would_be_more_bytes() throws Exception {
        assertThat(choice(lacking).reason()).isEqualTo(Reason.CHOSEN);
        assertThat(choice(lacking).wholeBytes()).isEqualTo(lacking.get(0).lengthBytes());
        List<ReleaseFile> little = lacking.stream()
                .map(file -> new ReleaseFile(
                        file.path(), 1, file.sha256(), file.executable(), java.util.OptionalLong.empty()))
                .toList();
        assertThat(choice(little))
                .isEqualTo(new RuntimeChoice(Reason.NOT_SMALLER, choice(lacking).delta(), 1));
        assertThat(choice(List.of()).reason()).isEqualTo(Reason.NOTHING_TO_BRING);

        note("1\n" + TWO.pinned().sha256().hex() + "\n1\n");
        requireNone(Reason.NO_DELTA);
        Files.delete(home.folder().resolve("runtime/current"));
        requireNone(Reason.NOTHING_IN_FORCE);
    }

    /** As the install package leaves it: no manifest says what it is. */
    @Test
    void a_runtime_of_the_install_package_is_known_by_its_files() throws Exception {
        note("1\n");
        assertThat(choice(lacking).reason()).isEqualTo(Reason.CHOSEN);
        assertThat(asked).containsExactly(offered.deltas().get(0));
        assertThat(delta().make(objects)).containsExactly(lacking.get(0).sha256());
        assertThat(objects.resolve(lacking.get(0).sha256().hex())).hasContent(CLASSES + "2");
    }

    @Test
    void a_runtime_of_the_install_package_that_no_delta_begins_with_has_none() throws Exception {
        note("1\n");
        first = first.map(bytes -> Arrays.copyOf(bytes, bytes.length - 1));
        requireNone(Reason.OF_PACKAGE);
        first = Optional.empty();
        requireNone(Reason.OF_PACKAGE);
        assertThat(RuntimeChoice.of(home, offered, lacking, (delta, bytes) -> {
                            throw new IOException("cut off");
                        })
                        .reason())
                .isEqualTo(Reason.OF_PACKAGE);
    }

    /** CT2: nothing is brought in vain, and nothing counts as failed. */
    @Test
    void a_runtime_of_the_install_package_that_was_changed_on_this_pc_has_none() throws Exception {
        note("1\n");
        Files.writeString(home.folder().resolve("runtime/1/release"), "changed");
        requireNone(Reason.OF_PACKAGE);
        Files.writeString(home.folder().resolve("runtime/1/release"), "one");
        Files.writeString(home.folder().resolve("runtime/1/more"), "");
        requireNone(Reason.OF_PACKAGE);
        Files.delete(home.folder().resolve("runtime/1/more"));
        assertThat(choice(lacking).reason()).isEqualTo(Reason.CHOSEN);
    }

    @Test
    void nobody_is_asked_what_a_delta_of_no_use_begins_with() throws Exception {
        note("1\n");
        RuntimeDelta delta = delta();
        asked.clear();
        Files.write(objects.resolve(delta.delta().sha256().hex()), new byte[100]);
        assertThatThrownBy(() -> delta.make(objects)).isInstanceOf(DeltaFailedException.class);
        requireNone(Reason.FAILED_BEFORE);
        Files.delete(home.state().resolve("failed-deltas"));

        List<ReleaseDelta> large = List.of(new ReleaseDelta(
                ONE.pinned().sha256(),
                lacking.get(0).lengthBytes(),
                ONE.pinned().sha256()));
        offered = offered.withDeltas(large);
        requireNone(Reason.NOT_SMALLER);
        offered = offered.withDeltas(List.of());
        requireNone(Reason.NO_DELTA);
        assertThat(asked).isEmpty();
    }

    private RuntimeChoice choice(List<ReleaseFile> files) throws Exception {
        return RuntimeChoice.of(home, offered, files, (delta, bytes) -> {
            asked.add(delta);
            return first.map(all -> Arrays.copyOf(all, Math.min(bytes, all.length)));
        });
    }

    private RuntimeDelta delta() throws Exception {
        return choice(lacking).chosen(home, offered).orElseThrow();
    }

    private void requireNone(Reason why) throws Exception {
        assertThat(choice(lacking).reason()).isEqualTo(why);
        assertThat(choice(lacking).chosen(home, offered)).isEmpty();
    }

    private void note(String current) throws Exception {
        Files.writeString(home.folder().resolve("runtime/current"), current);
    }

    private static Path write(TestRelease release, Path root) throws Exception {
        for (Map.Entry<String, String> file : release.files().entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
        }
        return root;
    }
}
