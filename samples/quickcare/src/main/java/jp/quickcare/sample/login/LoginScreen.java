package jp.quickcare.sample.login;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.GradientPaint;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GridBagLayout;
import java.awt.GridLayout;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import javax.swing.UIManager;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.sample.ReleaseInfo;
import jp.quickcare.sample.Texts;
import jp.quickcare.sample.look.Emblem;
import jp.quickcare.sample.look.Look;
import jp.quickcare.sample.look.Shapes;

/** The first screen. Used on the event thread only. */
public final class LoginScreen {

    private static final int FORM_WIDTH = 380;

    /** What the notice's icon and margins leave of the form's width. */
    private static final int NOTICE_TEXT_WIDTH = 288;

    private final JPanel panel = new JPanel(new GridLayout(1, 2));
    private final JTextField user = new JTextField();
    private final JLabel problem = Shapes.label(" ", Look.font(0.9), Look.CORAL);
    private final JButton notice = new JButton();
    private final Runnable update;

    /**
     * @param signIn told the user's name
     * @param update closes QuickCare and brings the announced release
     */
    public LoginScreen(ReleaseInfo release, Consumer<String> signIn, Runnable update) {
        this.update = update;
        panel.add(welcome(release));
        JPanel right = new JPanel(new GridBagLayout());
        right.setBackground(Color.WHITE);
        right.add(form(release, signIn));
        panel.add(right);
    }

    /** @return the screen */
    public JComponent component() {
        return panel;
    }

    /** Puts the cursor where typing begins: Enter must never start an update that nobody meant. */
    public void focus() {
        user.requestFocusInWindow();
    }

    /** Shows that a newer release is ready; a later notice takes the place of an earlier one. */
    public void announce(UpdateNotice news) {
        String message = news.message().isBlank() ? "" : "<br>" + escaped(news.message());
        notice.setText("<html><body style='width:" + NOTICE_TEXT_WIDTH + "'><b>"
                + escaped(Texts.text("notice.title", news.version())) + "</b>"
                + "<span style='color:#64757d'>" + message + "</span><br><span style='color:#0f7c86'>"
                + escaped(Texts.text("notice.click")) + "</span></body></html>");
        notice.setPreferredSize(null);
        sized(notice, notice.getPreferredSize().height);
        notice.setVisible(true);
        panel.revalidate();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>");
    }

    private JComponent form(ReleaseInfo release, Consumer<String> signIn) {
        JPanel form = new JPanel();
        form.setOpaque(false);
        form.setLayout(new BoxLayout(form, BoxLayout.Y_AXIS));
        notice();
        form.add(notice);
        form.add(Box.createVerticalStrut(24));
        form.add(Shapes.label(Texts.text("login.title"), Look.bold(1.9), Look.INK));
        form.add(Box.createVerticalStrut(4));
        form.add(Shapes.label(Texts.text("office"), Look.font(1.05), Look.MUTED));
        form.add(Box.createVerticalStrut(26));
        user.setName("user");
        JPasswordField password = new JPasswordField();
        field(form, "login.user", user);
        field(form, "login.password", password);
        JButton enter = Shapes.primary(new JButton(Texts.text("login.enter")));
        enter.setName("enter");
        sized(enter, 44);
        enter.addActionListener(e -> enter(signIn));
        user.addActionListener(e -> password.requestFocusInWindow());
        password.addActionListener(e -> enter(signIn));
        form.add(Box.createVerticalStrut(8));
        form.add(enter);
        form.add(Box.createVerticalStrut(8));
        form.add(problem);
        form.add(Box.createVerticalStrut(18));
        form.add(Shapes.label(Texts.text("login.hint"), Look.font(0.86), Look.MUTED));
        form.add(Box.createVerticalStrut(4));
        JLabel version = Shapes.label(Texts.text("login.version", release.version()), Look.font(0.86), Look.MUTED);
        version.setName("version");
        form.add(version);
        for (Component part : form.getComponents()) {
            ((JComponent) part).setAlignmentX(Component.LEFT_ALIGNMENT);
        }
        return form;
    }

    private void notice() {
        notice.setName("notice");
        notice.setVisible(false);
        notice.setHorizontalAlignment(JButton.LEFT);
        notice.setIcon(UIManager.getIcon("OptionPane.informationIcon"));
        notice.setIconTextGap(14);
        notice.putClientProperty(
                FlatClientProperties.STYLE,
                "background:#e3f2f3; borderColor:#b9dde0; hoverBorderColor:#0f7c86; arc:12; margin:10,14,10,14");
        notice.setCursor(Cursor.getPredefinedCursor(Cursor.HAND_CURSOR));
        notice.addActionListener(e -> update.run());
    }

    private static void field(JPanel form, String key, JTextField field) {
        JLabel label = Shapes.label(Texts.text(key), Look.font(0.92), Look.MUTED);
        label.setLabelFor(field);
        form.add(label);
        form.add(Box.createVerticalStrut(5));
        sized(field, 42);
        form.add(field);
        form.add(Box.createVerticalStrut(16));
    }

    private static void sized(JComponent component, int height) {
        Dimension size = new Dimension(FORM_WIDTH, height);
        component.setPreferredSize(size);
        component.setMaximumSize(size);
    }

    private void enter(Consumer<String> signIn) {
        String name = user.getText().strip();
        if (name.isEmpty()) {
            problem.setText(Texts.text("login.noName"));
            user.requestFocusInWindow();
            return;
        }
        signIn.accept(name);
    }

    private static JComponent welcome(ReleaseInfo release) {
        JPanel welcome = new JPanel(new BorderLayout()) {
            private static final long serialVersionUID = 1;

            @Override
            protected void paintComponent(Graphics graphics) {
                Graphics2D g = (Graphics2D) graphics.create();
                g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
                g.setPaint(new GradientPaint(0, 0, new Color(0x0d6d77), getWidth(), getHeight(), new Color(0x3aa3a3)));
                g.fillRect(0, 0, getWidth(), getHeight());
                g.setColor(new Color(255, 255, 255, 18));
                double big = getWidth() * 0.95;
                g.fill(new Ellipse2D.Double(getWidth() - big * 0.55, getHeight() - big * 0.6, big, big));
                g.fill(new Ellipse2D.Double(-big * 0.35, -big * 0.4, big * 0.8, big * 0.8));
                g.dispose();
            }
        };
        JPanel words = new JPanel();
        words.setOpaque(false);
        words.setLayout(new BoxLayout(words, BoxLayout.Y_AXIS));
        words.setBorder(BorderFactory.createEmptyBorder(64, 64, 56, 48));
        words.add(new JLabel(new Emblem(72, Color.WHITE, Look.ACCENT)));
        words.add(Box.createVerticalStrut(28));
        words.add(Shapes.label(Texts.text("product"), Look.bold(3), Color.WHITE));
        words.add(Box.createVerticalStrut(10));
        words.add(Shapes.label(Texts.text("slogan"), Look.font(1.35), new Color(0xd8eeee)));
        words.add(Box.createVerticalGlue());
        words.add(Shapes.label(release.news(), Look.font(1), Color.WHITE));
        welcome.add(words);
        return welcome;
    }
}
