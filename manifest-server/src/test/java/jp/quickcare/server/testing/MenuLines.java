package jp.quickcare.server.testing;

import java.awt.PopupMenu;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A program: prints the lines of the menu that the packaged program's icon has in a language, for no tray tells anybody
 * what a menu says. It is in another package than the icon, for a package has the version of whoever comes first.
 */
final class MenuLines {
    private static final String TRAY = "jp.quickcare.server.tray.";

    private MenuLines() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Object texts = call("Texts", "of", Optional.of(Locale.forLanguageTag(arguments[0])));
        Object autostart =
                call("Autostart", "of", Path.of("manifest-server"), Path.of("site"), Map.of("HOME", arguments[1]));
        Constructor<?> make = Class.forName(TRAY + "ServerIcon").getDeclaredConstructors()[0];
        make.setAccessible(true);
        Runnable closed = () -> {};
        Object icon = make.newInstance(
                texts, URI.create("http://127.0.0.1/console"), autostart, call("TrayCommand", "version"), closed);
        Method menuOf = icon.getClass().getDeclaredMethod("menu");
        menuOf.setAccessible(true);
        PopupMenu menu = (PopupMenu) menuOf.invoke(icon);
        for (int i = 0; i < menu.getItemCount(); i++) {
            System.out.println(menu.getItem(i).getLabel() + (menu.getItem(i).isEnabled() ? "" : " (disabled)"));
        }
        System.exit(0);
    }

    private static Object call(String type, String name, Object... arguments) throws ReflectiveOperationException {
        Method method = Arrays.stream(Class.forName(TRAY + type).getDeclaredMethods())
                .filter(one -> one.getName().equals(name) && one.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        return method.invoke(null, arguments);
    }
}
