package jp.quickcare.launcher.launch;

import jp.quickcare.launcher.home.Home;

/**
 * What a shell script of an installation does when its folder was moved, or when what a click starts with is not what
 * the launcher wrote. All is well costs the shell a few looks and no process.
 */
public final class ScriptHome {
    /** For {@code bin/launcher}, after {@code home=}: moved as a whole, the installation lies where the script does. */
    public static final String COMMANDS = """
            [ "$0" -ef "$home/bin/launcher" ] || {
                here=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
                [ ! -f "$here/launcher/current" ] || home=$here
            }
            """;

    private ScriptHome() {}

    /**
     * For {@code bin/start}, before Java is started: has the launcher write again what a click starts with, once, where
     * the folder was moved or copied, or the options file is lost, cut off at its beginning, or was edited.
     *
     * @param firstLine of the options file
     */
    static String start(Home home, String firstLine) {
        return """
                home=%s
                options="$home/state/java.options"
                if [ -s "$options" ] && [ "$0" -ef "$home/bin/start" ] && IFS= read -r first <"$options" &&
                    [ "$first" = %s ] && { [ ! "$options" -nt "$0" ] || [ ! -w "$options" ]; } ||
                    [ -n "${QUICKCARE_MENDED:-}" ]; then
                    unset QUICKCARE_MENDED first
                else
                    here=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
                    if [ -x "$here/bin/launcher" ]; then
                        "$here/bin/launcher" repair --start-files >&2 || exit
                        QUICKCARE_MENDED=1 exec "$here/bin/start" "$@"
                    fi
                fi
                """.formatted(LaunchFiles.quoted(home.folder().toString()), LaunchFiles.quoted(firstLine));
    }
}
