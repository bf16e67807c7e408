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
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(NOTICE);
        assertThat(link.notice()).contains(NOTICE);
    }

    /** A33 */
    @Test
    void well_is_a_file() {
        Path file = folder.resolve("well");
        new ApplicationLink(null, file.toString(), null, null).reportWell();
        assertThat(file).exists();
    }
}
