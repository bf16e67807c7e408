package jp.quickcare.benchmarks.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.UnsafePathException;

/** What a launcher knows of a release before it makes anything: its files, as lines of a file. */
final class FileLists {
    private FileLists() {}

    static Path write(Path folder, Path list) throws IOException {
        List<String> lines = new ArrayList<>();
        for (ReleaseFile file : DeltaTool.files(folder)) {
            lines.add(file.sha256() + " " + file.lengthBytes() + " " + file.path());
        }
        return Files.write(list, lines);
    }

    static List<ReleaseFile> read(Path list) throws IOException, UnsafePathException {
        List<ReleaseFile> files = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            String[] fields = line.split(" ", 3);
            files.add(new ReleaseFile(
                    SafePath.of(fields[2]),
                    Long.parseLong(fields[1]),
                    Sha256.ofHex(fields[0]),
                    false,
                    OptionalLong.empty()));
        }
        return files;
    }
}
