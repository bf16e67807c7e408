package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import jp.quickcare.launcher.click.DeafPort;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadIT {
    private static final Sha256 RELEASE = Sha256.of(new byte[] {1});

    /** More than a stream of two files has beside their content. */
    private static final int FRAME_BYTES = 20_000;

    @TempDir
    private Path folder;

    private final HonestHost host = new HonestHost();
    private final List<WantedObject> wanted = new ArrayList<>();
    private RawServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new RawServer(host::streamAnswer);
        for (int i = 0; i < 5; i++) {
            wanted.add(host.add(20_000 + i, i));
        }
        wanted.add(host.add(0, 0));
        wanted.add(host.addCompressed(new byte[300_000]));
        wanted.add(host.addCompressed(HonestHost.random(70_000, 7)));
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    private Set<Sha256> bring(URI... bases) throws SourceFailure, KeepFailure {
        try (Download download = new Download(List.of(bases), DownloadLimits.standard())) {
            return download.bring(RELEASE, wanted, folder, Progress.SILENT);
        }
    }

    private long storedBytes() {
        return wanted.stream().mapToLong(WantedObject::storedBytes).sum();
    }

    @Test
    void a_manifest_server_sends_everything_in_one_answer() throws Exception {
        assertThat(bring(server.uri())).isEmpty();
        Folders.assertComplete(folder, wanted);
        assertThat(server.requests()).extracting(RawServer.Request::path).containsExactly("/v1/files");
    }

    @Test
    void a_static_host_sends_one_object_after_the_other() throws Exception {
        server.answer(host::staticAnswer);
        assertThat(bring(server.uri())).isEmpty();
        Folders.assertComplete(folder, wanted);
        // The empty content needs no request; one request asks whether it is a manifest server.
        assertThat(server.requests()).hasSize(wanted.size());
        assertThat(server.bodyBytesSent()).isEqualTo(storedBytes());
    }

    @Test
    void much_comes_over_several_kept_connections_at_once() throws Exception {
        for (int i = 0; i < 8; i++) {
            wanted.add(host.add(1_000_000, 100 + i));
        }
        CountDownLatch asked = new CountDownLatch(4);
        server.answer((request, wire) -> {
            // Nobody gets anything before all four have asked: one after the other, there would be no end.
            asked.countDown();
            await(asked);
            host.streamAnswer(request, wire);
        });
        bring(server.uri());
        Folders.assertComplete(folder, wanted);
        assertThat(server.connections()).isEqualTo(4);
        assertThat(server.requests()).hasSize(4);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void what_is_there_is_not_asked_for_again_and_what_is_wrong_there_is() throws Exception {
        bring(server.uri());
        long sent = server.bodyBytesSent();
        bring(server.uri());
        assertThat(server.bodyBytesSent()).isEqualTo(sent);
        Files.write(folder.resolve(wanted.get(0).sha256().hex()), new byte[20_000]);
        bring(server.uri());
        Folders.assertComplete(folder, wanted);
    }

    @Test
    void progress_ends_at_the_whole() throws Exception {
        AtomicLong last = new AtomicLong();
        AtomicLong total = new AtomicLong();
        try (Download download = new Download(List.of(server.uri()), DownloadLimits.standard())) {
            download.bring(RELEASE, wanted, folder, new Progress() {
                @Override
                public void bytes(long doneBytes, long totalBytes) {
                    last.accumulateAndGet(doneBytes, Math::max);
                    total.set(totalBytes);
                }
            });
        }
        assertThat(last.get()).isEqualTo(total.get()).isEqualTo(storedBytes());
    }

    /** A5 */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_file_the_source_lacks_is_reported_and_the_rest_arrives(boolean stream) throws Exception {
        server.answer(stream ? host::streamAnswer : host::staticAnswer);
        WantedObject plain = wanted.get(2);
        WantedObject compressed = wanted.get(7);
        byte[] content = host.stored(plain);
        byte[] stored = host.stored(compressed);
        host.remove(plain);
        host.remove(compressed);
        assertThat(bring(server.uri())).containsExactlyInAnyOrder(plain.sha256(), compressed.sha256());
        List<WantedObject> rest = new ArrayList<>(wanted);
        rest.removeAll(List.of(plain, compressed));
        Folders.assertComplete(folder, rest);
        host.put(plain, content);
        host.put(compressed, stored);
        assertThat(bring(server.uri())).isEmpty();
        Folders.assertComplete(folder, wanted);
    }

    /** A5 */
    @Test
    void what_one_source_lacks_another_brings() throws Exception {
        HonestHost poor = new HonestHost();
        WantedObject only = poor.add(5_000, 99);
        wanted.add(only);
        try (RawServer other = new RawServer(poor::staticAnswer)) {
            assertThat(bring(server.uri(), other.uri())).isEmpty();
        }
        Folders.assertComplete(folder, wanted);
    }

    /** A5, TR4 */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_broken_stream_goes_on_where_it_broke_and_brings_nothing_twice(boolean reset) throws Exception {
        wanted.clear();
        wanted.add(host.add(3_000_000, 1));
        wanted.add(host.addCompressed(HonestHost.random(900_000, 2)));
        AtomicInteger breaks = new AtomicInteger();
        server.answer((request, wire) -> {
            byte[] tar = host.tar(request);
            long before = arrivedBytes();
            if (breaks.incrementAndGet() > 6) {
                wire.ok("application/x-tar", tar);
                return;
            }
            wire.head("200 OK", "Content-Type: application/x-tar", "Content-Length: " + tar.length);
            wire.body(tar, 0, Math.min(tar.length, 700_000));
            if (reset) {
                // It takes with it what the peer has not read yet; that the peer gets on is what this is about.
                awaitArrival(before + Math.min(tar.length, 700_000) / 2 - FRAME_BYTES);
                wire.reset();
            } else {
                wire.cut();
            }
        });
        bring(server.uri());
        Folders.assertComplete(folder, wanted);
        if (!reset) {
            // A reset may take bytes with it that the peer has not read yet; a proper end does not.
            long headers = 5_000L * server.requests().size();
            assertThat(server.bodyBytesSent()).isLessThan(storedBytes() + headers);
        }
    }

    private void awaitArrival(long bytes) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (arrivedBytes() < bytes && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private long arrivedBytes() throws IOException {
        long bytes = 0;
        for (String name : Folders.names(folder)) {
            bytes += folder.resolve(name).toFile().length();
        }
        return bytes;
    }

    /** A5, TR4 */
    @Test
    void a_broken_object_of_a_static_host_goes_on_where_it_broke() throws Exception {
        wanted.clear();
        WantedObject object = host.add(1_000_000, 1);
        wanted.add(object);
        AtomicInteger requests = new AtomicInteger();
        server.answer((request, wire) -> {
            if (request.method().equals("GET") && requests.incrementAndGet() == 1) {
                wire.head("200 OK", "Content-Length: 1000000", "ETag: \"v1\"");
                wire.body(host.stored(object), 0, 400_000);
                wire.cut();
            } else {
                host.staticAnswer(request, wire);
            }
        });
        bring(server.uri());
        Folders.assertComplete(folder, wanted);
        assertThat(server.bodyBytesSent()).isEqualTo(1_000_000);
        RawServer.Request resumed = server.requests().get(server.requests().size() - 1);
        assertThat(resumed.header("Range")).isEqualTo("bytes=400000-");
        assertThat(resumed.header("If-Range")).isEqualTo("\"v1\"");
    }

    /** A5: also from one run of the launcher to the next */
    @Test
    void the_next_run_goes_on_where_the_last_one_ended() throws Exception {
        wanted.clear();
        WantedObject object = host.add(1_000_000, 1);
        wanted.add(object);
        server.answer((request, wire) -> {
            byte[] tar = host.tar(request);
            wire.head("200 OK", "Content-Type: application/x-tar", "Content-Length: " + tar.length);
            wire.body(tar, 0, Math.min(tar.length, 60_000));
            wire.cut();
        });
        assertThatThrownBy(() -> bring(server.uri()))
                .isInstanceOfSatisfying(
                        SourceFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.NO_SERVER));
        Folders.assertNothingBad(folder);
        long sent = server.bodyBytesSent();
        server.answer(host::streamAnswer);
        bring(server.uri());
        Folders.assertComplete(folder, wanted);
        assertThat(server.bodyBytesSent() - sent).isLessThan(1_000_000 - 2 * 58_000 + 5_000);
    }

    @Test
    void nobody_there_is_said_with_the_address() throws Exception {
        try (DeafPort deaf = new DeafPort()) {
            URI gone = URI.create("http://127.0.0.1:" + deaf.number() + "/");
            assertThatThrownBy(() -> bring(gone)).isInstanceOfSatisfying(SourceFailure.class, failure -> {
                assertThat(failure.code()).isEqualTo(FailureCode.NO_SERVER);
                assertThat(failure.facts()).first().isEqualTo(gone.toString());
            });
        }
        // The content of length 0 needs no source.
        Folders.assertComplete(folder, List.of(wanted.get(5)));
    }

    @Test
    void a_cancelled_download_ends_soon_even_while_nothing_arrives() {
        server.answer((request, wire) -> {
            wire.head("200 OK", "Content-Type: application/x-tar", "Content-Length: 100000");
            wire.drip(Long.MAX_VALUE);
        });
        AtomicInteger asked = new AtomicInteger();
        Progress cancelling = new Progress() {
            @Override
            public boolean cancelled() {
                return asked.incrementAndGet() > 2;
            }
        };
        try (Download download = new Download(List.of(server.uri()), DownloadLimits.standard())) {
            assertThatThrownBy(() -> download.bring(RELEASE, wanted, folder, cancelling))
                    .isInstanceOfSatisfying(
                            KeepFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(FailureCode.CANCELLED));
        }
    }

    /** F2: a link planted in the folder is not followed */
    @Test
    void a_link_planted_under_the_name_of_a_part_is_not_written_through() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside.part"), "precious");
        for (WantedObject object : wanted) {
            Files.createSymbolicLink(folder.resolve(object.storedName() + ".part"), outside);
            Files.createSymbolicLink(folder.resolve(object.sha256().hex()), outside);
        }
        bring(server.uri());
        assertThat(outside).hasContent("precious");
        Files.delete(outside);
        Folders.assertComplete(folder, wanted);
    }

    /** FS10 */
    @Test
    void our_own_disk_is_not_blamed_on_the_source() {
        assertThatThrownBy(() -> {
                    try (Download download = new Download(List.of(server.uri()), DownloadLimits.standard())) {
                        download.bring(RELEASE, wanted, folder.resolve("not-there"), Progress.SILENT);
                    }
                })
                .isInstanceOfSatisfying(KeepFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.DISK);
                    assertThat(failure.facts().get(0).toString()).contains("not-there");
                });
    }
}
