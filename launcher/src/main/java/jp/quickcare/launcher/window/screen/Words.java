package jp.quickcare.launcher.window.screen;

import javax.swing.AbstractButton;
import javax.swing.JLabel;

/**
 * What stands on something to press, with its key: {@code &} stands before the letter.
 *
 * @param text as it is read
 * @param key the letter that works together with Alt; 0 for none
 */
record Words(String text, char key) {
    static Words of(String marked) {
        int at = marked.indexOf('&');
        return at < 0 || at + 1 == marked.length()
                ? new Words(marked, (char) 0)
                : new Words(marked.substring(0, at) + marked.substring(at + 1), marked.charAt(at + 1));
    }

    <B extends AbstractButton> B on(B button) {
        button.setText(text);
        if (key != 0) {
            button.setMnemonic(Character.toUpperCase(key));
        }
        return button;
    }

    JLabel on(JLabel label) {
        label.setText(text);
        if (key != 0) {
            label.setDisplayedMnemonic(Character.toUpperCase(key));
        }
        return label;
    }
}
