package jp.quickcare.launcher.update;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/** Says of which file the content is that is being brought: whoever looks on knows files, a download knows digests. */
final class NamedFiles implements Progress {
    private final Map<Sha256, String> names = new HashMap<>();
    private final Progress shown;

    NamedFiles(List<ReleaseFile> files, Progress shown) {
        this.shown = shown;
        for (ReleaseFile file : files) {
            names.putIfAbsent(file.sha256(), file.path().toString());
        }
    }

    @Override
    public void content(Sha256 content, long doneBytes, long totalBytes) {
        String name = names.get(content);
        if (name != null) {
            shown.file(name, doneBytes, totalBytes);
        }
    }

    @Override
    public void step(Step step) {
        shown.step(step);
    }

    @Override
    public void file(String path) {
        shown.file(path);
    }

    @Override
    public void bytes(long doneBytes, long totalBytes) {
        shown.bytes(doneBytes, totalBytes);
    }

    @Override
    public boolean cancelled() {
        return shown.cancelled();
    }
}
