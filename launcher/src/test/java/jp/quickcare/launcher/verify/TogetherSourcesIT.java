package jp.quickcare.launcher.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.fetch.RawServer;
import jp.quickcare.launcher.fetch.ZippedMetadata;
import jp.quickcare.launcher.verify.Sources.Repository;
import jp.quickcare.launcher.verify.Sources.Source;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One question in place of ten, where a server answers it: on a line of 30 ms each of them is felt (A20). */
class TogetherSourcesIT {
    private static final int MAX_BYTES = 1_000;
    private static final Held HELD = new Held("app=qc&siteRoot=1");
    private static final String DIGEST = "a".repeat(64);

    private final Map<String, byte[]> together = new LinkedHashMap<>();
    private volatile String status = "200 OK";
    private volatile boolean cut;
    private RawServer server;

    @SuppressWarnings("NullAway.Init")
    private Sources sources;

    @SuppressWarnings("NullAway.Init")
    private Source site;

    @SuppressWarnings("NullAway.Init")
    private Source release;

    @BeforeEach
    void serve() throws IOException {
        server = new RawServer(this::answer);
    }

    /** Not before the server has its answer: it is asked at once. */
    private void check() {
        sources = new HttpSources(DownloadLimits.standard()).knowing(HELD, List.of(server.uri()));
        site = sources.open(server.uri(), Repository.SITE);
        release = sources.open(server.uri(), Repository.RELEASE);
    }

    @AfterEach
    void end() throws IOException {
        sources.close();
        site.close();
        release.close();
        server.close();
    }

    private void answer(RawServer.Request request, RawServer.Wire wire) throws IOException {
        if (!request.path().startsWith("/v1/metadata?")) {
            wire.ok("application/json", bytes("single"));
        } else if (cut) {
            wire.cut();
        } else if (status.startsWith("200")) {
            wire.ok("application/zip", ZippedMetadata.of(together));
        } else {
            wire.status(status);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String fetch(Source source, String name) throws Exception {
        return new String(source.fetch(name, MAX_BYTES), StandardCharsets.US_ASCII);
    }

    private List<String> asked() {
        return server.requests().stream().map(RawServer.Request::path).toList();
    }

    @Test
    void both_repositories_and_the_manifest_come_in_one_answer_and_nothing_else_is_asked() throws Exception {
        String manifest = "qc/1.0/" + DIGEST + ".win-x64.json";
        together.put("site/metadata/timestamp.json", bytes("site"));
        together.put("site/metadata/2.root.json", bytes("second root"));
        together.put("release/metadata/timestamp.json", bytes("release"));
        together.put("release/metadata/7.snapshot.json", bytes("snapshot"));
        together.put("release/targets/" + manifest, bytes("manifest"));
        check();
        assertThat(fetch(site, "2.root.json")).isEqualTo("second root");
        assertThatThrownBy(() -> fetch(site, "3.root.json")).isInstanceOf(MetadataMissing.class);
        assertThat(fetch(site, "timestamp.json")).isEqualTo("site");
        assertThatThrownBy(() -> fetch(release, "2.root.json")).isInstanceOf(MetadataMissing.class);
        assertThat(fetch(release, "timestamp.json")).isEqualTo("release");
        assertThat(fetch(release, "7.snapshot.json")).isEqualTo("snapshot");
        assertThat(release.fetchTarget(manifest, MAX_BYTES)).isEqualTo(bytes("manifest"));
        assertThat(asked()).containsExactly("/v1/metadata?" + HELD.question());
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void the_server_is_asked_before_anything_is_wanted_of_it() throws Exception {
        together.put("site/metadata/timestamp.json", bytes("site"));
        check();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (asked().isEmpty()) {
            assertThat(System.nanoTime()).as("nobody asks").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(fetch(site, "timestamp.json")).isEqualTo("site");
        assertThat(asked()).hasSize(1);
    }

    /** A12: by it a running application hears of news. */
    @Test
    void a_timestamp_that_came_along_has_the_entity_tag_that_the_server_gives_it() throws Exception {
        together.put("site/metadata/timestamp.json", bytes("site"));
        check();
        fetch(site, "timestamp.json");
        assertThat(site.entityTag("timestamp.json"))
                .contains("\"" + Sha256.of(bytes("site")).hex() + "\"");
        assertThat(site.entityTag("7.snapshot.json")).isEmpty();
        assertThat(release.entityTag("timestamp.json")).isEmpty();
    }

    @Test
    void what_did_not_come_along_is_asked_for_by_itself() throws Exception {
        together.put("site/metadata/timestamp.json", bytes("site"));
        check();
        assertThat(fetch(site, "9.targets.json")).isEqualTo("single");
        assertThat(fetch(release, "2.root.json")).isEqualTo("single");
        assertThat(asked()).contains("/site/metadata/9.targets.json", "/release/metadata/2.root.json");
    }

    @Test
    void a_host_that_knows_no_such_question_is_asked_it_once_and_then_file_by_file() throws Exception {
        status = "404 Not Found";
        check();
        assertThat(fetch(site, "2.root.json")).isEqualTo("single");
        assertThat(fetch(release, "timestamp.json")).isEqualTo("single");
        assertThat(asked().stream().filter(path -> path.startsWith("/v1/"))).hasSize(1);
    }

    /** A32: who waits for a silent server waits once. */
    @Test
    void an_answer_that_breaks_off_is_the_server_s_answer_to_both() {
        cut = true;
        check();
        assertThatThrownBy(() -> fetch(site, "2.root.json")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> fetch(release, "2.root.json")).isInstanceOf(IOException.class);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void what_came_along_is_no_longer_than_it_may_be() {
        together.put("site/metadata/timestamp.json", bytes("x".repeat(MAX_BYTES + 1)));
        check();
        assertThatThrownBy(() -> fetch(site, "timestamp.json")).isInstanceOf(LengthException.class);
    }
}
