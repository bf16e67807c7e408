package jp.quickcare.sample.export;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Text set on pages of A4, in pixels of 1/216 inch; begins a new page where one is full. */
final class Sheet {

    private static final int SCALE = 3;
    private static final int WIDTH = 595;
    private static final int HEIGHT = 842;
    private static final int MARGIN = 48;
    private static final FontRenderContext FINE = new FontRenderContext(null, true, true);

    private final List<BufferedImage> pages = new ArrayList<>();
    private float y = HEIGHT;

    /** @return the pages, in order */
    List<BufferedImage> pages() {
        return List.copyOf(pages);
    }

    /** Adds one line of cells side by side, each {@code width} points wide. */
    void row(Font font, int width, List<String> cells) {
        List<TextLayout> layouts = cells.stream()
                .map(cell -> new TextLayout(cell.isEmpty() ? " " : cell, font, FINE))
                .toList();
        float x = MARGIN;
        float baseline = nextBaseline(layouts.get(0));
        for (TextLayout layout : layouts) {
            draw(layout, x, baseline);
            x += width;
        }
    }

    /** Adds a text, broken into as many lines as it needs. */
    void text(Font font, String text) {
        for (String paragraph : text.split("\n", -1)) {
            AttributedString styled =
                    new AttributedString(paragraph.isEmpty() ? " " : paragraph, Map.of(TextAttribute.FONT, font));
            LineBreakMeasurer lines = new LineBreakMeasurer(styled.getIterator(), FINE);
            int end = styled.getIterator().getEndIndex();
            while (lines.getPosition() < end) {
                TextLayout layout = lines.nextLayout(WIDTH - 2f * MARGIN);
                draw(layout, MARGIN, nextBaseline(layout));
            }
        }
    }

    /** Leaves {@code points} free. */
    void gap(int points) {
        y += points;
    }

    private float nextBaseline(TextLayout layout) {
        float height = (layout.getAscent() + layout.getDescent()) * 1.25f;
        if (y + height > HEIGHT - MARGIN) {
            BufferedImage page = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D g = page.createGraphics();
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, page.getWidth(), page.getHeight());
            g.dispose();
            pages.add(page);
            y = MARGIN;
        }
        y += height;
        return y - layout.getDescent();
    }

    private void draw(TextLayout layout, float x, float baseline) {
        Graphics2D g = pages.get(pages.size() - 1).createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.BLACK);
        g.scale(SCALE, SCALE);
        layout.draw(g, x, baseline);
        g.dispose();
    }
}
