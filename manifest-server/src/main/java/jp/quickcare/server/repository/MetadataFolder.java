package jp.quickcare.server.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MetadataSource;
import jp.quickcare.manifest.tuf.SignedMetadata;
import jp.quickcare.server.durable.DurableFiles;

/** The metadata files of one repository. Names with a version are written once; only the timestamp is replaced. */
public final class MetadataFolder implements MetadataSource {
    private static final Pattern VERSIONED = Pattern.compile("([1-9][0-9]{0,18})\\.(.+)\\.json");

    private final Path folder;

    /** The folder need not exist yet. */
    public MetadataFolder(Path folder) {
        this.folder = folder;
    }

    /** Where it lies. */
    public Path path() {
        return folder;
    }

    /** The highest version of a role that has a file, 0 where there is none. */
    public long newest(String role) throws IOException {
        String encoded = FileNames.plain(role);
        long newest = 0;
        if (!Files.isDirectory(folder)) {
            return newest;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                Matcher name = VERSIONED.matcher(file.getFileName().toString());
                if (name.matches() && encoded.equals(name.group(2) + ".json")) {
                    newest = Math.max(newest, Long.parseLong(name.group(1)));
                }
            }
        }
        return newest;
    }

    /** The lowest version of the root that has a file, 0 where there is none. */
    public long oldestRoot() throws IOException {
        long oldest = newest("root");
        while (oldest > 1 && Files.exists(folder.resolve(FileNames.versioned("root", oldest - 1)))) {
            oldest--;
        }
        return oldest;
    }

    /** The first root, as it was signed. @throws IOException it is not there */
    public byte[] firstRoot() throws IOException {
        return Files.readAllBytes(folder.resolve(FileNames.versioned("root", 1)));
    }

    /** Whether there is a file of that name. */
    public boolean has(String fileName) {
        return Files.isRegularFile(folder.resolve(fileName));
    }

    /** Whether any targets file that is here, published or not, names something. */
    boolean listsAnything() throws IOException, JsonException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                if (VERSIONED.matcher(file.getFileName().toString()).matches()) {
                    JsonObject signed =
                            SignedMetadata.parse(Files.readAllBytes(file)).signed();
                    if (signed.members().get("targets") instanceof JsonObject named
                            && !named.members().isEmpty()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Override
    public byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException, IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(fileName))) {
            byte[] content = in.readNBytes(Math.toIntExact(maxBytes) + 1);
            if (content.length > maxBytes) {
                throw new LengthException(fileName, maxBytes);
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new MetadataMissing(fileName);
        }
    }

    /**
     * Writes a file whose name carries a version. It becomes known only through the timestamp.
     *
     * @throws IOException also where the name is there with other bytes: clients may have those in a cache
     */
    public void writeOnce(String role, long version, byte[] content) throws IOException {
        Path file = folder.resolve(FileNames.versioned(role, version));
        if (Files.exists(file)) {
            if (!Arrays.equals(Files.readAllBytes(file), content)) {
                throw new IOException(file + " is there already with other content");
            }
            return;
        }
        DurableFiles.makeFolders(folder);
        DurableFiles.write(file, content);
    }

    /** Replaces the timestamp: with that, everything it leads to becomes visible at once. */
    public void writeTimestamp(byte[] content) throws IOException {
        DurableFiles.write(folder.resolve(FileNames.plain("timestamp")), content);
    }
}
