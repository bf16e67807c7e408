package jp.quickcare.launcher.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.StrictJson;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Small questions to a server with small answers, both JSON, bounded in size and time. Thread-safe. */
public final class Calls implements Closeable {
    private static final int MOST_BYTES = 64 * 1024;
    private static final String PROBLEM = "application/problem+json";

    private final Connections connections;

    /**
     * What a server answered.
     *
     * @param status of HTTP
     * @param json the answer's object; empty where it is none, as from a captive portal (SPEC A36)
     * @param problem what kind of problem it is (RFC 9457 {@code type}); empty where it is none
     * @param comeAgain after how long, where it says so; at most an hour is believed
     */
    public record Answer(int status, Optional<JsonObject> json, String problem, Optional<Duration> comeAgain) {}

    Calls(Connections connections) {
        this.connections = connections;
    }

    /** Calls over the connections of this process. */
    public Calls(DownloadLimits limits) {
        this(SharedConnections.open(limits));
    }

    /**
     * Asks.
     *
     * @param body of the request; empty for none
     * @param deadline for the whole answer
     * @throws IOException no whole answer in time, one that is too long, or the question was given up
     */
    public Answer ask(String method, URI uri, Optional<byte[]> body, Duration deadline, BooleanSupplier cancelled)
            throws IOException {
        try (Reply reply = connections.open(uri, to -> request(method, to, body), deadline, true, cancelled)) {
            return answer(reply);
        }
    }

    /** Address of something below a base address of a server. */
    public static URI below(URI server, String path) {
        return BaseUri.folder(server).resolve(path);
    }

    private static HttpUriRequestBase request(String method, URI to, Optional<byte[]> body) {
        HttpUriRequestBase request = new HttpUriRequestBase(method, to);
        body.ifPresent(json -> request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON)));
        return request;
    }

    /** Reads an answer that should be small; what is too long is no answer of ours. */
    static Answer answer(Reply reply) throws IOException {
        Optional<Duration> comeAgain = RetryAfter.of(reply.header(HttpHeaders.RETRY_AFTER));
        boolean isProblem = reply.mediaType().equals(PROBLEM);
        if (!isProblem && !reply.mediaType().equals("application/json")) {
            return new Answer(reply.status(), Optional.empty(), "", comeAgain);
        }
        byte[] bytes = reply.body().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
        }
        try {
            JsonObject json = StrictJson.parseObject(bytes);
            String problem = isProblem && json.has("type") ? json.string("type") : "";
            return new Answer(reply.status(), Optional.of(json), problem, comeAgain);
        } catch (JsonException e) {
            return new Answer(reply.status(), Optional.empty(), "", comeAgain);
        }
    }

    /** What a question of its own would have been told, and what was told in the head of another answer instead. */
    static Answer created(String json) throws IOException {
        try {
            JsonObject told = StrictJson.parseObject(json.getBytes(StandardCharsets.UTF_8));
            return new Answer(201, Optional.of(told), "", Optional.empty());
        } catch (JsonException e) {
            throw new IOException("the head of an answer has something else than JSON in it", e);
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
