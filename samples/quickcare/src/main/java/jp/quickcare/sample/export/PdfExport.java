package jp.quickcare.sample.export;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
 * One A4 page. The text is drawn by Java and put in as a picture, so that every system's Japanese font will do:
 * PDF cannot embed the collections that most of these come in.
 */
public final class PdfExport implements RecordExport {

    /** Pixels for each point of the page: 216 dpi, sharp in print. */
    private static final int SCALE = 3;

    private static final int MARGIN = 48;

    @Override
    public void write(Resident resident, List<Vitals> vitals, List<Note> notes, Path file) throws IOException {
        PDRectangle a4 = PDRectangle.A4;
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle(Texts.text("export.title") + " " + resident.name());
            PDPage page = new PDPage(a4);
            document.addPage(page);
            var picture = LosslessFactory.createFromImage(document, drawn(resident, vitals, notes, a4));
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(picture, 0, 0, a4.getWidth(), a4.getHeight());
            }
            document.save(file.toFile());
        }
    }

    private static BufferedImage drawn(Resident resident, List<Vitals> vitals, List<Note> notes, PDRectangle size) {
        BufferedImage image = new BufferedImage(
                (int) (size.getWidth() * SCALE), (int) (size.getHeight() * SCALE), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(Color.BLACK);
        g.scale(SCALE, SCALE);
        int y = line(g, MARGIN + 16, Look.bold(1.4), Texts.text("export.title") + "  " + resident.name());
        y = line(g, y, Look.font(0.8), Dates.full(Dates.today()) + "  " + Texts.text("record.room", resident.room()));
        y = line(g, y + 12, Look.bold(1), Texts.text("vitals.title"));
        for (Vitals v : vitals) {
            y = line(
                    g,
                    y,
                    Look.font(0.8),
                    "%s   %d/%d mmHg   %d bpm   %.1f °C   %d %%"
                            .formatted(
                                    Dates.brief(v.day()),
                                    v.systolic(),
                                    v.diastolic(),
                                    v.pulse(),
                                    v.temperature(),
                                    v.oxygen()));
        }
        y = line(g, y + 12, Look.bold(1), Texts.text("notes.title"));
        for (Note note : notes) {
            y = line(
                    g,
                    y,
                    Look.font(0.8),
                    Dates.minute(note.written()) + "  " + note.author() + "   "
                            + note.text().replace('\n', ' '));
        }
        g.dispose();
        return image;
    }

    /** @return where the next line goes */
    private static int line(Graphics2D g, int y, Font font, String text) {
        g.setFont(font);
        g.drawString(text, MARGIN, y);
        return y + g.getFontMetrics().getHeight();
    }
}
