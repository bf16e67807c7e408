package jp.quickcare.sample.export;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jp.quickcare.sample.Texts;
import jp.quickcare.sample.look.Look;
import jp.quickcare.sample.record.Dates;
import jp.quickcare.sample.record.Note;
import jp.quickcare.sample.record.Resident;
import jp.quickcare.sample.record.Vitals;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/**
 * Pages of A4. The text is drawn by Java and put in as a picture, so that every system's Japanese font will do: PDF
 * cannot embed the collections that most of these come in.
 */
public final class PdfExport implements RecordExport {

    @Override
    public void write(Resident resident, List<Vitals> vitals, List<Note> notes, Path file) throws IOException {
        PDRectangle a4 = PDRectangle.A4;
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle(Texts.text("export.title") + " " + resident.name());
            for (BufferedImage drawn : pages(resident, vitals, notes)) {
                PDPage page = new PDPage(a4);
                document.addPage(page);
                var picture = LosslessFactory.createFromImage(document, drawn);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(picture, 0, 0, a4.getWidth(), a4.getHeight());
                }
            }
            document.save(file.toFile());
        }
    }

    private static List<BufferedImage> pages(Resident resident, List<Vitals> vitals, List<Note> notes) {
        Font ordinary = Look.font(0.8);
        Font small = Look.font(0.7);
        Sheet sheet = new Sheet();
        sheet.text(Look.bold(1.4), Texts.text("export.title") + "  " + resident.name());
        sheet.text(
                ordinary,
                Dates.full(Dates.today()) + "  " + Texts.text("record.room", Integer.toString(resident.room())));
        sheet.gap(12);
        sheet.text(Look.bold(1), Texts.text("vitals.title"));
        for (Vitals v : vitals) {
            sheet.row(
                    ordinary,
                    95,
                    List.of(
                            Dates.brief(v.day()),
                            v.systolic() + "/" + v.diastolic() + " mmHg",
                            v.pulse() + " bpm",
                            String.format(Locale.ROOT, "%.1f °C", v.temperature()),
                            v.oxygen() + " %"));
        }
        sheet.gap(12);
        sheet.text(Look.bold(1), Texts.text("notes.title"));
        for (Note note : notes) {
            sheet.text(small, Dates.minute(note.written()) + "  " + note.author());
            sheet.text(ordinary, note.text());
            sheet.gap(4);
        }
        return sheet.pages();
    }
}
