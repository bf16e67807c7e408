package jp.quickcare.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jp.quickcare.server.testing.MemoryFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SA1, SA4, FS10: archives that an administrator's browser sends. */
class UploadsIT {
    @TempDir(factory = MemoryFolder.class)
    private Path temp;

    private ConsoleSite site;
    private Visitor visitor;

    @BeforeEach
    void a_site_runs() throws Exception {
        site = new ConsoleSite(temp);
        visitor = new Visitor(site.address());
    }

    @AfterEach
    void it_ends() {
        site.close();
    }

    /** An upload that breaks off leaves nothing, wherever it does; the next one goes through. */
    @Test
    void an_upload_that_breaks_off_at_any_tenth_leaves_nothing() throws Exception {
        visitor.get("/console/releases");
        byte[] archive = Archive.of(site.world.vendor().resolve("repository"));
        byte[] body = Archive.form(visitor.token(), archive);
        Path uploads = site.world.site().resolve("data/uploads");
        for (int tenth = 0; tenth < 10; tenth++) {
            try (Socket socket = new Socket()) {
                socket.connect(site.address());
                OutputStream out = socket.getOutputStream();
                out.write(head(body).getBytes(StandardCharsets.ISO_8859_1));
                out.write(body, 0, body.length * tenth / 10);
                out.flush();
            }
            awaitEmpty(uploads);
        }
        Visitor.Answer answer = uploadInItsTurn(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        awaitEmpty(uploads);
        assertThat(releases("is here")).contains("qc 1.0.0 is here");
    }

    private String head(byte[] body) {
        return visitor.head(
                "POST",
                Uploads.PATH,
                "Content-Type: multipart/form-data; boundary=" + Archive.BOUNDARY,
                "Content-Length: " + body.length);
    }

    /** The page of the releases, once it says this. */
    private String releases(String says) throws Exception {
        String page = visitor.get("/console/releases").body();
        for (int i = 0; i < 1_800 && !page.contains(says); i++) {
            Thread.sleep(50);
            page = visitor.get("/console/releases").body();
        }
        return page;
    }

    private Visitor.Answer upload(byte[] body) throws IOException {
        return visitor.ask(
                "POST",
                Uploads.PATH,
                new String(body, StandardCharsets.ISO_8859_1),
                "Content-Type: multipart/form-data; boundary=" + Archive.BOUNDARY,
                "Content-Length: " + body.length);
    }

    /** The one before, which broke off, is over for the server a moment after its file is gone. */
    private Visitor.Answer uploadInItsTurn(byte[] body) throws Exception {
        Visitor.Answer answer = upload(body);
        for (int i = 0; i < 3_000 && answer.status() == 409; i++) {
            Thread.sleep(20);
            answer = upload(body);
        }
        return answer;
    }

    private static void awaitEmpty(Path folder) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < end) {
            if (!Files.isDirectory(folder)) {
                return;
            }
            try (Stream<Path> all = Files.list(folder)) {
                if (all.findAny().isEmpty()) {
                    return;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError(folder + " is not empty");
    }

    /** SA1, CT7: an archive with other things in it leaves nothing outside and changes nothing. */
    @Test
    void an_archive_that_is_none_is_refused_in_one_sentence() throws Exception {
        visitor.get("/console/releases");
        for (byte[] archive : List.of("not a zip".getBytes(StandardCharsets.US_ASCII), Archive.slip())) {
            byte[] body = Archive.form(visitor.token(), archive);
            assertThat(upload(body).status()).isEqualTo(303);
            String page = releases("result wrong");
            assertThat(page).contains("result wrong").contains("bundle.zip").doesNotContain("Exception");
        }
        assertThat(temp.resolve("evil.txt")).doesNotExist();
        assertThat(site.world.site().resolve("evil.txt")).doesNotExist();
    }

    /** SA4: a file before its token is written nowhere. */
    @Test
    void an_upload_without_our_token_is_refused() throws Exception {
        visitor.get("/console/releases");
        byte[] body = Archive.form("no token of ours", new byte[100_000]);

        assertThat(upload(body).status()).isEqualTo(403);
        awaitEmpty(site.world.site().resolve("data/uploads"));
    }

    /** FS10, F1: somebody else fills the disk meanwhile: it is told as that, nothing is left, and the next one goes through. */
    @Test
    void a_disk_that_gets_full_under_an_upload_is_told() throws Exception {
        Path uploads = Files.createDirectories(site.world.site().resolve("data/uploads"));
        // For those who may not mount it counts as skipped, not as passed.
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", uploads.toString()) == 0, "may not mount");
        try {
            visitor.get("/console/releases");
            byte[] noise = new byte[2_000_000];
            new Random(5).nextBytes(noise);
            byte[] body = Archive.form(visitor.token(), noise);
            try (Socket socket = new Socket()) {
                socket.connect(site.address());
                socket.setSoTimeout(90_000);
                OutputStream out = socket.getOutputStream();
                out.write(head(body).getBytes(StandardCharsets.ISO_8859_1));
                out.write(body, 0, 200_000);
                out.flush();
                awaitBytes(uploads, 150_000);
                assertThat(run("mount", "-o", "remount,size=1m", uploads.toString()))
                        .isZero();
                out.write(body, 200_000, body.length - 200_000);
                out.flush();
                Visitor.Answer answer = Visitor.read(socket.getInputStream());
                assertThat(answer.status()).isEqualTo(507);
                assertThat(answer.body()).contains("could not keep the archive: No space left on device");
            }
            awaitEmpty(uploads);
            assertThat(run("mount", "-o", "remount,size=300m", uploads.toString()))
                    .isZero();
            body = Archive.form(visitor.token(), Archive.of(site.world.vendor().resolve("repository")));
            assertThat(uploadInItsTurn(body).status()).isEqualTo(303);
            assertThat(releases("is here")).contains("qc 1.0.0 is here");
        } finally {
            run("umount", "--lazy", uploads.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void awaitBytes(Path folder, long bytes) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < end) {
            try (Stream<Path> all = Files.list(folder)) {
                if (all.mapToLong(file -> file.toFile().length()).sum() >= bytes) {
                    return;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError(folder + " gets nothing");
    }
}
