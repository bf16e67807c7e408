package jp.quickcare.delta.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.quickcare.delta.container.ByteSource;
import org.junit.jupiter.api.Test;

class EntriesTest {
    // docs/delta-format.md: "the counterpart's first entry of the same name".
    @Test
    void finds_the_first_entry_of_a_name() throws IOException {
        ZipEntries entries = entries(List.of("a", "b/", "b/c", "b/d", ""));
        // Two of the same name, as no Java would write them: the directory and the header of the fourth say b/c as
        // well.
        byte[] twice = entries.source().bytes(0, (int) entries.source().length());
        replace(twice, "b/d", "b/c");
        ZipEntries same = EntriesReader.read(ByteSource.of(twice)).orElseThrow();

        assertThat(same.find("b/c".getBytes(UTF_8))).isEqualTo(2);
        assertThat(same.find("a".getBytes(UTF_8))).isZero();
        assertThat(same.find(new byte[0])).isEqualTo(4);
        assertThat(same.find("b/d".getBytes(UTF_8))).isNegative();
        assertThat(entries.find("b/d".getBytes(UTF_8))).isEqualTo(3);
    }

    @Test
    void finds_none_in_an_empty_zip() throws IOException {
        assertThat(entries(List.of()).find("a".getBytes(UTF_8))).isNegative();
    }

    private static ZipEntries entries(List<String> names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                ZipEntry entry = new ZipEntry(name);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(0);
                entry.setCrc(new CRC32().getValue());
                zip.putNextEntry(entry);
            }
        }
        return EntriesReader.read(ByteSource.of(bytes.toByteArray())).orElseThrow();
    }

    private static void replace(byte[] bytes, String name, String by) {
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            System.arraycopy(by.getBytes(UTF_8), 0, bytes, at, by.length());
        }
    }
}
