#include "quickcare.h"

#include <shellapi.h>
#include <wchar.h>

#ifdef CONSOLE

static bool prepare(java_start *start, const home *at) {
    start->main_class = "jp/quickcare/launcher/cli/Main";
    start->source = join(at->folder, L"\\launcher");
    return command_options(&start->options, at);
}

#else

#define SPLASH_AFTER_MILLIS 500

/* Tells the launcher's first class how to come back here, and how this start came about. */
static bool add_click(java_start *start, const home *at, click_kind kind) {
    char *program = narrow(join(L"-Dquickcare.program=", at->program));
    if (program == NULL) {
        say(CODE_PAGE, at->program, L"");
        return false;
    }
    add_option(&start->options, program);
    if (kind == HANDED_OVER || kind == UPDATE_ACCEPTED) {
        add_option(&start->options, kind == HANDED_OVER ? "-Dquickcare.handed=true" : "-Dquickcare.accepted=true");
    }
    return true;
}

/* Java lists the classes of this start where the launcher wants such a list, for an archive of them. */
static void add_recording(java_start *start, const home *at) {
    wchar_t *list = join(at->folder, L"\\state\\archive\\click.recorded");
    char *option = is_file(list) ? narrow(join(L"-XX:DumpLoadedClassList=", list)) : NULL;
    if (option != NULL) {
        add_option(&start->options, option);
        add_option(&start->options, "-Dquickcare.recording=true");
    }
}

static bool prepare(java_start *start, const home *at) {
    click_kind kind = await_former();
    if (!become_only_instance(at)) {
        ExitProcess(0);
    }
    keep_errors(at);
    begin_splash(at, kind == BY_PERSON ? SPLASH_AFTER_MILLIS : 0);
    start->main_class = "jp/quickcare/bootstrap/Bootstrap";
    if (kind != BY_PERSON) {
        start->source = join(at->folder, L"\\launcher");
        return update_options(&start->options, at) && add_click(start, at, kind);
    }
    start->source = join(at->folder, L"\\state\\java.options");
    if (!click_options(&start->options, at)) {
        return false;
    }
    add_recording(start, at);
    return add_click(start, at, kind);
}

#endif

static int run(void) {
    home at = find_home();
    java_start start = {0};
    int words = 0;
    wchar_t **line = CommandLineToArgvW(GetCommandLineW(), &words);
    start.argument_count = words > 0 ? words - 1 : 0;
    start.arguments = line + 1;
    if (!prepare(&start, &at)) {
        return CANNOT_START;
    }
    start.runtime = find_runtime(&at);
    return run_java(&start);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words) {
    return is_sweep(count, words) ? sweep(words) : run();
}
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show) {
    (void) instance;
    (void) before;
    (void) line;
    (void) show;
    return run();
}
#endif
