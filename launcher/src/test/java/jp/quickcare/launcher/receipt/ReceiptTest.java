package jp.quickcare.launcher.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.SafePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReceiptTest {
    @TempDir
    Path folder;

    private static Receipt receipt(int count) throws Exception {
        List<ReceiptEntry> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SafePath path = SafePath.of("資料/folder " + i % 100 + "/file " + i + ".jar");
            files.add(new ReceiptEntry(
                    path, i, Sha256.of(new byte[i % 50]), i % 2 == 0, 1_700_000_000_123_456_789L + i, "" + i));
        }
        return new Receipt("qc", "1.4.26", 42, "any", Sha256.of(new byte[] {1}), files);
    }

    @Test
    void what_is_written_is_read_again() throws Exception {
        Path file = folder.resolve("receipt");
        Receipt receipt = receipt(100);
        receipt.write(file);
        assertThat(Receipt.read(file)).contains(receipt);
    }

    /** A receipt of 30,000 files is written and read again. */
    @Test
    void a_large_release_has_a_receipt_too() throws Exception {
        Path file = folder.resolve("receipt");
        Receipt receipt = receipt(30_000);
        receipt.write(file);
        assertThat(Receipt.read(file)).contains(receipt);
    }

    /** FS13: every single byte counts. */
    @Test
    void an_edited_receipt_is_not_there() throws Exception {
        Path file = folder.resolve("receipt");
        receipt(3).write(file);
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            assertThat(Receipt.read(file)).as("byte %d", i).isEmpty();
        }
    }

    /** FS13 */
    @Test
    void a_cut_off_emptied_lengthened_or_foreign_receipt_is_not_there() throws Exception {
        Path file = folder.resolve("receipt");
        receipt(3).write(file);
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThat(Receipt.read(file)).as("%d bytes", length).isEmpty();
        }
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertThat(Receipt.read(file)).isEmpty();
        Files.writeString(file, "some other program's receipt, long enough to hold a checksum line\n".repeat(3));
        assertThat(Receipt.read(file)).isEmpty();
        Files.delete(file);
        assertThat(Receipt.read(file)).isEmpty();
        Files.createDirectory(file);
        assertThat(Receipt.read(file)).isEmpty();
    }

    /** FS13: the checksum keeps nobody from writing one; such a receipt still cannot point out of the folder. */
    @Test
    void a_path_that_is_not_safe_is_no_receipt_whatever_its_checksum_says() throws Exception {
        Path file = folder.resolve("receipt");
        String text = "quickcare-receipt 1\nqc\t1\t1\tany\t" + "0".repeat(64) + "\n1\t1\t-\t" + "0".repeat(64)
                + "\t-\t../../etc/passwd\n";
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        Files.writeString(file, text + "crc32\t" + String.format("%08x", crc.getValue()) + "\n");
        assertThat(Receipt.read(file)).isEmpty();
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java tells no number of a file there")
    @Test
    void the_quick_check_sees_size_time_and_another_file_of_the_same_name() throws Exception {
        Home home = new Home(folder);
        Files.createDirectories(home.app().resolve("lib"));
        Files.createDirectories(home.state());
        Path file = Files.writeString(home.app().resolve("lib/a.jar"), "content");
        FileStamp stamp = FileStamp.of(file);
        new Receipt(
                        "qc",
                        "1",
                        1,
                        "any",
                        Sha256.of(new byte[0]),
                        List.of(new ReceiptEntry(
                                SafePath.of("lib/a.jar"),
                                stamp.lengthBytes(),
                                Sha256.of(new byte[0]),
                                false,
                                stamp.mtimeNanos(),
                                stamp.fileKey())))
                .write(home.receipt());
        assertThat(QuickCheck.of(home)).isNotNull().matches(QuickCheck::intact).matches(check -> check.counter() == 1);

        Files.copy(file, home.app().resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(home.app().resolve("copy"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(QuickCheck.of(home)).isNotNull().matches(check -> "lib/a.jar".equals(check.changedPath()));

        Files.delete(file);
        assertThat(QuickCheck.of(home)).isNotNull().matches(check -> !check.intact());
        Files.delete(home.receipt());
        assertThat(QuickCheck.of(home)).isNull();
    }
}
