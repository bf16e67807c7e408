#include "quickcare.h"

#ifdef CONSOLE

#include <wchar.h>

#define FORMER_MILLIS 60000
/* Ten minutes: a virus scanner, or a program that ends slowly, may hold a file for long. */
#define TRIES 2400
#define BETWEEN_TRIES_MILLIS 250
#define LONGEST_PATH 32768

static const wchar_t SWEEP[] = L"--sweep";

/* The note by which the launcher says that everything here is to go; it is deleted last. */
static wchar_t *note_in(const wchar_t *folder) {
    return join(folder, L"\\state\\uninstalling");
}

static bool delete_file(const wchar_t *file) {
    SetFileAttributesW(long_path(file), FILE_ATTRIBUTE_NORMAL);
    return DeleteFileW(long_path(file)) || GetLastError() == ERROR_FILE_NOT_FOUND
           || GetLastError() == ERROR_PATH_NOT_FOUND;
}

static bool delete_tree(const wchar_t *folder);

static bool delete_found(const wchar_t *folder, const WIN32_FIND_DATAW *found) {
    if (wcscmp(found->cFileName, L".") == 0 || wcscmp(found->cFileName, L"..") == 0) {
        return true;
    }
    wchar_t *path = join3(folder, L"\\", found->cFileName);
    if ((found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) == 0) {
        return delete_file(path);
    }
    /* Of a folder that leads elsewhere the link goes, and nothing behind it. */
    bool link = (found->dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0;
    return link ? RemoveDirectoryW(long_path(path)) : delete_tree(path);
}

static bool delete_tree(const wchar_t *folder) {
    WIN32_FIND_DATAW found;
    HANDLE search = FindFirstFileW(long_path(join(folder, L"\\*")), &found);
    if (search == INVALID_HANDLE_VALUE) {
        return !is_folder(folder);
    }
    bool all = true;
    for (BOOL more = TRUE; more; more = FindNextFileW(search, &found)) {
        all = delete_found(folder, &found) && all;
    }
    FindClose(search);
    return RemoveDirectoryW(long_path(folder)) && all;
}

/* Whether a file was this program until it was exchanged while it ran: program.exe.old, program.exe.4711.old. */
static bool was_program(const wchar_t *file, const wchar_t *program) {
    size_t length = wcslen(program);
    if (_wcsnicmp(file, program, length) != 0) {
        return false;
    }
    const wchar_t *rest = file + length;
    if (rest[0] == L'.' && wcsspn(rest + 1, L"-0123456789") > 0) {
        rest += 1 + wcsspn(rest + 1, L"-0123456789");
    }
    return _wcsicmp(rest, L".old") == 0;
}

/* Whether a power cut has left it where the launcher flushed a folder: flush-4711.unfinished. */
static bool is_flush_mark(const wchar_t *file, const wchar_t *beginning) {
    size_t length = wcslen(beginning);
    return _wcsnicmp(file, beginning, length) == 0
           && _wcsicmp(file + length + wcsspn(file + length, L"0123456789"), L".unfinished") == 0;
}

typedef bool ours(const wchar_t *file, const wchar_t *beginning);

static bool delete_those(const wchar_t *folder, const wchar_t *beginning, ours *is_ours) {
    WIN32_FIND_DATAW found;
    bool all = true;
    HANDLE search = FindFirstFileW(long_path(join3(folder, beginning, L"*")), &found);
    if (search != INVALID_HANDLE_VALUE) {
        for (BOOL more = TRUE; more; more = FindNextFileW(search, &found)) {
            if (is_ours(found.cFileName, beginning)) {
                all = delete_file(join(folder, found.cFileName)) && all;
            }
        }
        FindClose(search);
    }
    return all;
}

static bool delete_program(const wchar_t *bin, const wchar_t *program) {
    bool all = delete_those(bin, program, was_program);
    return delete_file(join(bin, program)) && all;
}

static bool delete_flush_marks(const wchar_t *folder) {
    return delete_those(folder, L"flush-", is_flush_mark);
}

static bool delete_rest(const wchar_t *folder) {
    const wchar_t *bin = join(folder, L"\\bin\\");
    bool all = delete_tree(join(folder, L"\\launcher"));
    all = delete_tree(join(folder, L"\\runtime")) && all;
    all = delete_program(bin, L"QuickCare.exe") && all;
    all = delete_program(bin, L"launcher.exe") && all;
    all = delete_flush_marks(bin) && all;
    all = delete_flush_marks(join(folder, L"\\state\\")) && all;
    return delete_flush_marks(join(folder, L"\\")) && all;
}

static void delete_empty(const wchar_t *folder) {
    static const wchar_t *const OURS[] = {L"\\bin", L"\\state", L""};
    for (size_t i = 0; i < sizeof OURS / sizeof *OURS; i++) {
        RemoveDirectoryW(long_path(join(folder, OURS[i])));
    }
}

/* A program cannot delete itself: Windows' own shell does it a moment later. */
static void delete_this(void) {
    wchar_t *self = find_home().program;
    wchar_t *line = join3(L"cmd.exe /d /c for /l %i in (1,1,30) do @if exist \"", self, L"\" (ping -n 2 127.0.0.1 >nul ");
    line = join3(line, L"& del /f \"", join(self, L"\" )"));
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process;
    if (CreateProcessW(NULL, line, NULL, NULL, FALSE, CREATE_NO_WINDOW, NULL, NULL, &startup, &process)) {
        CloseHandle(process.hProcess);
        CloseHandle(process.hThread);
    }
}

bool is_sweep(int count, wchar_t **words) {
    return count == 4 && wcscmp(words[1], SWEEP) == 0;
}

int sweep(wchar_t **words) {
    const wchar_t *folder = words[2];
    HANDLE former = OpenProcess(SYNCHRONIZE, FALSE, wcstoul(words[3], NULL, 10));
    if (former != NULL) {
        WaitForSingleObject(former, FORMER_MILLIS);
        CloseHandle(former);
    }
    /* Without a note somebody else has finished it, or has installed anew. */
    for (int tries = 0; tries < TRIES && is_file(note_in(folder)); tries++) {
        if (delete_rest(folder) && delete_file(join(folder, L"\\state\\lock")) && delete_file(note_in(folder))) {
            delete_empty(folder);
        } else {
            Sleep(BETWEEN_TRIES_MILLIS);
        }
    }
    delete_this();
    return 0;
}

/* What ran from the installation cannot be deleted by it: a copy of this program does that when it has ended. */
void sweep_later(const home *at) {
    if (!is_file(note_in(at->folder))) {
        return;
    }
    wchar_t *temporary = allocate(LONGEST_PATH * sizeof(wchar_t));
    GetTempPathW(LONGEST_PATH, temporary);
    wchar_t id[16];
    wsprintfW(id, L"%lu", GetCurrentProcessId());
    wchar_t *copy = join(join3(temporary, L"quickcare-sweep-", id), L".exe");
    if (!CopyFileW(at->program, copy, FALSE)) {
        return;
    }
    wchar_t *line = join3(L"\"", copy, L"\" --sweep \"");
    line = join(join3(line, at->folder, L"\" "), id);
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process;
    if (CreateProcessW(copy, line, NULL, NULL, FALSE, CREATE_NO_WINDOW, NULL, temporary, &startup, &process)) {
        CloseHandle(process.hProcess);
        CloseHandle(process.hThread);
    }
}

#endif
