package jp.quickcare.launcher.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.manifest.digest.Sha256;

/** The main class of a process that only downloads; its heap is what is tested. */
final class BigDownload {
    private BigDownload() {}

    /** Address, folder, and for each object its digest, length and stored length (equal where it is plain). */
    public static void main(String[] arguments) throws Exception {
        List<WantedObject> wanted = new ArrayList<>();
        for (int i = 2; i < arguments.length; i += 3) {
            long length = Long.parseLong(arguments[i + 1]);
            long stored = Long.parseLong(arguments[i + 2]);
            wanted.add(new WantedObject(
                    Sha256.ofHex(arguments[i]),
                    length,
                    stored == length ? OptionalLong.empty() : OptionalLong.of(stored)));
        }
        try (Download download = new Download(List.of(URI.create(arguments[0])), DownloadLimits.standard())) {
            int missing = download.bring(wanted.get(0).sha256(), wanted, Path.of(arguments[1]), Progress.SILENT)
                    .size();
            System.exit(missing);
        }
    }
}
