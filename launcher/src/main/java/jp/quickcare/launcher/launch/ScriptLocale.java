package jp.quickcare.launcher.launch;

/** What a shell script of an installation does before it starts Java. */
public final class ScriptLocale {
    /**
     * Lines for {@code sh}: where no locale is set, as under cron or a remote shell, or one that is not installed, Java 17
     * could not name a file in Japanese. A locale that works is left alone, and so is the language of the sentences. Only
     * a locale that is neither C nor C.UTF-8 costs a process, half a millisecond.
     */
    public static final String LINES = """
            case "${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}" in
                C.UTF-8 | C.utf8) charmap=UTF-8 ;;
                C | POSIX) charmap=ANSI_X3.4-1968 ;;
                *) charmap=$(locale charmap 2>/dev/null) || charmap= ;;
            esac
            if [ "$charmap" = ANSI_X3.4-1968 ]; then
                LC_CTYPE=C.UTF-8; export LC_CTYPE
                [ -z "${LC_ALL:-}" ] || LC_ALL=C.UTF-8
            fi
            """;

    private ScriptLocale() {}
}
