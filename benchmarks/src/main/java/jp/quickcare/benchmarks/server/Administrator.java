package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who has logged in to the console and opens its pages, one after the other. */
final class Administrator {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final String server;

    private Administrator(String server) {
        this.server = server;
    }

    /** @throws IOException the console does not let them in */
    static Administrator logIn(String server, String password) throws IOException, InterruptedException {
        Administrator administrator = new Administrator(server);
        HttpResponse<String> form = administrator.get("console");
        Matcher token = TOKEN.matcher(form.body());
        if (!token.find()) {
            throw new IOException("no form to log in: " + form.statusCode());
        }
        HttpResponse<String> answer = administrator.client.send(
                HttpRequest.newBuilder(URI.create(server + "console/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "token=" + encoded(token.group(1)) + "&password=" + encoded(password)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 303 || !administrator.get("console").body().contains("/console/settings")) {
            throw new IOException("the console does not let the administrator in: " + answer.statusCode());
        }
        return administrator;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String page) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server + page)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Opens a page. @return milliseconds until all of it is here @throws IOException it is not shown */
    double open(String page) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> answer = get(page);
        double millis = (System.nanoTime() - begin) / 1e6;
        if (answer.statusCode() != 200 || answer.body().isEmpty()) {
            throw new IOException(page + " gave " + answer.statusCode());
        }
        return millis;
    }

    /** Begins to load what is long. @return milliseconds until the first of it is here @throws IOException nothing comes */
    double begin(String page) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(URI.create(server + page)).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            if (answer.statusCode() != 200 || in.readNBytes(64).length != 64) {
                throw new IOException(page + " gave " + answer.statusCode());
            }
            return (System.nanoTime() - begin) / 1e6;
        }
    }
}
