package jp.quickcare.launcher.window.screen;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import javax.swing.Icon;

/** What a card is about, as a shape: nothing is said by its colour alone. */
enum Symbol implements Icon {
    /** Arrows that go down: an update. */
    UPDATE,
    /** A tick. */
    DONE,
    /** An i. */
    INFORMATION,
    /** A triangle with an exclamation mark. */
    WARNING,
    /** A bar across a circle: no entry. */
    STOP,
    /** A question mark. */
    QUESTION;

    private static final int SIZE = 44;

    @Override
    public int getIconWidth() {
        return Look.length(SIZE);
    }

    @Override
    public int getIconHeight() {
        return Look.length(SIZE);
    }

    private Color colour() {
        return switch (this) {
            case WARNING -> Look.warning();
            case STOP -> Look.stop();
            case DONE -> Look.done();
            default -> Look.accent();
        };
    }

    @Override
    public void paintIcon(Component on, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.translate(x, y);
        double scale = getIconWidth() / (double) SIZE;
        g.scale(scale, scale);
        paint(g);
        g.dispose();
    }

    private void paint(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(colour());
        if (this == WARNING) {
            g.fill(lines(true, 22, 3, 43, 40, 1, 40));
        } else {
            g.fill(new Ellipse2D.Double(0, 0, SIZE, SIZE));
        }
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        switch (this) {
            case UPDATE -> {
                g.draw(lines(false, 22, 11, 22, 31));
                g.draw(lines(false, 13, 22, 22, 31, 31, 22));
            }
            case DONE -> g.draw(lines(false, 12, 23, 19, 30, 32, 15));
            case INFORMATION -> {
                g.draw(lines(false, 22, 20, 22, 32));
                g.fill(new Ellipse2D.Double(19.2, 9.5, 5.6, 5.6));
            }
            case WARNING -> {
                g.draw(lines(false, 22, 16, 22, 26));
                g.fill(new Ellipse2D.Double(19.4, 31, 5.2, 5.2));
            }
            case STOP -> g.draw(lines(false, 12, 22, 32, 22));
            case QUESTION -> {
                Path2D hook = new Path2D.Double();
                hook.moveTo(15, 17);
                hook.curveTo(15, 8, 30, 8, 29.5, 17);
                hook.curveTo(29, 22, 22, 21, 22, 27);
                g.draw(hook);
                g.fill(new Ellipse2D.Double(19.2, 31, 5.6, 5.6));
            }
        }
    }

    private static Path2D lines(boolean closed, double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        if (closed) {
            path.closePath();
        }
        return path;
    }

    /** The window's own icon in the sizes that task bars like. */
    static List<BufferedImage> images() {
        return List.of(16, 32, 48, 128).stream().map(UPDATE::image).toList();
    }

    private BufferedImage image(int pixels) {
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.scale(pixels / (double) SIZE, pixels / (double) SIZE);
        paint(g);
        g.dispose();
        return image;
    }
}
