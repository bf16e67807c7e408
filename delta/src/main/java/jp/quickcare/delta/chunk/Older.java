package jp.quickcare.delta.chunk;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import jp.quickcare.manifest.release.ReleaseFile;

/**
 * An older release that some PC may have.
 *
 * @param places where each of its files lies
 * @param files of it
 */
public record Older(Function<ReleaseFile, Path> places, List<ReleaseFile> files) {
    /** Keeps its own copy. */
    public Older {
        files = List.copyOf(files);
    }
}
