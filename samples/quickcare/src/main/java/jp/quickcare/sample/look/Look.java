package jp.quickcare.sample.look;

import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import com.formdev.flatlaf.util.FontUtils;
import com.formdev.flatlaf.util.SystemInfo;
import java.awt.Color;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.UIManager;
import javax.swing.plaf.FontUIResource;

/** QuickCare's colours and fonts. Used on the event thread only. */
public final class Look {

    /** The colour of what can be pressed, and of the product itself. */
    public static final Color ACCENT = new Color(0x0f7c86);
    /** A light tint of {@link #ACCENT}, for chips and badges. */
    public static final Color TINT = new Color(0xe3f2f3);
    /** The colour behind everything. */
    public static final Color GROUND = new Color(0xf4f7f8);
    /** Hairlines around cards. */
    public static final Color LINE = new Color(0xe1e8eb);
    /** Ordinary text. */
    public static final Color INK = new Color(0x1f2d33);
    /** Text of lesser weight. */
    public static final Color MUTED = new Color(0x64757d);
    /** A second colour for charts. */
    public static final Color CORAL = new Color(0xd9705f);

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
            "VL PGothic",
            "Segoe UI",
            "Noto Sans",
            "DejaVu Sans");

    private Look() {}

    /** Sets the look and feel; to be called before the first window is made. */
    public static void install() {
        FlatLaf.registerCustomDefaultsSource("jp.quickcare.sample.look");
        if (SystemInfo.isLinux) {
            // A desktop without a window manager of its own, or with a foreign one, still shows a proper title bar.
            JFrame.setDefaultLookAndFeelDecorated(true);
            JDialog.setDefaultLookAndFeelDecorated(true);
        }
        FlatLightLaf.setup();
        UIManager.put("defaultFont", new FontUIResource(FontUtils.getCompositeFont(family(), Font.PLAIN, 14)));
    }

    private static String family() {
        Set<String> present = new HashSet<>(
                Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
        return FAMILIES.stream().filter(present::contains).findFirst().orElse(Font.DIALOG);
    }

    /** @return the ordinary font, {@code factor} times as large */
    public static Font font(double factor) {
        Font font = UIManager.getFont("defaultFont");
        return font.deriveFont((float) (font.getSize2D() * factor));
    }

    /** @return the bold font, {@code factor} times as large */
    public static Font bold(double factor) {
        return font(factor).deriveFont(Font.BOLD);
    }
}
