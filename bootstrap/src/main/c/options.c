#include "quickcare.h"

#include <string.h>
#include <wchar.h>

#define MOST_OPTIONS 4096

/* Options that java.exe takes in two words and the library in one. */
static const char *const TWO_WORDS[] = {
    "--add-exports", "--add-opens", "--add-reads", "--add-modules", "--limit-modules", "--module-path",
    "--upgrade-module-path", "--patch-module", "--enable-native-access"};

/* How a command of an installation is compiled: little, and that quickly, as in the shell's bin/launcher. */
static const char *const INSTALLED[] = {
    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3", "-Xshare:auto"};

/* An install hashes every byte: compile that well, and little else. */
static const char *const PACKAGED[] = {"-XX:+UseSerialGC", "-XX:CompileThresholdScaling=8", "-Xshare:auto"};

void add_option(options *to, const char *option) {
    if (to->items == NULL) {
        to->items = allocate(MOST_OPTIONS * sizeof(char *));
    }
    if (to->count < MOST_OPTIONS) {
        to->items[to->count++] = (char *) option;
    }
}

static char *joined(const char *first, const char *between, const char *second) {
    char *text = allocate(strlen(first) + strlen(between) + strlen(second) + 1);
    strcpy(text, first);
    strcat(text, between);
    strcat(text, second);
    return text;
}

static bool takes_two_words(const char *option) {
    for (size_t i = 0; i < sizeof TWO_WORDS / sizeof *TWO_WORDS; i++) {
        if (strcmp(option, TWO_WORDS[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* The next quoted option, unquoted in its place; moves the text behind it. NULL at the end. */
static char *next_quoted(char **text) {
    char *from = strchr(*text, '"');
    if (from == NULL) {
        return NULL;
    }
    char *option = ++from;
    char *to = from;
    while (*from != '\0' && *from != '"') {
        /* Byte by byte: the launcher doubles each byte that looks like a backslash, also in the middle of a character. */
        if (*from == '\\' && from[1] != '\0') {
            from++;
        }
        *to++ = *from++;
    }
    *text = *from == '\0' ? from : from + 1;
    *to = '\0';
    return option;
}

bool read_options(options *to, const wchar_t *file) {
    char *text = content(file);
    if (text == NULL) {
        return false;
    }
    char *option;
    while ((option = next_quoted(&text)) != NULL) {
        bool class_path = strcmp(option, "-cp") == 0 || strcmp(option, "-classpath") == 0;
        if (class_path || takes_two_words(option)) {
            char *value = next_quoted(&text);
            if (value == NULL) {
                return false;
            }
            option = class_path ? joined("-Djava.class.path", "=", value) : joined(option, "=", value);
        }
        add_option(to, option);
    }
    return to->count > 0;
}

/* Whether these options are for the installation that this program lies in. */
static bool are_for(const options *given, const home *at) {
    static const char HOME[] = "-Dquickcare.home=";
    if (given->count == 0 || strncmp(given->items[0], HOME, sizeof HOME - 1) != 0) {
        return false;
    }
    return lstrcmpiW(wide(CP_ACP, given->items[0] + sizeof HOME - 1), at->folder) == 0;
}

static void write_again(const home *at) {
    wchar_t *program = join(at->folder, L"\\bin\\launcher.exe");
    wchar_t *line = join3(L"\"", program, L"\" repair --start-files");
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process;
    if (CreateProcessW(program, line, NULL, NULL, FALSE, CREATE_NO_WINDOW, NULL, NULL, &startup, &process)) {
        WaitForSingleObject(process.hProcess, INFINITE);
        CloseHandle(process.hProcess);
        CloseHandle(process.hThread);
    }
}

bool click_options(options *to, const home *at) {
    wchar_t *file = join(at->folder, L"\\state\\java.options");
    for (int attempt = 0; attempt < 2; attempt++) {
        *to = (options) {0};
        if (read_options(to, file) && are_for(to, at)) {
            return true;
        }
        if (attempt == 0) {
            write_again(at);
        }
    }
    say(NO_OPTIONS, file, L"");
    return false;
}

/* The launcher in force, which the second line of the pointer names; in the package the last there is. */
static wchar_t *launcher_folder(const home *at) {
    wchar_t *launchers = join(at->folder, L"\\launcher\\");
    char *pointer = content(join(launchers, L"current"));
    if (pointer != NULL) {
        char *line = pointer + strcspn(pointer, "\n");
        line += *line == '\n';
        char *version = line + strcspn(line, " ");
        version += *version == ' ';
        version[strcspn(version, " \r\n")] = '\0';
        return join(launchers, wide(CP_UTF8, version));
    }
    wchar_t *last = NULL;
    WIN32_FIND_DATAW found;
    HANDLE search = FindFirstFileW(join(launchers, L"*"), &found);
    for (BOOL more = search != INVALID_HANDLE_VALUE; more; more = FindNextFileW(search, &found)) {
        if ((found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0 && found.cFileName[0] != L'.') {
            last = join(launchers, found.cFileName);
        }
    }
    return last == NULL ? launchers : last;
}

/* All jars of the folder, as java.exe makes them of a star, and the bootstrap. */
static wchar_t *class_path(const home *at, bool installed) {
    wchar_t *folder = join(launcher_folder(at), L"\\");
    wchar_t *path = allocate(sizeof(wchar_t));
    WIN32_FIND_DATAW found;
    HANDLE search = FindFirstFileW(long_path(join(folder, L"*.jar")), &found);
    for (BOOL more = search != INVALID_HANDLE_VALUE; more; more = FindNextFileW(search, &found)) {
        path = join3(path, join(folder, found.cFileName), L";");
    }
    return join3(path, at->folder, installed ? L"\\launcher\\bootstrap.jar" : L"\\bootstrap.jar");
}

static bool add_wide(options *to, const char *name, const wchar_t *value, const wchar_t *path) {
    char *bytes = narrow(value);
    if (bytes == NULL) {
        say(CODE_PAGE, path, L"");
        return false;
    }
    add_option(to, joined(name, "", bytes));
    return true;
}

static bool add_home(options *to, const home *at) {
    return add_wide(to, "-Dquickcare.home=", at->folder, at->folder);
}

bool update_options(options *to, const home *at) {
    for (size_t i = 0; i < sizeof INSTALLED / sizeof *INSTALLED; i++) {
        add_option(to, INSTALLED[i]);
    }
    wchar_t *bootstrap = join(at->folder, L"\\launcher\\bootstrap.jar");
    return add_home(to, at) && add_wide(to, "-Djava.class.path=", bootstrap, at->folder);
}

bool command_options(options *to, const home *at) {
    bool installed = is_file(join(at->folder, L"\\launcher\\current"));
    const char *const *fixed = installed ? INSTALLED : PACKAGED;
    size_t count = installed ? sizeof INSTALLED / sizeof *INSTALLED : sizeof PACKAGED / sizeof *PACKAGED;
    for (size_t i = 0; i < count; i++) {
        add_option(to, fixed[i]);
    }
    wchar_t *archive = join(at->folder, L"\\state\\archive\\commands.jsa");
    if (installed && is_file(archive)) {
        /* A much newer Java that cannot read it goes on without a word. */
        add_option(to, "-Xlog:cds*=off");
        add_option(to, "-XX:+VerifySharedSpaces");
        if (!add_wide(to, "-XX:SharedArchiveFile=", archive, at->folder)) {
            return false;
        }
    }
    if (installed && !add_home(to, at)) {
        return false;
    }
    return add_wide(to, "-Djava.class.path=", class_path(at, installed), at->folder);
}
