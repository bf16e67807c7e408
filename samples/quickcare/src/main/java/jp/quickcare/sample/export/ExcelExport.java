package jp.quickcare.sample.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.quickcare.sample.Texts;
import jp.quickcare.sample.record.Dates;
import jp.quickcare.sample.record.Note;
import jp.quickcare.sample.record.Resident;
import jp.quickcare.sample.record.Vitals;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A workbook of two sheets: vital signs and notes. */
public final class ExcelExport implements RecordExport {

    @Override
    public void write(Resident resident, List<Vitals> vitals, List<Note> notes, Path file) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            Sheet signs = workbook.createSheet(Texts.text("vitals.title"));
            row(
                    signs,
                    Texts.text("vitals.day"),
                    Texts.text("vitals.pressure"),
                    Texts.text("vitals.pulse"),
                    Texts.text("vitals.temperature"),
                    Texts.text("vitals.oxygen"));
            for (Vitals v : vitals) {
                row(
                        signs,
                        v.day().toString(),
                        v.systolic() + "/" + v.diastolic(),
                        v.pulse(),
                        v.temperature(),
                        v.oxygen());
            }
            Sheet written = workbook.createSheet(Texts.text("notes.title"));
            for (Note note : notes) {
                row(written, Dates.minute(note.written()), note.author(), note.text());
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                workbook.write(out);
            }
        }
    }

    private static void row(Sheet sheet, Object... values) {
        Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
        for (Object value : values) {
            var cell = row.createCell(Math.max(0, row.getLastCellNum()));
            if (value instanceof Number number) {
                cell.setCellValue(number.doubleValue());
            } else {
                cell.setCellValue(value.toString());
            }
        }
    }
}
