package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseChunks;
import jp.quickcare.manifest.release.ReleaseManifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F3: from a release that no delta begins with, or a damaged one, most of what is there is used. */
class ChunkE2EIT {

    @TempDir
    static Path template;

    @TempDir
    Path temp;

    private World world;

    /** Made once; each test works on a copy. Deltas are only from the release before. */
    @BeforeAll
    static void a_site_has_four_releases() throws IOException {
        Vendor vendor = Vendor.init(template.resolve("vendor"), "tiny");
        Site site = Site.init(template.resolve("site"), vendor);
        for (int release = 1; release <= 4; release++) {
            Path folder = folder(template, release);
            vendor.publish(
                    "tiny",
                    release + ".0",
                    "linux-x64",
                    folder,
                    folder.resolveSibling(folder.getFileName() + ".json"),
                    "--deltas",
                    "1");
            if (release != 2) {
                site.importFrom(vendor);
            }
        }
        site.offer("tiny", "1.0", "required");
    }

    @BeforeEach
    void the_site_serves_them() {
        World.copy(template, temp);
        world = new World(temp, new Vendor(temp.resolve("vendor")), new Site(temp.resolve("site")).serve());
    }

    @AfterEach
    void the_server_ends() {
        world.close();
    }

    private static Path folder(Path parent, int release) throws IOException {
        return TinyLibrary.write(parent, release, entry -> entry == 50 + release);
    }

    private Path object(Sha256 sha256) {
        return world.site()
                .folder()
                .resolve("repository/objects/" + sha256.hex().substring(0, 2) + "/" + sha256.hex());
    }

    private Path wholeLibrary(int release) throws IOException {
        return object(Sha256.of(Files.readAllBytes(temp.resolve("r" + release).resolve(TinyLibrary.PATH))));
    }

    private ReleaseChunks chunks(int release) throws Exception {
        Path manifests = world.site().folder().resolve("repository/release/targets/tiny/" + release + ".0");
        try (var files = Files.list(manifests)) {
            return ReleaseManifest.parse(Files.readAllBytes(files.findFirst().orElseThrow()))
                    .chunks()
                    .orElseThrow();
        }
    }

    private void requireInstalled(Client client, int release) throws IOException {
        client.launcher("verify").expect(0);
        assertThat(Files.mismatch(
                        client.file(TinyLibrary.PATH),
                        temp.resolve("r" + release).resolve(TinyLibrary.PATH)))
                .isEqualTo(-1);
    }

    /** F3: three releases behind, where deltas are made from one; and then a damaged file of the new one. */
    @Test
    void a_pc_far_behind_and_a_damaged_one_bring_only_what_they_lack() throws Exception {
        Client client = world.install("home");
        world.offer(4, "required");
        // Only chunks lead to the library now.
        Files.move(wholeLibrary(4), temp.resolve("aside"));

        assertThat(client.launcher("plan").expect(0).out())
                .contains("Chunks are brought: no delta begins with what is here")
                .containsPattern("Chunks: +\\d+(\\.\\d)? kB, \\d+(\\.\\d)? (B|kB) of it their index");
        assertThat(client.launcher("plan", "--language", "ja").expect(0).out()).contains("チャンクで取得します。");
        client.launcher("update", "--silent").expect(0);
        requireInstalled(client, 4);
        assertThat(client.click().expect(0).out()).contains("APP 4 UP");

        byte[] library = Files.readAllBytes(client.file(TinyLibrary.PATH));
        Arrays.fill(library, 500_000, 500_100, (byte) 0);
        Files.write(client.file(TinyLibrary.PATH), library);
        client.launcher("verify").expect(11);
        client.launcher("update", "--silent").expect(0);
        requireInstalled(client, 4);
        assertThat(client.home().resolve("state/failed-deltas")).doesNotExist();
    }

    /** F3, CT2, CT7: a pack that lies is refused once, whole files come, and the next honest one is taken. */
    @Test
    void chunks_that_lie_are_refused_once_and_the_update_completes_with_whole_files() throws Exception {
        Client client = world.install("home");
        Path object = object(chunks(3).sha256());
        byte[] lying = Files.readAllBytes(object);
        Arrays.fill(lying, chunks(3).indexBytes(), lying.length, (byte) 3);
        Files.write(object, lying);
        world.offer(3, "required");

        assertThat(client.launcher("plan").expect(0).out()).contains("Chunks are brought");
        assertThat(client.launcher("update", "--silent").expect(0).err()).doesNotContain("\tat ");
        requireInstalled(client, 3);
        assertThat(client.home().resolve("state/failed-deltas")).content().hasLineCount(1);
        assertThat(client.launcher("why").expect(0).out()).isNotEmpty();

        // The next honest one is taken.
        world.offer(4, "required");
        Files.delete(wholeLibrary(4));
        client.launcher("update", "--silent").expect(0);
        requireInstalled(client, 4);
    }

    /** F3, TR7: chunks of one server that are wrong are brought again of the next, and count against nobody else. */
    @Test
    void chunks_that_lie_on_one_server_come_from_the_next() throws Exception {
        Client client = world.install("home");
        Path object = object(chunks(4).sha256());
        byte[] right = Files.readAllBytes(object);
        byte[] lying = right.clone();
        Arrays.fill(lying, chunks(4).indexBytes(), lying.length, (byte) 3);
        Files.write(object, lying);
        world.offer(4, "required");
        Files.delete(wholeLibrary(4));
        HttpServer mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext(
                "/", exchange -> parts(exchange, object.getFileName().toString(), right));
        mirror.start();
        try {
            Path settings = client.home().resolve("state/install.properties");
            Files.writeString(
                    settings,
                    Files.readString(settings)
                            .replaceFirst(
                                    "(?m)^(server=.*)$",
                                    "$1 http://127.0.0.1:" + mirror.getAddress().getPort() + "/"));
            client.launcher("update", "--silent").expect(0);
        } finally {
            mirror.stop(0);
        }

        requireInstalled(client, 4);
        assertThat(client.home().resolve("state/failed-deltas")).doesNotExist();
    }

    /** A static host of one object. */
    private static void parts(HttpExchange exchange, String name, byte[] content) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null || !exchange.getRequestURI().getPath().endsWith("/" + name)) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int length = Integer.parseInt(ends[1]) + 1 - from;
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + ends[1] + "/" + content.length);
        exchange.sendResponseHeaders(206, length);
        // To end the exchange would end the connection, with what has not yet been sent.
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(content, from, length);
        }
    }

    /** F3: an index that is not what is signed is not even read. */
    @Test
    void an_index_that_is_not_what_is_signed_is_done_without() throws Exception {
        Client client = world.install("home");
        Path object = object(chunks(4).sha256());
        byte[] lying = Files.readAllBytes(object);
        lying[chunks(4).indexBytes() / 2] ^= 1;
        Files.write(object, lying);
        world.offer(4, "required");

        assertThat(client.launcher("plan").expect(0).out())
                .containsPattern("Chunks: .* not known: no server gives their index");
        client.launcher("update", "--silent").expect(0);

        requireInstalled(client, 4);
        assertThat(client.home().resolve("state/failed-deltas")).doesNotExist();
    }
}
