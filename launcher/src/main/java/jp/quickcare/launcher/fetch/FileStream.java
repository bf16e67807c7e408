package jp.quickcare.launcher.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonText;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** Brings objects in the one answer of a manifest server to one request (SPEC A5). Used by one thread at a time. */
final class FileStream implements Closeable {
    /** The last entry of a stream: what the server lacks. */
    private static final String MISSING = "missing";

    /** The PAX record that says from which stored byte on an entry goes. */
    private static final String OFFSET = "QC.offset";

    /** Headers of one entry, PAX records included; ours have 1.5 KB. */
    private static final long HEADER_BYTES = 16 * 1024;

    private static final int RECORD_BYTES = 512;

    private record Asked(WantedObject object, long offset) {}

    /** The ticket of whoever asked for it along with files, and has both now (docs/http.md). */
    private static final String GRANTED = "QuickCare-Granted";

    private final Source source;
    private final Attempt attempt;
    private final Work work;
    private final Map<String, Asked> asked;
    private final Reply reply;
    private final byte[] buffer = new byte[64 * 1024];

    private FileStream(Source source, Attempt attempt, Map<String, Asked> asked, Reply reply) {
        this.source = source;
        this.attempt = attempt;
        this.work = attempt.work();
        this.asked = asked;
        this.reply = reply;
    }

    /**
     * Asks for these, and returns with the head of the answer.
     *
     * @param wish for a place, as it is asked for along; null where none is
     */
    static FileStream ask(
            Source source, Attempt attempt, Sha256 release, List<WantedObject> objects, @Nullable JsonObject wish)
            throws IOException, KeepFailure {
        Map<String, Asked> asked = new LinkedHashMap<>();
        for (WantedObject object : objects) {
            asked.put(
                    object.storedName(),
                    new Asked(object, Incoming.heldBytes(attempt.work().folder(), object)));
        }
        byte[] body = request(release, asked, wish).getBytes(StandardCharsets.UTF_8);
        URI uri = source.base().resolve("v1/files");
        Connections connections = source.connections();
        Reply reply =
                connections.open(uri, to -> post(source, to, body), connections.headDeadline(), false, attempt::isOver);
        return new FileStream(source, attempt, asked, reply);
    }

    /** Whether files come. */
    boolean hasFiles() {
        return reply.status() == 200 && reply.mediaType().equals("application/x-tar");
    }

    /** What it says of the place that was asked for, as a question for it alone would have been told. */
    Calls.Answer place() throws IOException {
        String granted = reply.header(GRANTED);
        return granted == null ? Calls.answer(reply) : Calls.created(granted);
    }

    /** Brings the objects. @return false where the source is no manifest server */
    boolean receive() throws IOException, KeepFailure {
        if (hasFiles()) {
            receiveAll(reply.body());
            return true;
        }
        source.requirePlace(reply);
        if (isBroken(reply.status())) {
            throw new IOException(source.shown() + " answered " + reply.status());
        }
        return false;
    }

    /** Whether that may be another matter the next time. A host that implements no POST is none that streams. */
    static boolean isBroken(int status) {
        return (status >= 500 && status != 501) || status == 408 || status == 429;
    }

    @Override
    public void close() throws IOException {
        reply.close();
    }

    private static String request(Sha256 release, Map<String, Asked> asked, @Nullable JsonObject wish) {
        // Beside the wish digits, lower-case letters and numbers only: nothing that JSON would have to escape.
        StringBuilder json = new StringBuilder(100 * asked.size() + 1_000);
        json.append("{\"release\":\"").append(release.hex()).append('"');
        if (wish != null) {
            json.append(",\"ticket\":").append(new String(JsonText.encode(wish), StandardCharsets.UTF_8));
        }
        json.append(",\"objects\":[");
        String comma = "";
        for (Asked one : asked.values()) {
            json.append(comma)
                    .append("{\"sha256\":\"")
                    .append(one.object().sha256().hex());
            json.append("\",\"zst\":").append(one.object().compressed());
            json.append(",\"offset\":").append(one.offset()).append('}');
            comma = ",";
        }
        return json.append("]}").toString();
    }

    private static HttpPost post(Source source, URI to, byte[] body) {
        HttpPost post = new HttpPost(to);
        source.show(post);
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return post;
    }

    private void receiveAll(InputStream body) throws IOException, KeepFailure {
        MeteredInput wire = new MeteredInput(body);
        // Closing the archive would drain the wire; the answer is closed by whoever opened it.
        @SuppressWarnings("resource")
        TarArchiveInputStream tar = new TarArchiveInputStream(wire, RECORD_BYTES, RECORD_BYTES);
        try {
            TarArchiveEntry entry = next(tar, wire);
            while (entry != null && !entry.getName().equals(MISSING)) {
                receive(tar, wire, entry);
                entry = next(tar, wire);
            }
            if (entry == null) {
                throw new IOException(source.shown() + " ended the stream too early");
            }
            wire.allow(entry.getSize() + RECORD_BYTES);
            noteMissing(tar, entry);
            wire.allow(HEADER_BYTES);
            while (wire.read(buffer, 0, buffer.length) >= 0) {
                // The end marks of the archive; reading them keeps the connection for the next request.
            }
        } catch (LyingSourceException e) {
            throw e;
        } catch (IOException e) {
            throw cause(e, wire);
        }
        if (!asked.isEmpty()) {
            throw new LyingSourceException(source.shown() + " leaves out files without naming them as missing");
        }
    }

    /** The archive's reader complains alike about a broken connection and about bytes that are no archive. */
    private IOException cause(IOException e, MeteredInput wire) {
        IOException failure = wire.failure();
        if (failure != null) {
            return failure;
        }
        return wire.ended() || e instanceof CancelledException
                ? e
                : new LyingSourceException(source.shown() + " sends something that is no tar: " + e.getMessage(), e);
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar, MeteredInput wire) throws IOException {
        wire.allow(HEADER_BYTES);
        return tar.getNextEntry();
    }

    private void receive(TarArchiveInputStream tar, MeteredInput wire, TarArchiveEntry entry)
            throws IOException, KeepFailure {
        Asked one = asked.get(entry.getName());
        if (one == null || entry.getLinkFlag() != TarConstants.LF_NORMAL || entry.isSparse()) {
            throw new LyingSourceException(source.shown() + " sends something that was not asked for");
        }
        String offset = entry.getExtraPaxHeader(OFFSET);
        if (!Long.toString(one.offset()).equals(offset == null ? "0" : offset)) {
            throw new LyingSourceException(source.shown() + " sends another part of a file than the one asked for");
        }
        if (entry.getSize() != one.object().storedBytes() - one.offset()) {
            throw new LyingSourceException(source.shown() + " announces " + entry.getSize() + " bytes of "
                    + entry.getName() + " where " + (one.object().storedBytes() - one.offset()) + " are signed");
        }
        wire.allow(entry.getSize());
        try (Incoming incoming = Incoming.open(work.folder(), one.object(), one.offset())) {
            for (int count = tar.read(buffer, 0, buffer.length);
                    count >= 0;
                    count = tar.read(buffer, 0, buffer.length)) {
                incoming.write(buffer, 0, count);
                work.received(one.object(), count, incoming.missingBytes());
            }
            asked.remove(entry.getName());
            source.finish(incoming, one.object(), attempt);
        }
    }

    private void noteMissing(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        long most = (2L * Sha256.newDigest().getDigestLength() + 1) * asked.size();
        if (entry.getSize() > most) {
            throw new LyingSourceException(source.shown() + " lacks more than was asked for");
        }
        String names = new String(tar.readNBytes((int) most), StandardCharsets.US_ASCII);
        for (String hex : names.lines().toList()) {
            Asked one = asked.remove(hex);
            if (one == null) {
                one = asked.remove(hex + ".zst");
            }
            if (one == null) {
                throw new LyingSourceException(source.shown() + " lacks something that was not asked for");
            }
            source.lacks(one.object());
        }
    }
}
