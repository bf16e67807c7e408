package jp.quickcare.launcher.launch;

/** What a shell script of an installation does before it starts Java. */
public final class ScriptLocale {
    /**
     * Lines for {@code sh}: where no locale is set, as under cron or a remote shell, Java 17 could not name a file in
     * Japanese. The language of the sentences stays, and a locale that is set is left alone. No process is started.
     */
    public static final String LINES = """
            case "${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}" in
                C | POSIX) LC_CTYPE=C.UTF-8; export LC_CTYPE; [ -z "${LC_ALL:-}" ] || LC_ALL=C.UTF-8 ;;
            esac
            """;

    private ScriptLocale() {}
}
