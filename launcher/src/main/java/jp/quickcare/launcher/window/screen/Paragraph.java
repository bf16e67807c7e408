package jp.quickcare.launcher.window.screen;

import java.awt.Dimension;
import java.awt.Font;
import javax.swing.JTextArea;
import javax.swing.text.View;

/** Text that breaks into lines; whatever stands in it is shown as it is. */
final class Paragraph extends JTextArea {
    private static final long serialVersionUID = 1L;
    private static final int WIDTH = 470;

    private final int width;

    Paragraph(String text, Font font) {
        this(text, font, WIDTH);
    }

    Paragraph(String text, Font font, int points) {
        super(text);
        this.width = Look.length(points);
        setFont(font);
        setLineWrap(true);
        setWrapStyleWord(true);
        setEditable(false);
        setFocusable(false);
        setOpaque(false);
        setBorder(null);
        setAlignmentX(LEFT_ALIGNMENT);
        getAccessibleContext().setAccessibleName(text);
    }

    @Override
    public Dimension getPreferredSize() {
        View lines = getUI().getRootView(this);
        lines.setSize(width, 0);
        return new Dimension(width, (int) Math.ceil(lines.getPreferredSpan(View.Y_AXIS)) + Look.length(1));
    }

    @Override
    public Dimension getMaximumSize() {
        return new Dimension(Integer.MAX_VALUE, getPreferredSize().height);
    }

    @Override
    public Dimension getMinimumSize() {
        return getPreferredSize();
    }
}
