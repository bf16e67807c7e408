package jp.quickcare.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place that an upstream server gives this one among its clients (SPEC A4). A source that knows no tickets, such as
 * a static host, is asked once. Used by one thread.
 */
final class UpstreamTicket {
    /** Who asks, and for what. */
    record Asker(String id, String app, String manifest) {}

    static final String HEADER = "QuickCare-Ticket";

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamTicket.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_ANSWER_BYTES = 64 * 1024;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;
    private static final int UNAVAILABLE = 503;
    private static final int WAIT_SECONDS = 25;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** So often in a row a server may say that it has no time. */
    private static final int MOST_PAUSES = 30;

    private final CloseableHttpClient client;
    private final URI tickets;
    private boolean unknown;
    private @Nullable String granted;

    /** @param base of the source, ending in a slash */
    UpstreamTicket(CloseableHttpClient client, URI base) {
        this.client = client;
        this.tickets = base.resolve("v1/tickets");
    }

    private record Told(int status, @Nullable String id, boolean granted) {}

    /**
     * The ticket to name with each request for contents; asks and waits for it where there is none yet.
     *
     * @return empty where the source knows no tickets
     */
    Optional<String> get(Asker asker) throws IOException {
        if (unknown) {
            return Optional.empty();
        }
        int pauses = 0;
        String waiting = null;
        while (granted == null) {
            Told told = waiting == null ? ask(asker) : look(waiting);
            if (told.status == UNAVAILABLE && pauses < MOST_PAUSES) {
                pauses++;
                pause();
            } else if (told.status == GONE) {
                waiting = null;
            } else if (told.status == FORBIDDEN || told.status == UNAVAILABLE) {
                throw new IOException("the source gives this server no place among its clients now");
            } else if (told.id == null) {
                unknown = true;
                return Optional.empty();
            } else if (told.granted) {
                granted = told.id;
            } else {
                if (waiting == null) {
                    LOG.info("{} serves as many as it may; waiting for a place", tickets.getHost());
                }
                waiting = told.id;
            }
        }
        return Optional.of(granted);
    }

    /** The source does not know the ticket any more. */
    void lost() {
        granted = null;
    }

    /** Gives the place back. */
    void giveBack() {
        if (granted == null) {
            return;
        }
        try {
            client.execute(new HttpDelete(tickets + "/" + granted), ClassicHttpResponse::getCode);
        } catch (IOException e) {
            // It frees itself after its lease.
            LOG.debug("the place was not given back", e);
        }
        granted = null;
    }

    private Told ask(Asker asker) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("client")
                .put("id", asker.id)
                .put("pc", hostName())
                .put("user", "manifest-server")
                .put("app", asker.app)
                .put("channel", "-")
                .put("platform", "-")
                .put("launcher", "-");
        body.put("release", asker.manifest).put("kind", "import");
        HttpPost post = new HttpPost(tickets);
        post.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
        return tell(post);
    }

    private Told look(String id) throws IOException {
        return tell(new HttpGet(tickets + "/" + id + "?wait=" + WAIT_SECONDS));
    }

    private Told tell(ClassicHttpRequest request) throws IOException {
        return client.execute(request, answer -> {
            int status = answer.getCode();
            if ((status != OK && status != CREATED) || answer.getEntity() == null) {
                return new Told(status, null, false);
            }
            try (InputStream in = answer.getEntity().getContent()) {
                JsonNode ticket = JSON.readTree(in.readNBytes(LARGEST_ANSWER_BYTES));
                String id = ticket.path("id").asText("");
                return new Told(
                        status,
                        id.matches("[A-Za-z0-9_-]{22}") ? id : null,
                        ticket.path("state").asText("").equals("granted"));
            } catch (com.fasterxml.jackson.core.JacksonException noTicket) {
                // A page of some static host.
                return new Told(status, null, false);
            }
        });
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a place");
        }
    }

    private static String hostName() {
        try {
            return java.net.InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "-";
        }
    }
}
