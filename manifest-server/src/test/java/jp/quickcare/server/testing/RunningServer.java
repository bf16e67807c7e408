package jp.quickcare.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server of a site in a process of its own, to be asked and to be killed. */
public final class RunningServer implements AutoCloseable {
    private static final Pattern AT = Pattern.compile("Serving .* at (http://\\S+)/");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(1))
            .build();

    private final Process process;
    private final Path output;
    private final String address;

    private RunningServer(Process process, Path output, String address) {
        this.process = process;
        this.output = output;
        this.address = address;
    }

    /** Starts it on a free port of 127.0.0.1 and waits until it answers. */
    public static RunningServer start(Path site) throws IOException, InterruptedException {
        Path libraries = Path.of("target/package/lib").toAbsolutePath();
        assertThat(libraries)
                .as("the packaged server; run mvn -pl manifest-server -am package")
                .isDirectory();
        Path output = Files.createTempFile("server", ".out");
        List<String> command = new ArrayList<>(QuickStart.java());
        command.addAll(List.of(
                "-Xmx128m",
                "-cp",
                libraries + "/*",
                "jp.quickcare.server.Main",
                "serve",
                "--dir",
                site.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                "0"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        for (int i = 0; i < 2_400 && process.isAlive(); i++) {
            Matcher at = AT.matcher(Files.readString(output, StandardCharsets.UTF_8));
            if (at.find()) {
                return new RunningServer(process, output, at.group(1));
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new AssertionError("the server did not start: " + Files.readString(output, StandardCharsets.UTF_8));
    }

    /** Its address, without a slash at the end. */
    public String address() {
        return address;
    }

    /** What it has said. */
    public String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** Sends a JSON body. @throws IOException it is not there any more */
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(Duration.ofMinutes(2))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for something. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(Duration.ofMinutes(2))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A page, as a browser in that language asks for it. */
    public HttpResponse<String> page(String path, String language) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(Duration.ofMinutes(2))
                        .header("Accept-Language", language)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Ends it in the middle of whatever it does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Tells it to end, and waits for that. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("the server did not end: " + output());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.delete(output);
    }

    /** The site's settings with other ones behind them. */
    public static void set(Path site, List<String> lines) throws IOException {
        Path file = site.resolve("manifest-server.properties");
        String text = Files.readString(file, StandardCharsets.UTF_8);
        for (String line : lines) {
            String key = line.substring(0, line.indexOf('='));
            text = text.lines().filter(old -> !old.startsWith(key + "=")).reduce("", (all, old) -> all + old + "\n");
            text += line + "\n";
        }
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
