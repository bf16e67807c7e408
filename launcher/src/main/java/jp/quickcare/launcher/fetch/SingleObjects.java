package jp.quickcare.launcher.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.quickcare.launcher.failure.KeepFailure;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpHeaders;

/** Brings objects one by one from any static host that has the repository's layout. Used by one thread. */
final class SingleObjects {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final Source source;
    private final Attempt attempt;
    private final Work work;
    private final byte[] buffer = new byte[64 * 1024];

    SingleObjects(Source source, Attempt attempt) {
        this.source = source;
        this.attempt = attempt;
        this.work = attempt.work();
    }

    void bring(List<WantedObject> objects) throws IOException, KeepFailure {
        for (WantedObject object : objects) {
            if (attempt.isOver()) {
                throw new CancelledException("stopped");
            }
            bring(object, Incoming.heldBytes(work.folder(), object));
        }
    }

    private void bring(WantedObject object, long offset) throws IOException, KeepFailure {
        String hex = object.sha256().hex();
        URI uri = source.base().resolve("objects/" + hex.substring(0, 2) + "/" + object.storedName());
        try (Reply reply = source.connections()
                .open(
                        uri,
                        to -> request(to, object, offset),
                        source.connections().headDeadline(),
                        false,
                        attempt::isOver)) {
            source.requirePlace(reply);
            switch (reply.status()) {
                case 200 -> receive(reply, object, offset, 0);
                case 206 -> {
                    requireRange(reply, object, offset);
                    receive(reply, object, offset, offset);
                }
                case 403, 404, 410 -> source.lacks(object);
                case 416 -> {
                    if (offset == 0) {
                        throw new LyingSourceException(source.shown() + " refuses a range that was not asked for");
                    }
                    Incoming.open(work.folder(), object, 0).close();
                    work.dropped(offset);
                    throw new IOException(source.shown() + " cannot resume " + object.storedName());
                }
                default -> throw new IOException(source.shown() + " answered " + reply.status());
            }
        }
    }

    private HttpGet request(URI to, WantedObject object, long offset) {
        HttpGet get = new HttpGet(to);
        source.show(get);
        if (offset > 0) {
            get.setHeader(HttpHeaders.RANGE, "bytes=" + offset + "-");
            String tag = source.entityTag(object);
            if (tag != null) {
                get.setHeader(HttpHeaders.IF_RANGE, tag);
            }
        }
        return get;
    }

    private void receive(Reply reply, WantedObject object, long held, long from) throws IOException, KeepFailure {
        long announced = reply.lengthBytes();
        if (announced >= 0 && announced != object.storedBytes() - from) {
            throw new LyingSourceException(source.shown() + " announces " + announced + " bytes of "
                    + object.storedName() + " where " + (object.storedBytes() - from) + " are signed");
        }
        work.dropped(held - from);
        String tag = reply.header(HttpHeaders.ETAG);
        source.entityTag(object, tag != null && tag.startsWith("\"") ? tag : null);
        try (Incoming incoming = Incoming.open(work.folder(), object, from)) {
            InputStream body = reply.body();
            while (incoming.missingBytes() > 0) {
                int count = body.read(buffer, 0, (int) Math.min(buffer.length, incoming.missingBytes()));
                if (count < 0) {
                    throw new IOException(source.shown() + " ended " + object.storedName() + " too early");
                }
                incoming.write(buffer, 0, count);
                work.received(object, count, incoming.missingBytes());
            }
            if (body.read() >= 0) {
                throw new LyingSourceException(
                        source.shown() + " sends more than the signed length of " + object.storedName());
            }
            source.finish(incoming, object, attempt);
        }
    }

    private void requireRange(Reply reply, WantedObject object, long offset) throws LyingSourceException {
        String range = reply.header(HttpHeaders.CONTENT_RANGE);
        Matcher matcher = CONTENT_RANGE.matcher(range == null ? "" : range);
        long last = object.storedBytes() - 1;
        if (offset == 0
                || !matcher.matches()
                || Long.parseLong(matcher.group(1)) != offset
                || Long.parseLong(matcher.group(2)) != last
                || Long.parseLong(matcher.group(3)) != object.storedBytes()) {
            throw new LyingSourceException(
                    source.shown() + " answers with another range than the one asked for: " + range);
        }
    }
}
