package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A place among the clients that may transfer. */
record Ticket(String id) {
    private static final Pattern ID = Pattern.compile("\"id\" *: *\"([A-Za-z0-9_-]{22})\"");

    static Ticket of(String url, BenchedSite site) throws IOException, InterruptedException {
        return of(url, manifest(site), 0);
    }

    /** @param client which PC asks */
    static Ticket of(String url, String manifest, int client) throws IOException, InterruptedException {
        String body = "{" + Pc.json(client) + ",\"release\":\"" + manifest + "\",\"kind\":\"differential\"}";
        Matcher id = ID.matcher(Http.post(url + "v1/tickets", body, 201).body());
        if (!id.find()) {
            throw new IOException("a ticket without an id");
        }
        return new Ticket(id.group(1));
    }

    /** The digest of the release's manifest, which is in the name of its file. */
    static String manifest(BenchedSite site) throws IOException {
        try (Stream<Path> files = Files.walk(site.repository().resolve("release/targets/qc"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, 64))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no release in the repository"));
        }
    }

    List<String> header() {
        return List.of("QuickCare-Ticket: " + id);
    }
}
