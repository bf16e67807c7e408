package jp.quickcare.server.tray;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** The icon: a Q on a rounded field; struck through while the server does not answer, so that not only its colour tells. */
final class IconImage {
    private static final Color RUNNING = new Color(0x0F766E);
    private static final Color SILENT = new Color(0x6B7280);

    private IconImage() {}

    static BufferedImage of(Dimension size, boolean answers) {
        BufferedImage image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            double side = Math.min(size.width, size.height);
            pen.translate((size.width - side) / 2, (size.height - side) / 2);
            pen.scale(side / 24, side / 24);
            draw(pen, answers);
        } finally {
            pen.dispose();
        }
        return image;
    }

    /** On a field of 24 by 24. */
    private static void draw(Graphics2D pen, boolean answers) {
        pen.setColor(answers ? RUNNING : SILENT);
        pen.fill(new RoundRectangle2D.Double(1, 1, 22, 22, 8, 8));
        pen.setColor(Color.WHITE);
        pen.setStroke(new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(new Ellipse2D.Double(6.2, 5.6, 11.2, 11.6));
        pen.draw(new Line2D.Double(13.4, 14, 17.6, 18.6));
        if (!answers) {
            pen.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            pen.draw(new Line2D.Double(4, 20, 20, 4));
        }
    }
}
