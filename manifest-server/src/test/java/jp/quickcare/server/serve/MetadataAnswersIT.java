package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jp.quickcare.server.settings.ServerSettings;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New metadata in one answer: what a client would ask for file by file, and no more (A2, A20). */
class MetadataAnswersIT {
    private static final String APP = "app=qc&channel=QC&platform=win-x64";
    private static final String NOTHING = "&siteRoot=1&siteSnapshot=0&releaseRoot=1&releaseSnapshot=0";

    @TempDir(factory = MemoryFolder.class)
    private static Path temp = Path.of("");

    private static Path repository = Path.of("");
    private static RepositoryServer server;

    @BeforeAll
    static void a_site_has_taken_over_two_releases_and_offers_one() throws Exception {
        World world = new World(temp)
                .initVendor()
                .publish("1.0")
                .publish("2.0")
                .initSite()
                .importAll()
                .offer("optional");
        repository = world.site().resolve("repository");
        Path settings = Files.writeString(temp.resolve("settings"), "port=0\nbind=127.0.0.1\n");
        server = RepositoryServer.start(repository, ServerSettings.read(settings), List.of());
    }

    @AfterAll
    static void it_ends() {
        server.close();
    }

    private static RawClient.Answer ask(String method, String query) throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            return client.ask(method, "/v1/metadata" + query, "");
        }
    }

    private static Map<String, byte[]> answered(String query) throws IOException {
        RawClient.Answer answer = ask("GET", "?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(file.getValue()).as(file.getKey()).isEqualTo(published(file.getKey()));
        }
        return files;
    }

    private static byte[] published(String path) throws IOException {
        return Files.readAllBytes(repository.resolve(path));
    }

    private static String manifestOnOffer() throws IOException {
        try (Stream<Path> files = Files.list(repository.resolve("release/targets/qc/2.0"))) {
            return repository.relativize(files.findFirst().orElseThrow()).toString();
        }
    }

    private static long newest(String metadata, String role) throws IOException {
        try (Stream<Path> files = Files.list(repository.resolve(metadata))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("." + role + ".json"))
                    .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
                    .max()
                    .orElseThrow();
        }
    }

    @Test
    void who_has_nothing_gets_both_repositories_and_the_manifest_on_offer() throws IOException {
        String site = "site/metadata/";
        String release = "release/metadata/";
        assertThat(answered(APP + NOTHING).keySet())
                .containsExactlyInAnyOrder(
                        site + "timestamp.json",
                        site + newest(site, "snapshot") + ".snapshot.json",
                        site + newest(site, "targets") + ".targets.json",
                        release + "timestamp.json",
                        release + newest(release, "snapshot") + ".snapshot.json",
                        release + newest(release, "targets") + ".targets.json",
                        release + newest(release, "qc") + ".qc.json",
                        manifestOnOffer());
    }

    @Test
    void who_has_all_of_it_gets_the_timestamps_alone() throws IOException {
        String manifest = manifestOnOffer().replaceAll(".*/([0-9a-f]{64})\\..*", "$1");
        String query = APP + "&siteRoot=1&siteSnapshot=" + newest("site/metadata", "snapshot")
                + "&releaseRoot=1&releaseSnapshot=" + newest("release/metadata", "snapshot") + "&manifest="
                + "0".repeat(64) + "&manifest=" + manifest;
        assertThat(answered(query).keySet())
                .containsExactlyInAnyOrder("site/metadata/timestamp.json", "release/metadata/timestamp.json");
    }

    @Test
    void another_channel_gets_no_manifest() throws IOException {
        assertThat(answered(APP.replace("QC", "TRIAL") + NOTHING)).isNotEmpty().doesNotContainKey(manifestOnOffer());
    }

    @Test
    void newer_roots_come_along_and_older_ones_do_not() throws IOException {
        Map<String, byte[]> files = answered(APP + NOTHING.replace("Root=1", "Root=0"));
        assertThat(files).containsKeys("site/metadata/1.root.json", "release/metadata/1.root.json");
        assertThat(answered(APP + NOTHING)).doesNotContainKeys("site/metadata/1.root.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app=qc | needs one \"channel\"",
                "app=..&channel=QC&platform=any&siteRoot=1 | application",
                "app=qc&app=qc&channel=QC&platform=any | needs one \"app\"",
                "app=qc&channel=QC&platform=any&siteRoot=-1 | \"siteRoot\" is no version",
                "app=qc&channel=QC&platform=any&siteRoot=1&siteSnapshot=9999999999999999999 | no version",
                "app=qc&channel=QC&platform=any&siteRoot=1&siteSnapshot= | no version",
                "manifest=../../etc/passwd | no question about metadata"
            })
    void a_question_that_cannot_be_understood_is_told_so(String query, String reason) throws IOException {
        RawClient.Answer answer = ask("GET", "?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text().replace("\\\"", "\"")).contains(reason);
    }

    @Test
    void nothing_but_get_is_allowed() throws IOException {
        assertThat(ask("PUT", "?" + APP + NOTHING).status()).isEqualTo(405);
    }

    @Test
    void what_is_damaged_is_left_for_the_client_to_find() throws Exception {
        Path damaged = temp.resolve("damaged");
        Files.createDirectories(damaged.resolve("release/metadata"));
        Files.writeString(damaged.resolve("release/metadata/timestamp.json"), "{");
        PublishedFiles files = new PublishedFiles(damaged);
        MetadataQuestion.Held held = new MetadataQuestion.Held(1, 0);
        assertThat(MetadataNews.of(files, new MetadataQuestion("qc", "QC", "any", held, held, java.util.Set.of())))
                .containsOnlyKeys("release/metadata/timestamp.json");
    }
}
