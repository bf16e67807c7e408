package jp.quickcare.sample.look;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.RenderingHints;
import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.border.AbstractBorder;
import javax.swing.border.Border;

/** The few shapes QuickCare is made of: cards, headings, chips and badges. Used on the event thread only. */
public final class Shapes {

    private Shapes() {}

    /** @return a white card with a heading line above its content */
    public static JPanel card(JComponent heading, JComponent content) {
        JPanel card = new JPanel(new BorderLayout(0, 10));
        card.setOpaque(false);
        card.setBorder(BorderFactory.createCompoundBorder(
                rounded(Color.WHITE, Look.LINE, 14), BorderFactory.createEmptyBorder(14, 18, 16, 18)));
        card.add(heading, BorderLayout.NORTH);
        card.add(content, BorderLayout.CENTER);
        return card;
    }

    /** @return a label in the given font and colour */
    public static JLabel label(String text, Font font, Color color) {
        JLabel label = new JLabel(text);
        label.setFont(font);
        label.setForeground(color);
        return label;
    }

    /** @return a short text on a tinted pill */
    public static JComponent chip(String text) {
        JPanel chip = new JPanel(new BorderLayout());
        chip.setOpaque(false);
        chip.add(label(text, Look.font(0.9), Look.ACCENT.darker()));
        chip.setBorder(BorderFactory.createCompoundBorder(
                rounded(Look.TINT, Look.TINT, 18), BorderFactory.createEmptyBorder(2, 10, 3, 10)));
        return chip;
    }

    /** Gives a button the product's colour: it is what most people come here to press. */
    public static JButton primary(JButton button) {
        button.setFont(Look.bold(1.05));
        button.setBackground(Look.ACCENT);
        button.setForeground(Color.WHITE);
        button.putClientProperty(FlatClientProperties.STYLE, "borderWidth:0");
        return button;
    }

    /** @return a border that also fills the (non-opaque) component with a rounded rectangle */
    public static Border rounded(Color fill, Color line, int arc) {
        return new RoundedBorder(fill, line, arc);
    }

    /** @return a disc with one character in it, which stands for a person */
    public static Icon badge(String letter, int size) {
        return new Badge(letter, size);
    }

    private static Graphics2D smooth(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return g;
    }

    private static final class RoundedBorder extends AbstractBorder {
        private static final long serialVersionUID = 1;
        private final Color fill;
        private final Color line;
        private final int arc;

        RoundedBorder(Color fill, Color line, int arc) {
            this.fill = fill;
            this.line = line;
            this.arc = arc;
        }

        @Override
        public void paintBorder(Component c, Graphics graphics, int x, int y, int width, int height) {
            Graphics2D g = smooth(graphics);
            g.setColor(fill);
            g.fillRoundRect(x, y, width - 1, height - 1, arc, arc);
            g.setColor(line);
            g.drawRoundRect(x, y, width - 1, height - 1, arc, arc);
            g.dispose();
        }

        @Override
        public Insets getBorderInsets(Component c, Insets insets) {
            insets.set(1, 1, 1, 1);
            return insets;
        }
    }

    private record Badge(String letter, int size) implements Icon {
        @Override
        public void paintIcon(Component c, Graphics graphics, int x, int y) {
            Graphics2D g = smooth(graphics);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Look.TINT);
            g.fillOval(x, y, size, size);
            g.setColor(Look.ACCENT);
            g.setFont(Look.bold(size / 34.0));
            var metrics = g.getFontMetrics();
            g.drawString(
                    letter,
                    x + (size - metrics.stringWidth(letter)) / 2f,
                    y + (size - metrics.getHeight()) / 2f + metrics.getAscent());
            g.dispose();
        }

        @Override
        public int getIconWidth() {
            return size;
        }

        @Override
        public int getIconHeight() {
            return size;
        }
    }
}
