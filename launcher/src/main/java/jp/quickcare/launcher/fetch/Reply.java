package jp.quickcare.launcher.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** An answer whose body is still to be read, under watch. Used by one thread. */
final class Reply implements Closeable {
    /** An error's page; a new connection costs a round trip, and with TLS two. */
    private static final int WORTH_READING_BYTES = 8 * 1024;

    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final Watch watch;
    private boolean readToItsEnd;

    Reply(HttpUriRequestBase request, ClassicHttpResponse response, Watch watch) {
        this.request = request;
        this.response = response;
        this.watch = watch;
    }

    int status() {
        return response.getCode();
    }

    @Nullable
    String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** The announced length, or -1. */
    long lengthBytes() {
        HttpEntity entity = response.getEntity();
        return entity == null ? 0 : entity.getContentLength();
    }

    /** The media type in lower case, without parameters; empty where none is said. */
    String mediaType() {
        String type = header(HttpHeaders.CONTENT_TYPE);
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** We never ask for a coding, and one that is used all the same may be a bomb (THREATS TR5). */
    void requireIdentityEncoding() throws IOException {
        for (Header header : response.getHeaders(HttpHeaders.CONTENT_ENCODING)) {
            if (!header.getValue().strip().equalsIgnoreCase("identity")) {
                close();
                throw new LyingSourceException("the answer is content-encoded, which was not asked for");
            }
        }
    }

    /** The body; each failure says why it was broken off, where it was we who did. Need not be closed. */
    InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            readToItsEnd = true;
            return InputStream.nullInputStream();
        }
        return new Watched(entity.getContent());
    }

    /** Reads what is left where that is little, so that the connection can be kept; of more it is not worth it. */
    void passOver() {
        try {
            body().readNBytes(WORTH_READING_BYTES);
        } catch (IOException e) {
            // It is cut then.
            return;
        }
    }

    /** Keeps the connection when the body was read to its end, else cuts it: nobody drains an endless body. */
    @Override
    public void close() throws IOException {
        watch.close();
        if (!readToItsEnd) {
            request.cancel();
        }
        try {
            response.close();
        } catch (IOException e) {
            if (readToItsEnd) {
                throw e;
            }
        }
    }

    private final class Watched extends InputStream {
        private final InputStream body;

        Watched(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            watch.waits();
            int count = 0;
            try {
                count = body.read(buffer, offset, length);
                readToItsEnd |= count < 0;
                return count;
            } catch (IOException e) {
                throw watch.explain(e);
            } finally {
                watch.arrived(count);
            }
        }
    }
}
