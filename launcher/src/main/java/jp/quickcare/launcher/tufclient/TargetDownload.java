package jp.quickcare.launcher.tufclient;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MetadataSource;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.TufException;

/** Brings one verified target into a folder, under its percent-encoded path as one flat name. */
final class TargetDownload {
    /** Targets are release manifests; this is a bound for what is held in memory. */
    private static final long MAX_BYTES = 64L << 20;

    private final MetadataSource source;
    private final Path folder;

    TargetDownload(MetadataSource source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    /** Brings the target, unless the folder has it already. */
    void bring(TargetInfo target, boolean hashInName) throws TufException, MetadataMissing, IOException {
        Path file = folder.resolve(encode(target.path()));
        if (isThere(file, target)) {
            return;
        }
        if (target.lengthBytes() > MAX_BYTES) {
            throw new IOException(target.path() + " is larger than " + MAX_BYTES + " bytes");
        }
        byte[] content = source.fetch(address(target, hashInName), target.lengthBytes());
        target.verify(content);
        FolderStore.replace(file, content);
    }

    private static boolean isThere(Path file, TargetInfo target) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != target.lengthBytes()) {
            return false;
        }
        try {
            target.verify(Files.readAllBytes(file));
            return true;
        } catch (TufException another) {
            return false;
        }
    }

    /** Where the target lies: with consistent snapshots its name begins with its digest (TUF 5.7.3). */
    private static String address(TargetInfo target, boolean hashInName) {
        String path = target.path();
        if (hashInName) {
            String hash = target.hashes()
                    .getOrDefault("sha256", target.hashes().values().iterator().next());
            int name = path.lastIndexOf('/') + 1;
            path = path.substring(0, name) + hash + "." + path.substring(name);
        }
        return Arrays.stream(path.split("/", -1)).map(TargetDownload::encode).collect(Collectors.joining("/"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
