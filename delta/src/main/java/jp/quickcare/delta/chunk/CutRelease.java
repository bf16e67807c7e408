package jp.quickcare.delta.chunk;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.zip.Headers;
import jp.quickcare.delta.zip.ZipEntries;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/** A release that lies somewhere whole, cut. Used by its maker alone. Not thread-safe. */
final class CutRelease implements Closeable {
    private final List<ReleaseFile> contents;
    private final CutFiles files;
    private final List<FileUnits.Form> forms = new ArrayList<>();
    private final List<List<Unit>> units = new ArrayList<>();
    private final Cutter cutter = new Cutter();

    private CutRelease(Function<ReleaseFile, Path> places, List<ReleaseFile> release) {
        contents = ChunkIndex.contents(release);
        files = new CutFiles(contents.stream().map(places).toList());
    }

    /** As a PC cuts it that has it. */
    static CutRelease old(Older older) throws IOException {
        CutRelease release = new CutRelease(older.places(), older.files());
        for (int i = 0; i < release.contents.size(); i++) {
            release.cut(i, release.files.get(i).zip());
        }
        return release;
    }

    /**
     * To be made of its units: a zip that could not be written again is cut as a plain file.
     *
     * @param leftOut files that need not be made
     */
    static CutRelease fresh(Function<ReleaseFile, Path> places, List<ReleaseFile> files, Predicate<Sha256> leftOut)
            throws IOException {
        CutRelease release = new CutRelease(places, files);
        for (int i = 0; i < release.contents.size(); i++) {
            ReleaseFile file = release.contents.get(i);
            if (leftOut.test(file.sha256())) {
                release.units.add(List.of());
                release.forms.add(FileUnits.Form.LEFT_OUT);
                continue;
            }
            Optional<CutZip> zip = release.files.get(i).zip();
            release.cut(i, zip.isPresent() && canBeWritten(zip.get(), file) ? zip : Optional.empty());
        }
        return release;
    }

    private void cut(int file, Optional<CutZip> zip) throws IOException {
        units.add(cutter.cut(files.get(file).source(), zip));
        forms.add(zip.isPresent() ? FileUnits.Form.ZIP : FileUnits.Form.PLAIN);
    }

    FileUnits.Form form(int file) {
        return forms.get(file);
    }

    List<ReleaseFile> contents() {
        return contents;
    }

    CutFile file(int number) throws IOException {
        return files.get(number);
    }

    List<Unit> units(int file) {
        return units.get(file);
    }

    /** Whether its headers, its entries and what they unpack to are all that it takes to have it again. */
    private static boolean canBeWritten(CutZip zip, ReleaseFile expected) throws IOException {
        ZipEntries entries = zip.entries();
        MessageDigest digest = Sha256.newDigest();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            ZipWriter writer = new ZipWriter(new Headers(zip.columns(), entries.count()), out);
            for (int i = 0; i < entries.count(); i++) {
                byte[] payload = entries.payload(i);
                if (!isRight(entries, i, payload)) {
                    return false;
                }
                writer.begin(entries.sizes(i));
                writer.payload(payload, payload.length);
                writer.end();
            }
            writer.finish();
        } catch (DamagedDeltaException e) {
            return false;
        }
        return Sha256.of(digest).equals(expected.sha256());
    }

    private static boolean isRight(ZipEntries entries, int entry, byte[] payload) {
        Optional<byte[]> content = entries.method(entry) == ZipEntries.DEFLATED
                ? jp.quickcare.delta.deflate.RecipeFinder.inflate(payload, (int) entries.contentLength(entry))
                : Optional.of(payload);
        if (content.isEmpty()) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(content.get());
        return (int) crc.getValue() == entries.crc(entry);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
