package jp.quickcare.launcher.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.launcher.receipt.FileDigest;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.UnsafePathException;

/** What lies in the folder of a runtime, as a manifest lists it: each file is read for that. */
final class RuntimeFiles {
    private RuntimeFiles() {}

    /** @throws DamagedDeltaException there is a file that no release has */
    static List<ReleaseFile> of(Path runtime) throws IOException, DamagedDeltaException {
        List<ReleaseFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(runtime)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    String path = runtime.relativize(file).toString().replace('\\', '/');
                    files.add(new ReleaseFile(
                            SafePath.of(path),
                            Files.size(file),
                            FileDigest.of(file),
                            Files.isExecutable(file),
                            OptionalLong.empty()));
                }
            }
        } catch (UnsafePathException e) {
            throw new DamagedDeltaException("the runtime holds what no release does", e);
        }
        return files;
    }
}
