package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that lie, stall or flood: each is refused for its reason, leaves nothing bad, and cannot block an honest one. */
class BadSourceIT {
    private static final Sha256 RELEASE = Sha256.of(new byte[] {1});

    @TempDir
    private Path folder;

    private RawServer bad;
    private RawServer honest;

    @BeforeEach
    void serve() throws IOException {
        bad = new RawServer(Attacks.HOST::streamAnswer);
        honest = new RawServer(Attacks.HOST::streamAnswer);
    }

    @AfterEach
    void end() throws IOException {
        bad.close();
        honest.close();
    }

    @ParameterizedTest
    @MethodSource("jp.quickcare.launcher.fetch.Attacks#all")
    void it_is_refused_with_its_reason_and_the_next_honest_download_succeeds(Attacks.Attack attack) throws Exception {
        bad.answer(attack.answer());
        try (Download download = new Download(List.of(bad.uri()), QuickLimits.LIMITS)) {
            assertThatThrownBy(() -> download.bring(RELEASE, Attacks.WANTED, folder, Progress.SILENT))
                    .isInstanceOfSatisfying(SourceFailure.class, failure -> {
                        assertThat(failure.code()).isEqualTo(attack.code());
                        assertThat(failure.facts()).first().isEqualTo(bad.uri().toString());
                    })
                    .hasMessageContaining(attack.reason());
        }
        Folders.assertNothingBad(folder);
        try (Download download = new Download(List.of(honest.uri()), DownloadLimits.standard())) {
            assertThat(download.bring(RELEASE, Attacks.WANTED, folder, Progress.SILENT))
                    .isEmpty();
        }
        Folders.assertComplete(folder, Attacks.WANTED);
    }

    /** TR7 */
    @ParameterizedTest
    @MethodSource("jp.quickcare.launcher.fetch.Attacks#all")
    void it_cannot_block_an_honest_mirror(Attacks.Attack attack) throws Exception {
        bad.answer(attack.answer());
        try (Download download = new Download(List.of(bad.uri(), honest.uri()), QuickLimits.LIMITS)) {
            assertThat(download.bring(RELEASE, Attacks.WANTED, folder, Progress.SILENT))
                    .isEmpty();
        }
        Folders.assertComplete(folder, Attacks.WANTED);
    }

    /** TR7 */
    @Test
    void who_lied_once_is_not_asked_again() throws Exception {
        bad.answer(Attacks.serving(Attacks.PLAIN, Attacks.changed(Attacks.HOST.stored(Attacks.PLAIN))));
        try (Download download = new Download(List.of(bad.uri(), honest.uri()), QuickLimits.LIMITS)) {
            download.bring(RELEASE, List.of(Attacks.PLAIN), folder, Progress.SILENT);
            int asked = bad.requests().size();
            download.bring(RELEASE, Attacks.WANTED, folder, Progress.SILENT);
            assertThat(bad.requests()).hasSize(asked);
        }
        Folders.assertComplete(folder, Attacks.WANTED);
    }

    /** TR7: a stale mirror is no liar, it only lacks the new */
    @Test
    void a_stale_mirror_brings_what_it_has() throws Exception {
        HonestHost stale = new HonestHost();
        stale.put(Attacks.PLAIN, Attacks.HOST.stored(Attacks.PLAIN));
        bad.answer(stale::staticAnswer);
        try (Download download = new Download(List.of(bad.uri(), honest.uri()), QuickLimits.LIMITS)) {
            assertThat(download.bring(RELEASE, Attacks.WANTED, folder, Progress.SILENT))
                    .isEmpty();
        }
        Folders.assertComplete(folder, Attacks.WANTED);
        assertThat(bad.bodyBytesSent()).isEqualTo(Attacks.PLAIN.storedBytes());
    }

    /** TR7: half of an object from a liar is not held against the honest one that goes on with it */
    @Test
    void a_poisoned_part_costs_a_second_transfer_and_nothing_else() throws Exception {
        Files.write(folder.resolve(Attacks.PLAIN.storedName() + ".part"), new byte[50_000]);
        Files.write(folder.resolve(Attacks.COMPRESSED.storedName() + ".part"), new byte[50_000]);
        try (Download download = new Download(List.of(honest.uri()), QuickLimits.LIMITS)) {
            assertThat(download.bring(RELEASE, Attacks.WANTED, folder, Progress.SILENT))
                    .isEmpty();
        }
        Folders.assertComplete(folder, Attacks.WANTED);
    }

    /** TR4: the object has changed under its name, and a range of the new one does not fit the old beginning */
    @Test
    void a_resumed_object_that_changed_is_brought_anew_from_another() throws Exception {
        AtomicInteger gets = new AtomicInteger();
        bad.answer(Attacks.stat((request, wire) -> {
            if (gets.incrementAndGet() == 1) {
                wire.head("200 OK", "Content-Length: 100000", "ETag: \"a\"");
                wire.body(Attacks.HOST.stored(Attacks.PLAIN), 0, 70_000);
                wire.cut();
            } else {
                wire.head(
                        "206 Partial Content",
                        "ETag: \"a\"",
                        "Content-Range: bytes 70000-99999/100000",
                        "Content-Length: 30000");
                wire.body(Attacks.HOST.stored(Attacks.OTHER), 70_000, 30_000);
            }
        }));
        try (Download download = new Download(List.of(bad.uri(), honest.uri()), QuickLimits.LIMITS)) {
            assertThat(download.bring(RELEASE, List.of(Attacks.PLAIN), folder, Progress.SILENT))
                    .isEmpty();
        }
        Folders.assertComplete(folder, List.of(Attacks.PLAIN));
    }

    /** CT2 */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 99_999, 100_001, 1L << 31, Long.MAX_VALUE})
    void a_signed_length_that_is_not_the_content_s_ends_in_a_refusal(long length) throws Exception {
        WantedObject impossible = new WantedObject(Attacks.PLAIN.sha256(), length, OptionalLong.empty());
        for (RawServer.Answer answer :
                List.<RawServer.Answer>of(Attacks.HOST::streamAnswer, Attacks.HOST::staticAnswer)) {
            honest.answer(answer);
            try (Download download = new Download(List.of(honest.uri()), QuickLimits.LIMITS)) {
                assertThatThrownBy(() -> download.bring(RELEASE, List.of(impossible), folder, Progress.SILENT))
                        .isInstanceOfSatisfying(
                                SourceFailure.class,
                                failure -> assertThat(failure.code()).isEqualTo(FailureCode.NOT_TRUSTED));
            }
            Folders.assertNothingBad(folder);
        }
        try (Download download = new Download(List.of(honest.uri()), QuickLimits.LIMITS)) {
            assertThat(download.bring(RELEASE, Attacks.WANTED, folder, Progress.SILENT))
                    .isEmpty();
        }
        Folders.assertComplete(folder, Attacks.WANTED);
    }

    /** TR5, CT2: the compressed length may be a lie too */
    @Test
    void a_compressed_length_of_nothing_is_refused() throws Exception {
        WantedObject impossible =
                new WantedObject(Attacks.ZEROS.sha256(), Attacks.ZEROS.lengthBytes(), OptionalLong.of(0));
        try (Download download = new Download(List.of(honest.uri()), QuickLimits.LIMITS)) {
            assertThatThrownBy(() -> download.bring(RELEASE, List.of(impossible), folder, Progress.SILENT))
                    .isInstanceOf(SourceFailure.class);
        }
        assertThat(Folders.names(folder)).noneMatch(Sha256::isHex);
    }
}
