package jp.quickcare.sample.look;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import javax.swing.Icon;

/**
 * QuickCare's emblem, a heart with a pulse in it, drawn at any size.
 *
 * @param size width and height in pixels
 * @param tile the colour of the rounded tile
 * @param heart the colour of the heart
 */
public record Emblem(int size, Color tile, Color heart) implements Icon {

    /** @return the emblem as an image for a window's title bar and the task bar */
    public static Image image(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        new Emblem(size, Look.ACCENT, Color.WHITE).paint(g, 0, 0);
        g.dispose();
        return image;
    }

    @Override
    public void paintIcon(Component c, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        paint(g, x, y);
        g.dispose();
    }

    private void paint(Graphics2D g, int x, int y) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.translate(x, y);
        g.scale(size / 64.0, size / 64.0);
        g.setColor(tile);
        g.fill(new RoundRectangle2D.Double(0, 0, 64, 64, 30, 30));
        g.setColor(heart);
        Path2D shape = new Path2D.Double();
        shape.moveTo(32, 51);
        shape.curveTo(19, 42, 12.5, 33.5, 12.5, 25);
        shape.curveTo(12.5, 13, 28, 11.5, 32, 22);
        shape.curveTo(36, 11.5, 51.5, 13, 51.5, 25);
        shape.curveTo(51.5, 33.5, 45, 42, 32, 51);
        g.fill(shape);
        g.setColor(tile);
        g.setStroke(new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D pulse = new Path2D.Double();
        pulse.moveTo(17, 31);
        pulse.lineTo(26, 31);
        pulse.lineTo(29, 24.5);
        pulse.lineTo(34.5, 37);
        pulse.lineTo(37.5, 31);
        pulse.lineTo(47, 31);
        g.draw(pulse);
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
