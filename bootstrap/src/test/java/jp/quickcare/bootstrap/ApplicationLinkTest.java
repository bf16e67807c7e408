package jp.quickcare.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationLinkTest {
    private static final UpdateNotice NOTICE = new UpdateNotice("2.0", "新しい版");

    @TempDir
    Path folder;

    @Test
    void in_the_same_jvm_a_notice_is_heard_once_whenever_one_listens() {
        ApplicationLink link = ApplicationLink.inThisJvm(new File("home"), new String[0]);
        List<UpdateNotice> before = new ArrayList<>();
        List<UpdateNotice> after = new ArrayList<>();
        assertThat(link.notice()).isEmpty();
        link.onNotice(before::add);
        link.announce(NOTICE);
        link.announce(NOTICE);
        link.onNotice(after::add);
        assertThat(before).containsExactly(NOTICE);
        assertThat(after).containsExactly(NOTICE);
        assertThat(link.notice()).contains(NOTICE);
        assertThat(ApplicationLink.current()).contains(link);
    }

    @Test
    void from_another_process_a_notice_is_heard_when_its_file_appears() throws Exception {
        Path file = folder.resolve("notice");
        ApplicationLink link = new ApplicationLink(file.toString(), null, null, null);
        BlockingQueue<UpdateNotice> heard = new LinkedBlockingQueue<>();
        link.onNotice(heard::add);
        assertThat(link.notice()).isEmpty();
        Path unfinished = Files.writeString(folder.resolve("new"), "2.0\n新しい版\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        assertThat(heard.poll(120, TimeUnit.SECONDS)).isEqualTo(NOTICE);
        assertThat(link.notice()).contains(NOTICE);
    }

    /** A33 */
    @Test
    void well_is_a_file() {
        Path file = folder.resolve("well");
        new ApplicationLink(null, file.toString(), null, null).reportWell();
        assertThat(file).exists();
    }

    /** A6, F4 */
    @Test
    void in_the_same_jvm_a_wish_is_taken_once_and_its_progress_is_heard() {
        ApplicationLink link = ApplicationLink.inThisJvm(new File("home"), new String[0]);
        List<UpdateDownload> heard = new ArrayList<>();
        assertThat(link.takeDownloadWish()).isFalse();
        link.downloadInBackground(heard::add);
        assertThat(link.takeDownloadWish()).isTrue();
        assertThat(link.takeDownloadWish()).isFalse();
        UpdateDownload now = new UpdateDownload(UpdateDownload.State.RUNNING, 1, 2);
        link.tellDownload(now);
        assertThat(heard).containsExactly(now);
    }

    /** A6, F4 */
    @Test
    void from_another_process_a_wish_is_a_file_and_its_progress_another() throws Exception {
        Path before = Files.writeString(folder.resolve("progress"), "failed 0 0\n");
        ApplicationLink link = new ApplicationLink(folder.resolve("notice").toString(), null, null, null);
        BlockingQueue<UpdateDownload> heard = new LinkedBlockingQueue<>();
        link.downloadInBackground(heard::add);
        assertThat(folder.resolve("download")).exists();
        assertThat(before).doesNotExist();
        Files.writeString(before, "half a li");
        UpdateDownload ready = new UpdateDownload(UpdateDownload.State.READY, 7, 7);
        Path unfinished = Files.writeString(folder.resolve("new"), ready.line() + "\n");
        Files.move(unfinished, before, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(heard.poll(120, TimeUnit.SECONDS)).isEqualTo(ready);
    }
}
