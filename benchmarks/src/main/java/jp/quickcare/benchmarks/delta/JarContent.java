package jp.quickcare.benchmarks.delta;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jp.quickcare.manifest.digest.Sha256;

/** What is in a jar, however it is packed: JarDiff promises no more. */
final class JarContent {
    private JarContent() {}

    static Map<String, Sha256> of(Path jar) throws IOException {
        Map<String, Sha256> content = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        content.put(entry.getName(), Sha256.of(in.readAllBytes()));
                    }
                }
            }
        }
        return content;
    }
}
