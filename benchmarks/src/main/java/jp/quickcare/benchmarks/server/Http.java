package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Single requests, for what is not measured. */
final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    /** Returns once anything answers there, whatever it says. @throws IOException the process has ended */
    static void awaitAnswer(String url, Process process) throws IOException, InterruptedException {
        while (true) {
            try {
                CLIENT.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .timeout(Duration.ofSeconds(2))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("The server at " + url + " has ended with " + process.exitValue(), e);
                }
                Thread.sleep(50);
            }
        }
    }

    /** @throws IOException the status is not this */
    static HttpResponse<String> get(String url, int status) throws IOException, InterruptedException {
        return checked(HttpRequest.newBuilder(URI.create(url)).build(), status);
    }

    /** @throws IOException the status is not this */
    static HttpResponse<String> post(String url, String json, int status) throws IOException, InterruptedException {
        return checked(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                status);
    }

    private static HttpResponse<String> checked(HttpRequest request, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != status) {
            throw new IOException(
                    request.method() + " " + request.uri() + " gave " + response.statusCode() + ": " + response.body());
        }
        return response;
    }
}
