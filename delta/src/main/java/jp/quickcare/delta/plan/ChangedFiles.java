package jp.quickcare.delta.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.quickcare.delta.format.ByPath;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/** Which files a delta is about: both sides find the same from the two manifests. */
public final class ChangedFiles {
    private ChangedFiles() {}

    /** The files of a release by path, as a delta numbers them. */
    public static List<ReleaseFile> numbered(List<ReleaseFile> files) {
        return ByPath.sorted(files);
    }

    /**
     * Those whose content no old file has, by path, each content once: what is the same under another name needs no
     * delta.
     */
    public static List<ReleaseFile> of(List<ReleaseFile> old, List<ReleaseFile> fresh) {
        Set<Sha256> had = new HashSet<>();
        for (ReleaseFile file : old) {
            had.add(file.sha256());
        }
        List<ReleaseFile> changed = new ArrayList<>();
        for (ReleaseFile file : numbered(fresh)) {
            if (had.add(file.sha256())) {
                changed.add(file);
            }
        }
        return changed;
    }
}
