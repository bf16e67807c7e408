package jp.quickcare.launcher.window.screen;

import java.beans.PropertyChangeListener;
import java.util.Locale;
import javax.swing.AbstractButton;
import javax.swing.JLabel;

/**
 * What stands on something to press, with its key: {@code &} stands before the letter.
 *
 * @param text as it is read
 * @param key the letter that works together with Alt; 0 for none
 */
record Words(String text, char key) {
    private static final PropertyChangeListener UNDERLINING =
            changed -> underline((AbstractButton) changed.getSource());

    static Words of(String marked) {
        int at = marked.indexOf('&');
        return at < 0 || at + 1 == marked.length()
                ? new Words(marked, (char) 0)
                : new Words(marked.substring(0, at) + marked.substring(at + 1), marked.charAt(at + 1));
    }

    <B extends AbstractButton> B on(B button) {
        button.setText(text);
        button.setMnemonic(Character.toUpperCase(key));
        underline(button);
        button.removePropertyChangeListener("enabled", UNDERLINING);
        button.addPropertyChangeListener("enabled", UNDERLINING);
        return button;
    }

    /** A key that does nothing at the moment is not promised. */
    private static void underline(AbstractButton button) {
        char key = (char) button.getMnemonic();
        boolean works = key != 0 && button.isEnabled();
        button.setDisplayedMnemonicIndex(works ? place(button.getText(), key) : -1);
    }

    /** A letter in brackets is there for this, also where the words before it have the same. */
    private static int place(String text, char key) {
        int bracket = text.toUpperCase(Locale.ROOT).lastIndexOf("(" + key + ")");
        return bracket < 0 ? text.toUpperCase(Locale.ROOT).indexOf(key) : bracket + 1;
    }

    JLabel on(JLabel label) {
        label.setText(text);
        if (key != 0) {
            label.setDisplayedMnemonic(Character.toUpperCase(key));
        }
        return label;
    }
}
