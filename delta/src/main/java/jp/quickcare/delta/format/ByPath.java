package jp.quickcare.delta.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jp.quickcare.manifest.release.ReleaseFile;

/** The order in which the files of a release are numbered. */
public final class ByPath implements Comparator<ReleaseFile> {
    private ByPath() {}

    /** The files of a release in that order. */
    public static List<ReleaseFile> sorted(List<ReleaseFile> files) {
        List<ReleaseFile> sorted = new ArrayList<>(files);
        sorted.sort(new ByPath());
        return sorted;
    }

    @Override
    public int compare(ReleaseFile one, ReleaseFile other) {
        return one.path().compareTo(other.path());
    }
}
