package jp.quickcare.launcher.window.screen;

import java.awt.Component;
import java.awt.Container;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import javax.swing.JRootPane;
import javax.swing.JTable;
import javax.swing.text.JTextComponent;

/** What somebody without eyes or without a mouse would complain of. */
final class Complaints {
    private Complaints() {}

    static List<String> about(JFrame frame) {
        List<String> complaints = new ArrayList<>();
        Set<Integer> keys = new HashSet<>();
        JRootPane root = frame.getRootPane();
        String described = frame.getAccessibleContext().getAccessibleDescription();
        if (described == null) {
            complaints.add("the window has no description to be read aloud");
        }
        if (root.getDefaultButton() == null) {
            complaints.add("Enter does nothing");
        } else if (!root.getDefaultButton().isEnabled() && buttons(frame).anyMatch(Component::isEnabled)) {
            complaints.add("Enter does nothing, and something could be done");
        }
        all(frame.getContentPane()).filter(Component::isShowing).forEach(part -> {
            if (part instanceof AbstractButton button
                    && button.isFocusable()
                    && !button.getClass().getName().contains("ScrollBar")
                    && !button.getClass().getName().contains("Arrow")) {
                if (!button.isEnabled() && button.getDisplayedMnemonicIndex() >= 0) {
                    complaints.add("a key is shown that does nothing now: " + button.getText());
                }
                int key = button.getMnemonic();
                if (key == 0 && button.isEnabled()) {
                    complaints.add("no key for " + button.getText());
                } else if (key != 0 && !keys.add(key)) {
                    complaints.add("two things have the key of " + button.getText());
                }
            }
            boolean speaks = part instanceof AbstractButton
                    || part instanceof JTextComponent
                    || part instanceof JTable
                    || part instanceof JProgressBar;
            if ((speaks && part.isFocusable()) || part instanceof JProgressBar) {
                String name = ((JComponent) part).getAccessibleContext().getAccessibleName();
                boolean arrow = part.getClass().getName().contains("Arrow")
                        || part.getClass().getName().contains("ScrollBar");
                if (!arrow && (name == null || name.isBlank())) {
                    complaints.add("no name to be read aloud: " + part.getClass() + " " + part.getName());
                }
            }
            String text = text(part);
            boolean cut = part instanceof JLabel || part instanceof AbstractButton;
            if (cut && !text.isBlank() && part.getWidth() < part.getPreferredSize().width) {
                complaints.add("cut off: " + text);
            }
            if (part instanceof Paragraph && part.getHeight() < part.getPreferredSize().height) {
                complaints.add("too low for its text: " + text);
            }
        });
        Component content = frame.getContentPane();
        if (content.getHeight() < content.getPreferredSize().height) {
            complaints.add("the window is too low for what is on it");
        }
        return complaints;
    }

    private static Stream<Component> buttons(JFrame frame) {
        return all(frame.getContentPane()).filter(part -> part instanceof JButton button && button.getName() != null);
    }

    private static String text(Component part) {
        if (part instanceof AbstractButton button) {
            return button.getText();
        }
        if (part instanceof JTextComponent field) {
            return field.getText();
        }
        return part instanceof JLabel label && label.getText() != null ? label.getText() : "";
    }

    static Stream<Component> all(Component part) {
        Stream<Component> inside = part instanceof Container container
                ? Arrays.stream(container.getComponents()).flatMap(Complaints::all)
                : Stream.empty();
        return Stream.concat(Stream.of(part), inside);
    }
}
