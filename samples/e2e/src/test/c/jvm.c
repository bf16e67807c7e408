/*
 * Stands in for Java's jvm.dll: comes up as fast or as slowly as a test wants, looks at what QuickCare.exe shows
 * meanwhile, and ends the process with what it saw. TEST says what to do, GO is the file that the test makes to go on.
 */
#define UNICODE
#include <stdbool.h>
#include <string.h>
#include <windows.h>
#include <tlhelp32.h>

#define PATIENCE_MILLIS 120000
#define HALF_A_SECOND 500

enum { AS_IT_SHOULD, SPLASH_SEEN, TOO_BUSY, TOO_EARLY, NEVER_SEEN, NEVER_GONE, FORMER_THERE, AFTER_FORMER };

static ULONGLONG begun(HANDLE thread) {
    FILETIME created, exited, kernel, user;
    GetThreadTimes(thread, &created, &exited, &kernel, &user);
    return ((ULONGLONG) created.dwHighDateTime << 32) | created.dwLowDateTime;
}

/* The splash has the youngest thread of this process as long as nothing was shown here. */
static ULONGLONG begin_of_splash(void) {
    THREADENTRY32 thread = {.dwSize = sizeof thread};
    HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    ULONGLONG last = 0;
    for (BOOL more = Thread32First(all, &thread); more; more = Thread32Next(all, &thread)) {
        HANDLE found = thread.th32OwnerProcessID == GetCurrentProcessId()
                               ? OpenThread(THREAD_QUERY_INFORMATION, FALSE, thread.th32ThreadID)
                               : NULL;
        if (found != NULL) {
            last = begun(found) > last ? begun(found) : last;
            CloseHandle(found);
        }
    }
    CloseHandle(all);
    return last;
}

/* How long ago the splash began to wait. */
static long long millis_of_splash(void) {
    static ULONGLONG begin;
    if (begin == 0) {
        begin = begin_of_splash();
    }
    FILETIME now;
    GetSystemTimeAsFileTime(&now);
    return (long long) ((((ULONGLONG) now.dwHighDateTime << 32) | now.dwLowDateTime) - begin) / 10000;
}

static bool splash(void) {
    return FindWindowW(L"QuickCareSplash", NULL) != NULL;
}

static bool go(void) {
    wchar_t file[MAX_PATH];
    GetEnvironmentVariableW(L"GO", file, MAX_PATH);
    return GetFileAttributesW(file) != INVALID_FILE_ATTRIBUTES;
}

static bool await(bool (*wanted)(void), bool value) {
    for (ULONGLONG end = GetTickCount64() + PATIENCE_MILLIS; wanted() != value;) {
        if (GetTickCount64() > end) {
            return false;
        }
        MSG message;
        while (PeekMessageW(&message, NULL, 0, 0, PM_REMOVE)) {
            DispatchMessageW(&message);
        }
        Sleep(10);
    }
    return true;
}

static void show(const wchar_t *title) {
    HWND window = CreateWindowExW(0, L"STATIC", title, WS_OVERLAPPEDWINDOW, 40, 40, 400, 200, NULL, NULL, NULL, NULL);
    ShowWindow(window, SW_SHOW);
    UpdateWindow(window);
}

/* Whether it is seen before so much time of its is over. */
static bool splash_within(long long millis) {
    bool seen = false;
    while (!seen && millis_of_splash() < millis) {
        seen = splash();
        Sleep(10);
    }
    return seen;
}

static int quick(void) {
    if (splash_within(HALF_A_SECOND / 2)) {
        return SPLASH_SEEN;
    }
    show(L"quick");
    if (millis_of_splash() > HALF_A_SECOND - 50) {
        return TOO_BUSY;
    }
    return splash_within(3 * HALF_A_SECOND) ? SPLASH_SEEN : AS_IT_SHOULD;
}

static int slow(void) {
    millis_of_splash();
    if (!await(splash, true)) {
        return NEVER_SEEN;
    }
    if (millis_of_splash() < HALF_A_SECOND - 20) {
        return TOO_EARLY;
    }
    await(go, true);
    show(L"slow");
    return await(splash, false) ? AS_IT_SHOULD : NEVER_GONE;
}

static int first(void) {
    wchar_t title[32];
    wsprintfW(title, L"process %lu.", GetCurrentProcessId());
    show(title);
    await(go, true);
    return AS_IT_SHOULD;
}

static int second(void) {
    wchar_t id[32];
    GetEnvironmentVariableW(L"FORMER", id, 32);
    DWORD number = 0;
    for (wchar_t *digit = id; *digit != L'\0'; digit++) {
        number = number * 10 + (DWORD) (*digit - L'0');
    }
    HANDLE former = OpenProcess(SYNCHRONIZE, FALSE, number);
    bool there = former != NULL && WaitForSingleObject(former, 0) == WAIT_TIMEOUT;
    return there ? FORMER_THERE : AFTER_FORMER;
}

__declspec(dllexport) int JNI_CreateJavaVM(void **vm, void **env, void *arguments) {
    (void) vm;
    (void) env;
    (void) arguments;
    char test[16] = "";
    GetEnvironmentVariableA("TEST", test, sizeof test);
    int (*what)(void) = strcmp(test, "quick") == 0  ? quick
                        : strcmp(test, "slow") == 0 ? slow
                        : strcmp(test, "first") == 0 ? first
                                                     : second;
    ExitProcess((UINT) what());
}
