#include "quickcare.h"

#include <string.h>
#include <wchar.h>

#define LONGEST_PATH 32768

/* Cut before its last part; false when there is none. */
static bool to_parent(wchar_t *path) {
    wchar_t *last = wcsrchr(path, L'\\');
    if (last == NULL) {
        return false;
    }
    *last = L'\0';
    return true;
}

static wchar_t *name_of(const wchar_t *program) {
    const wchar_t *last = wcsrchr(program, L'\\');
    wchar_t *name = join(last == NULL ? program : last + 1, L"");
    wchar_t *ending = wcsrchr(name, L'.');
    if (ending != NULL) {
        *ending = L'\0';
    }
    return name;
}

home find_home(void) {
    wchar_t *program = allocate(LONGEST_PATH * sizeof(wchar_t));
    GetModuleFileNameW(NULL, program, LONGEST_PATH);
    if (wcsncmp(program, L"\\\\?\\", 4) == 0 && wcsncmp(program, L"\\\\?\\UNC\\", 8) != 0) {
        program += 4;
    }
    home found = {.program = program, .folder = join(program, L""), .name = name_of(program)};
    if (!to_parent(found.folder) || !to_parent(found.folder)) {
        found.folder = join(L".", L"");
    }
    return found;
}

/* What the launcher noted: a folder, relative to the installation where it lies in it. NULL without a note. */
static wchar_t *noted_runtime(const home *at) {
    char *note = content(join(at->folder, L"\\state\\runtime"));
    if (note == NULL || *note == '\0') {
        return NULL;
    }
    note[strcspn(note, "\r\n")] = '\0';
    wchar_t *folder = wide(CP_UTF8, note);
    for (wchar_t *c = folder; *c != L'\0'; c++) {
        *c = *c == L'/' ? L'\\' : *c;
    }
    bool absolute = folder[0] != L'\0' && (folder[1] == L':' || folder[0] == L'\\');
    return absolute ? folder : join3(at->folder, L"\\", folder);
}

wchar_t *find_runtime(const home *at) {
    wchar_t *noted = noted_runtime(at);
    if (noted != NULL) {
        return noted;
    }
    wchar_t *packaged = join(at->folder, L"\\runtime");
    DWORD length = is_folder(packaged) ? 0 : GetEnvironmentVariableW(L"JAVA_HOME", NULL, 0);
    if (length == 0) {
        return packaged;
    }
    wchar_t *set = allocate(length * sizeof(wchar_t));
    GetEnvironmentVariableW(L"JAVA_HOME", set, length);
    return set;
}
