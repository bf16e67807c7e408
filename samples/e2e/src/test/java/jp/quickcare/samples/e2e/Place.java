package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place among those who transfer, asked for in another PC's name, without the time that a launcher takes to come up. */
final class Place implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern WAITING = Pattern.compile("\"waiting\"\\s*:\\s*(\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI own;
    private String ticket;

    private Place(Site site) throws IOException {
        URI tickets = site.address().resolve("v1/tickets");
        ticket = send(HttpRequest.newBuilder(tickets)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"client\":{\"id\":\"00000000-0000-4000-8000-000000000001\",\"pc\":\"PC-07\",\"user\":\"tanaka\","
                                + "\"app\":\"tiny\",\"channel\":\"QC\",\"platform\":\"linux-x64\",\"launcher\":\"1.0.0\"},"
                                + "\"release\":\"" + "ab".repeat(32) + "\",\"kind\":\"full\"}")));
        own = URI.create(tickets + "/" + found(ID));
    }

    /** Returns when it is granted; it stays so for a lease without another word. */
    static Place taken(Site site) throws IOException {
        Place place = new Place(site);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!place.ticket.contains("\"granted\"")) {
            place.look(end);
        }
        return place;
    }

    /** Returns when so many others wait behind it. */
    void awaitOthers(int waiting) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (Integer.parseInt(found(WAITING)) != waiting) {
            look(end);
        }
    }

    private void look(long end) throws IOException {
        assertThat(System.nanoTime()).as(ticket).isLessThan(end);
        ticket = send(HttpRequest.newBuilder(URI.create(own + "?wait=2")));
    }

    private String found(Pattern pattern) {
        Matcher matcher = pattern.matcher(ticket);
        assertThat(matcher.find()).as("%s in %s", pattern, ticket).isTrue();
        return matcher.group(1);
    }

    private String send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        send(HttpRequest.newBuilder(own).DELETE());
    }
}
