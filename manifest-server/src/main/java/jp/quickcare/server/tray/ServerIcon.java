package jp.quickcare.server.tray;

import java.awt.AWTException;
import java.awt.CheckboxMenuItem;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.io.IOException;
import java.net.URI;

/** The icon while it is shown. To be used on the event thread, like all of AWT. */
final class ServerIcon {
    private final Texts texts;
    private final URI console;
    private final Autostart autostart;
    private final TrayIcon icon;
    private boolean answers;

    ServerIcon(Texts texts, URI console, Autostart autostart, String version, Runnable closed) {
        this.texts = texts;
        this.console = console;
        this.autostart = autostart;
        SystemTray tray = SystemTray.getSystemTray();
        this.icon = new TrayIcon(IconImage.of(tray.getTrayIconSize(), false), texts.get("silent"));
        icon.setPopupMenu(menu(version, closed));
        // A double click, or whatever the desktop has for "open".
        icon.addActionListener(event -> openConsole());
    }

    private PopupMenu menu(String version, Runnable closed) {
        MenuItem open = new MenuItem(texts.get("console"));
        open.addActionListener(event -> openConsole());
        CheckboxMenuItem withDesktop = new CheckboxMenuItem(texts.get("autostart"), autostart.isOn());
        withDesktop.addItemListener(event -> withDesktop.setState(keepAutostart(withDesktop.getState())));
        MenuItem versionLine = new MenuItem(texts.get("version", version));
        versionLine.setEnabled(false);
        MenuItem close = new MenuItem(texts.get("close"));
        close.addActionListener(event -> {
            SystemTray.getSystemTray().remove(icon);
            closed.run();
        });
        PopupMenu menu = new PopupMenu();
        menu.add(open);
        menu.add(withDesktop);
        menu.addSeparator();
        menu.add(versionLine);
        menu.add(close);
        return menu;
    }

    /** What a click with the other button shows. */
    PopupMenu menu() {
        return icon.getPopupMenu();
    }

    /** @throws AWTException the desktop has no tray now */
    void show() throws AWTException {
        SystemTray.getSystemTray().add(icon);
    }

    void answers(boolean now) {
        if (now != answers) {
            answers = now;
            icon.setImage(IconImage.of(icon.getSize(), now));
            icon.setToolTip(texts.get(now ? "answers" : "silent"));
        }
    }

    private void openConsole() {
        try {
            Browser.open(console);
        } catch (IOException e) {
            icon.displayMessage(null, texts.get("browser.failed", console.toString()), TrayIcon.MessageType.WARNING);
        }
    }

    private boolean keepAutostart(boolean wanted) {
        try {
            autostart.set(wanted);
        } catch (IOException e) {
            icon.displayMessage(
                    null, texts.get("autostart.failed", String.valueOf(e.getMessage())), TrayIcon.MessageType.WARNING);
        }
        return autostart.isOn();
    }
}
