package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;

/** What a folder of downloads holds. */
final class Folders {
    private Folders() {}

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** Whatever has a digest for a name has that digest: nothing bad can be reached. */
    static void assertNothingBad(Path folder) throws IOException {
        for (String name : names(folder)) {
            if (Sha256.isHex(name)) {
                assertThat(Sha256.of(Files.readAllBytes(folder.resolve(name))).hex())
                        .isEqualTo(name);
            } else {
                assertThat(name).endsWith(".part");
            }
        }
    }

    /** Exactly these are there, whole, and nothing is left of the way they came. */
    static void assertComplete(Path folder, List<WantedObject> objects) throws IOException {
        assertNothingBad(folder);
        assertThat(names(folder))
                .containsExactlyInAnyOrderElementsOf(
                        objects.stream().map(object -> object.sha256().hex()).toList());
    }
}
