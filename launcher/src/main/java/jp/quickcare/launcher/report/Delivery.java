package jp.quickcare.launcher.report;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import jp.quickcare.launcher.fetch.Calls;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonText;
import jp.quickcare.manifest.json.StrictJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is spooled, in order, to the first server that takes reports. One call at a time. */
final class Delivery implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String ANOTHER = "urn:quickcare:problem:another-client";
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_BYTES = 128 * 1024;
    private static final int LONGEST_REPORT = 32 * 1024;

    private final Spool spool;
    private volatile List<URI> servers;
    private final Supplier<JsonObject> client;
    private final Clock clock;
    private final DownloadLimits limits;
    private @Nullable Runnable renew;
    private @Nullable Calls calls;
    private Duration comeAgain = Duration.ZERO;

    /** @param renew makes this client somebody new; done once at most */
    Delivery(
            Spool spool,
            List<URI> servers,
            Supplier<JsonObject> client,
            Runnable renew,
            Clock clock,
            DownloadLimits limits) {
        this.renew = renew;
        this.spool = spool;
        this.servers = List.copyOf(servers);
        this.client = client;
        this.clock = clock;
        this.limits = limits;
    }

    /** From now on these are told. */
    void goOnAt(List<URI> others) {
        servers = List.copyOf(others);
    }

    /** What is worth telling only now. */
    interface Live {
        /** @return null for nothing */
        byte @Nullable [] take();
    }

    /**
     * Sends.
     *
     * @param live gives, once, what goes with it and is never kept, or null for none; asked after what is kept was looked
     *     at, so that nothing comes before what it follows
     * @return false where something is left to be sent later
     */
    boolean send(Live live) {
        try {
            Files.createDirectories(spool.folder());
            // Two launchers that send the same do no harm, but out of order one may be puzzling.
            try (FileChannel channel = FileChannel.open(
                            spool.folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                return lock != null && sendAlone(live);
            }
        } catch (OverlappingFileLockException | IOException e) {
            LOG.debug("reports are sent later", e);
            return false;
        }
    }

    /** How long a server that did not take them wants to be left alone; zero where none said so. */
    Duration comeAgain() {
        return comeAgain;
    }

    private boolean sendAlone(Live live) throws IOException {
        int most = MOST_AT_ONCE;
        while (true) {
            Batch batch = batch(most, live);
            if (batch.reports.isEmpty()) {
                return true;
            }
            switch (post(batch.reports)) {
                case HEARD -> {
                    spool.remove(batch.files);
                    most = MOST_AT_ONCE;
                }
                case REFUSED -> {
                    // One that no server will ever take must not keep the others back.
                    if (most == 1 || batch.files.size() <= 1) {
                        LOG.warn("the server refuses a report: {}", batch.files);
                        spool.remove(batch.files);
                    }
                    most = 1;
                }
                case SOMEBODY_ELSE -> {
                    if (renew == null) {
                        return false;
                    }
                    LOG.warn("the server knows somebody else by this installation's number; it gets a new one");
                    renew.run();
                    renew = null;
                }
                case UNHEARD -> {
                    return false;
                }
            }
        }
    }

    private record Batch(List<byte[]> reports, List<Path> files) {}

    private Batch batch(int most, Live live) throws IOException {
        List<byte[]> reports = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        int bytes = 0;
        for (Path file : spool.all()) {
            byte[] report = read(file);
            if (report == null) {
                spool.remove(List.of(file));
                continue;
            }
            if (files.size() == most || bytes + report.length > MOST_BYTES) {
                break;
            }
            bytes += report.length;
            reports.add(report);
            files.add(file);
        }
        byte[] now = live.take();
        if (now != null) {
            reports.add(now);
        }
        return new Batch(reports, files);
    }

    /** @return null where it is no report: a power cut may leave a name without its content */
    private static byte @Nullable [] read(Path file) {
        try {
            byte[] report = Files.size(file) > LONGEST_REPORT ? new byte[0] : Files.readAllBytes(file);
            StrictJson.parseObject(report);
            return report;
        } catch (IOException | JsonException e) {
            LOG.debug("no report", e);
            return null;
        }
    }

    private enum Heard {
        HEARD,
        REFUSED,
        SOMEBODY_ELSE,
        UNHEARD
    }

    private Heard post(List<byte[]> reports) throws IOException {
        byte[] body = body(reports);
        Heard heard = Heard.UNHEARD;
        comeAgain = Duration.ZERO;
        for (URI server : servers) {
            try {
                URI to = Calls.below(server, "v1/reports");
                Calls.Answer answer = calls().ask("POST", to, Optional.of(body), ANSWER, () -> false);
                int status = answer.status();
                if (status == 204) {
                    return Heard.HEARD;
                }
                if (status == 400 || status == 413 || status == 422) {
                    return Heard.REFUSED;
                }
                if (answer.problem().equals(ANOTHER)) {
                    heard = Heard.SOMEBODY_ELSE;
                }
                answer.comeAgain().ifPresent(after -> comeAgain = after);
                LOG.debug("{} takes no reports: {}", to, status);
            } catch (IOException e) {
                LOG.debug("{} was not reached", server, e);
            }
        }
        return heard;
    }

    private byte[] body(List<byte[]> reports) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write("{\"client\":".getBytes(StandardCharsets.US_ASCII));
        body.write(JsonText.encode(client.get()));
        // With it the server knows how long ago each step was, whatever this PC's clock says.
        String sent = ",\"sent\":\"" + clock.instant().truncatedTo(ChronoUnit.MILLIS) + "\",\"reports\":[";
        body.write(sent.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < reports.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.write(reports.get(i));
        }
        body.write("]}".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private Calls calls() {
        Calls open = calls;
        if (open == null) {
            open = new Calls(limits);
            calls = open;
        }
        return open;
    }

    /** Ends the connections; the next sending makes new ones. */
    @Override
    public void close() {
        if (calls != null) {
            calls.close();
            calls = null;
        }
    }
}
