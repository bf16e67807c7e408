package jp.quickcare.sample.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import jp.quickcare.sample.look.Look;
import jp.quickcare.sample.record.Note;
import jp.quickcare.sample.record.Resident;
import jp.quickcare.sample.record.Vitals;
import org.apache.pdfbox.Loader;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordExportTest {

    private static final Resident HANA = new Resident(1, "佐藤 ハナ", "さとう はな", 101, 2, LocalDate.of(1938, 3, 14));
    private static final List<Vitals> VITALS = Vitals.of(HANA, LocalDate.of(2026, 4, 1), 14);
    private static final List<Note> NOTES = List.of(new Note(LocalDateTime.of(2026, 4, 1, 9, 5), "森", "昼食を全量摂取。"));

    @TempDir
    private Path folder;

    @BeforeAll
    static void fonts() {
        System.setProperty("java.awt.headless", "true");
        Look.install();
    }

    @Test
    void a_workbook_has_the_vital_signs_and_the_notes() throws IOException {
        Path file = folder.resolve("record.xlsx");
        new ExcelExport().write(HANA, VITALS, NOTES, file);
        try (InputStream in = Files.newInputStream(file);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            assertThat(workbook.getSheetAt(0).getPhysicalNumberOfRows()).isEqualTo(1 + VITALS.size());
            assertThat(workbook.getSheetAt(0).getRow(1).getCell(2).getNumericCellValue())
                    .isEqualTo(VITALS.get(0).pulse());
            assertThat(workbook.getSheetAt(1).getRow(0).getCell(2).getStringCellValue())
                    .isEqualTo("昼食を全量摂取。");
        }
    }

    @Test
    void a_long_record_goes_on_on_further_pages() throws IOException {
        Path file = folder.resolve("record.pdf");
        List<Note> many = Collections.nCopies(60, new Note(LocalDateTime.of(2026, 4, 1, 9, 5), "森", "記録\n".repeat(3)));
        new PdfExport().write(HANA, VITALS, many, file);
        try (var document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
        }
    }

    @Test
    void a_pdf_is_one_page_named_after_the_resident() throws IOException {
        Path file = folder.resolve("record.pdf");
        new PdfExport().write(HANA, VITALS, NOTES, file);
        try (var document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getDocumentInformation().getTitle()).endsWith("佐藤 ハナ");
        }
    }
}
