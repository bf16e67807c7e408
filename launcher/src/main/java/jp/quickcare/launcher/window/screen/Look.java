package jp.quickcare.launcher.window.screen;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import com.formdev.flatlaf.util.FontUtils;
import com.formdev.flatlaf.util.SystemInfo;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Toolkit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.swing.JFrame;
import javax.swing.UIManager;
import javax.swing.plaf.FontUIResource;

/** Colours, fonts and lengths of the windows, light or dark as the desktop is. Used on the event thread only. */
final class Look {
    /** Environment variable: {@code light} or {@code dark}, whatever the desktop is. */
    private static final String THEME = "QUICKCARE_THEME";

    private static final int FONT_SIZE = 14;

    /** Fonts that draw Latin and Japanese alike, the system's own first. */
    private static final List<String> FAMILIES = List.of(
            "Yu Gothic UI",
            "Hiragino Sans",
            "Noto Sans CJK JP",
            "Noto Sans JP",
            "Source Han Sans JP",
            "Meiryo UI",
            "IPAexGothic",
            "IPAPGothic",
            "Segoe UI",
            "Noto Sans",
            "DejaVu Sans");

    private Look() {}

    /** Sets the look and feel; before the first window is made. */
    static void install() {
        boolean dark = isDark();
        FlatLaf.setGlobalExtraDefaults(Map.of("@accentColor", dark ? "#3fb3bd" : "#0f7c86"));
        if (SystemInfo.isLinux) {
            // A desktop without a window manager, or with a foreign one, still shows a proper title bar.
            JFrame.setDefaultLookAndFeelDecorated(true);
        }
        boolean set = dark ? FlatDarkLaf.setup() : FlatLightLaf.setup();
        if (!set) {
            throw new IllegalStateException("no look and feel");
        }
        int size = UIScale.scale(FONT_SIZE);
        UIManager.put("defaultFont", new FontUIResource(FontUtils.getCompositeFont(family(), Font.PLAIN, size)));
        UIManager.put("Component.hideMnemonics", false);
        UIManager.put("Component.arc", 8);
        UIManager.put("Button.arc", 8);
        UIManager.put("TextComponent.arc", 8);
        UIManager.put("Component.focusWidth", 2);
        UIManager.put("Button.minimumWidth", 96);
        UIManager.put("ProgressBar.arc", 999);
    }

    private static boolean isDark() {
        String wanted = System.getenv().getOrDefault(THEME, "");
        if (!wanted.isEmpty()) {
            return wanted.equals("dark");
        }
        Object theme = Toolkit.getDefaultToolkit().getDesktopProperty("gnome.Net/ThemeName");
        String name = theme == null ? System.getenv().getOrDefault("GTK_THEME", "") : theme.toString();
        return name.toLowerCase(Locale.ROOT).contains("dark");
    }

    private static String family() {
        Set<String> present = new HashSet<>(
                Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
        return FAMILIES.stream().filter(present::contains).findFirst().orElse(Font.DIALOG);
    }

    /** The ordinary font, {@code factor} times as large. */
    static Font font(double factor) {
        Font font = UIManager.getFont("defaultFont");
        return font.deriveFont((float) (font.getSize2D() * factor));
    }

    /** The bold font, {@code factor} times as large. */
    static Font bold(double factor) {
        return font(factor).deriveFont(Font.BOLD);
    }

    /** So many points at the scale of this display. */
    static int length(int points) {
        return UIScale.scale(points);
    }

    static Color ground() {
        return UIManager.getColor(isDarkNow() ? "Panel.background" : "TextField.background");
    }

    static Color muted() {
        return isDarkNow() ? new Color(0xa9b3b8) : new Color(0x55646b);
    }

    static Color line() {
        return UIManager.getColor("Component.borderColor");
    }

    static Color accent() {
        return UIManager.getColor("Component.accentColor");
    }

    static Color warning() {
        return isDarkNow() ? new Color(0xe5a94b) : new Color(0xa8620a);
    }

    static Color stop() {
        return isDarkNow() ? new Color(0xf08a80) : new Color(0xb3362b);
    }

    static Color done() {
        return isDarkNow() ? new Color(0x6cc58a) : new Color(0x1f7a43);
    }

    private static boolean isDarkNow() {
        return FlatLaf.isLafDark();
    }
}
