package jp.quickcare.launcher.window.screen;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.util.List;
import java.util.Objects;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import org.jspecify.annotations.Nullable;

/**
 * What the window shows at one time: a symbol, a heading, sentences and what else there is, and buttons. Enter presses
 * the first button, Escape the last.
 */
class Card extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int GAP = 10;
    private static final int MESSAGE_HEIGHT = 110;

    private final String heading;
    private final StringBuilder read = new StringBuilder();
    private final JPanel stack = new JPanel();
    private final JPanel right = new JPanel(new FlowLayout(FlowLayout.RIGHT, Look.length(8), 0));
    private final JPanel left = new JPanel(new FlowLayout(FlowLayout.LEFT, 0, 0));
    private @Nullable JButton first;
    private @Nullable JButton escape;

    Card(Symbol symbol, String heading) {
        super(new BorderLayout());
        this.heading = heading;
        setBackground(Look.ground());
        JLabel picture = new JLabel(symbol);
        picture.setVerticalAlignment(JLabel.TOP);
        picture.setBorder(BorderFactory.createEmptyBorder(0, 0, 0, Look.length(18)));
        stack.setOpaque(false);
        stack.setLayout(new BoxLayout(stack, BoxLayout.Y_AXIS));
        Paragraph title = new Paragraph(heading, Look.bold(1.3));
        title.setName("heading");
        stack.add(title);
        JPanel body = new JPanel(new BorderLayout());
        body.setOpaque(false);
        body.setBorder(
                BorderFactory.createEmptyBorder(Look.length(24), Look.length(24), Look.length(20), Look.length(24)));
        body.add(picture, BorderLayout.WEST);
        body.add(stack, BorderLayout.CENTER);
        add(body, BorderLayout.CENTER);
        JPanel buttons = new JPanel(new BorderLayout());
        buttons.setBorder(BorderFactory.createCompoundBorder(
                BorderFactory.createMatteBorder(1, 0, 0, 0, Look.line()),
                BorderFactory.createEmptyBorder(Look.length(14), Look.length(24), Look.length(14), Look.length(16))));
        left.setOpaque(false);
        right.setOpaque(false);
        buttons.add(left, BorderLayout.WEST);
        buttons.add(right, BorderLayout.EAST);
        add(buttons, BorderLayout.SOUTH);
    }

    /** The card in a few words, for the title bar. */
    final String heading() {
        return heading;
    }

    /** Everything that is written on the card, for whoever has it read aloud. */
    final String read() {
        return read.toString();
    }

    /** A sentence or several. */
    final Card say(String text) {
        if (!text.isBlank()) {
            read.append(text).append('\n');
            add(GAP, new Paragraph(text, Look.font(1)));
        }
        return this;
    }

    /** A sentence of lesser weight. */
    final Paragraph remark(String text) {
        Paragraph remark = new Paragraph(text, Look.font(0.92));
        remark.setForeground(Look.muted());
        read.append(text).append('\n');
        add(GAP, remark);
        return remark;
    }

    /** What somebody else wrote, set apart from what the launcher says. */
    final Card quote(String from, String text) {
        if (text.isBlank()) {
            return this;
        }
        read.append(from).append(": ").append(text).append('\n');
        JLabel who = new JLabel(from);
        who.setFont(Look.bold(0.92));
        who.setForeground(Look.muted());
        add(GAP + 4, who);
        Paragraph words = new Paragraph(text, Look.font(1), 440);
        words.setBorder(BorderFactory.createEmptyBorder(0, Look.length(12), 0, 0));
        JScrollPane scroll = scroll(words, MESSAGE_HEIGHT);
        scroll.setBorder(BorderFactory.createMatteBorder(0, Look.length(3), 0, 0, Look.accent()));
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        add(4, scroll);
        return this;
    }

    /** What names something, and what it is, line by line. */
    final Card facts(List<String> pairs) {
        JPanel table = new JPanel(new GridBagLayout());
        table.setOpaque(false);
        GridBagConstraints at = new GridBagConstraints();
        at.anchor = GridBagConstraints.WEST;
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            read.append(pairs.get(i)).append(": ").append(pairs.get(i + 1)).append('\n');
            at.gridy = i;
            at.gridx = 0;
            at.weightx = 0;
            at.insets = new Insets(Look.length(2), 0, Look.length(2), Look.length(20));
            JLabel name = plain(pairs.get(i));
            name.setForeground(Look.muted());
            table.add(name, at);
            at.gridx = 1;
            at.weightx = 1;
            at.insets = new Insets(Look.length(2), 0, Look.length(2), 0);
            table.add(plain(pairs.get(i + 1)), at);
        }
        add(GAP + 4, table);
        return this;
    }

    /** A label that takes nothing for markup. */
    static JLabel plain(String text) {
        JLabel label = new JLabel();
        label.putClientProperty("html.disable", true);
        label.setText(text);
        return label;
    }

    /** Scrolls what is higher than that. */
    static JScrollPane scroll(JComponent what, int points) {
        JScrollPane scroll = new JScrollPane(
                what, ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED, ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        Dimension wanted = scroll.getPreferredSize();
        boolean tall = wanted.height > Look.length(points);
        scroll.setPreferredSize(new Dimension(wanted.width, Math.min(wanted.height, Look.length(points))));
        scroll.setFocusable(tall);
        return scroll;
    }

    /** Adds anything below what is there. */
    final void add(int gap, JComponent part) {
        stack.add(Box.createVerticalStrut(Look.length(gap)));
        part.setAlignmentX(Component.LEFT_ALIGNMENT);
        if (!(part instanceof Paragraph)) {
            part.setMaximumSize(new Dimension(Integer.MAX_VALUE, part.getPreferredSize().height));
        }
        stack.add(part);
    }

    /** A button beside those before it; the first and the last have keys of their own. */
    final JButton button(Words words, String name, Runnable pressed) {
        JButton button = words.on(new JButton());
        button.setName(name);
        button.addActionListener(event -> pressed.run());
        right.add(button);
        if (first == null) {
            first = button;
        }
        escape = button;
        return button;
    }

    /** A button apart from the others, for what is rarely wanted. */
    final JButton aside(Words words, String name, Runnable pressed) {
        JButton button = words.on(new JButton());
        button.setName(name);
        button.addActionListener(event -> pressed.run());
        left.add(button);
        return button;
    }

    final JButton first() {
        return Objects.requireNonNull(first);
    }

    final JButton escape() {
        return Objects.requireNonNull(escape);
    }

    /** Escape presses this one rather than the last. */
    final void escape(JButton button) {
        escape = button;
    }

    /** What Enter presses: the first button, or while that does nothing the last. */
    final JButton onEnter() {
        return first().isEnabled() ? first() : escape();
    }

    /** Where the focus goes when the card comes. */
    JComponent focus() {
        return onEnter();
    }
}
