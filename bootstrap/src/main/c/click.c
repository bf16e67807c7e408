#include "quickcare.h"

#ifdef CONSOLE

/* A command has no window; its error output is there. */
void before_exit(int exit_code) {
    (void) exit_code;
    home at = find_home();
    sweep_later(&at);
}

#else

#include <string.h>
#include <wchar.h>

#define FORMER_MILLIS 60000
#define SPLASH_LOOKS_MILLIS 50
#define SPLASH_AT_MOST_MILLIS 60000
#define LONGEST_PATH 32768

/* ---- one instance ---- */

/* The same for each spelling of a folder, and short enough for a name of the system (FNV-1a). */
static unsigned long long hash(const wchar_t *folder) {
    wchar_t *lower = join(folder, L"");
    CharLowerW(lower);
    unsigned long long value = 14695981039346656037ULL;
    for (const wchar_t *c = lower; *c != L'\0'; c++) {
        value = (value ^ *c) * 1099511628211ULL;
    }
    return value;
}

/* Whether the window is one that a program of this installation shows. */
static bool is_ours(HWND window, const home *at) {
    DWORD id = 0;
    GetWindowThreadProcessId(window, &id);
    HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, id);
    if (process == NULL) {
        return false;
    }
    wchar_t *program = allocate(LONGEST_PATH * sizeof(wchar_t));
    DWORD length = LONGEST_PATH;
    size_t folder = wcslen(at->folder);
    bool ours = QueryFullProcessImageNameW(process, 0, program, &length) && length > folder
                && program[folder] == L'\\' && _wcsnicmp(program, at->folder, folder) == 0;
    HeapFree(GetProcessHeap(), 0, program);
    CloseHandle(process);
    return ours;
}

typedef struct {
    const home *at;
    HWND found;
    HWND except;
} window_search;

static BOOL CALLBACK look_at(HWND window, LPARAM parameter) {
    window_search *search = (window_search *) parameter;
    bool shown = IsWindowVisible(window) && GetWindow(window, GW_OWNER) == NULL && window != search->except;
    if (shown && GetWindowTextLengthW(window) > 0 && is_ours(window, search->at)) {
        search->found = window;
        return FALSE;
    }
    return TRUE;
}

static HWND our_window(const home *at, HWND except) {
    window_search search = {.at = at, .except = except};
    EnumWindows(look_at, (LPARAM) &search);
    return search.found;
}

static void bring_to_front(HWND window) {
    if (IsIconic(window)) {
        ShowWindow(window, SW_RESTORE);
    }
    SetForegroundWindow(window);
}

bool become_only_instance(const home *at) {
    wchar_t name[64];
    unsigned long long folder = hash(at->folder);
    wsprintfW(name, L"Local\\QuickCare-%08x%08x", (unsigned) (folder >> 32), (unsigned) folder);
    /* Held until the process ends, however that comes about. */
    HANDLE mutex = CreateMutexW(NULL, FALSE, name);
    if (mutex == NULL || GetLastError() != ERROR_ALREADY_EXISTS) {
        return true;
    }
    HWND first = our_window(at, NULL);
    if (first != NULL) {
        bring_to_front(first);
    }
    return false;
}

click_kind await_former(void) {
    wchar_t text[32];
    DWORD length = GetEnvironmentVariableW(L"QUICKCARE_AFTER", text, 32);
    if (length == 0 || length >= 32) {
        return BY_PERSON;
    }
    SetEnvironmentVariableW(L"QUICKCARE_AFTER", NULL);
    HANDLE former = OpenProcess(SYNCHRONIZE, FALSE, wcstoul(text, NULL, 10));
    if (former != NULL) {
        WaitForSingleObject(former, FORMER_MILLIS);
        CloseHandle(former);
    }
    const wchar_t *what = wcschr(text, L' ');
    return what == NULL ? UPDATE_ACCEPTED : wcscmp(what, L" again") == 0 ? HANDED_FOR_START : HANDED_OVER;
}

/* ---- the splash ---- */

static LRESULT CALLBACK paint(HWND window, UINT message, WPARAM wide_parameter, LPARAM parameter) {
    if (message != WM_PAINT) {
        return DefWindowProcW(window, message, wide_parameter, parameter);
    }
    PAINTSTRUCT area;
    HDC canvas = BeginPaint(window, &area);
    RECT inside;
    GetClientRect(window, &inside);
    FillRect(canvas, &inside, GetSysColorBrush(COLOR_WINDOW));
    FrameRect(canvas, &inside, GetSysColorBrush(COLOR_ACTIVEBORDER));
    HICON icon = LoadImageW(GetModuleHandleW(NULL), MAKEINTRESOURCEW(1), IMAGE_ICON, 48, 48, 0);
    DrawIconEx(canvas, 24, (inside.bottom - 48) / 2, icon, 48, 48, 0, NULL, DI_NORMAL);
    NONCLIENTMETRICSW metrics = {.cbSize = sizeof metrics};
    SystemParametersInfoW(SPI_GETNONCLIENTMETRICS, sizeof metrics, &metrics, 0);
    HFONT font = CreateFontIndirectW(&metrics.lfMessageFont);
    HGDIOBJ before = SelectObject(canvas, font);
    SetBkMode(canvas, TRANSPARENT);
    SetTextColor(canvas, GetSysColor(COLOR_WINDOWTEXT));
    wchar_t text[256];
    inside.left = 96;
    DrawTextW(canvas, text, GetWindowTextW(window, text, 256), &inside, DT_SINGLELINE | DT_VCENTER | DT_END_ELLIPSIS);
    SelectObject(canvas, before);
    DeleteObject(font);
    EndPaint(window, &area);
    return 0;
}

static HWND show_splash(const home *at) {
    WNDCLASSW class = {.lpfnWndProc = paint,
        .hInstance = GetModuleHandleW(NULL),
        .hCursor = LoadCursorW(NULL, (wchar_t *) IDC_APPSTARTING),
        .lpszClassName = L"QuickCareSplash"};
    RegisterClassW(&class);
    int x = (GetSystemMetrics(SM_CXSCREEN) - 360) / 2;
    int y = (GetSystemMetrics(SM_CYSCREEN) - 96) / 2;
    HWND window = CreateWindowExW(WS_EX_TOOLWINDOW | WS_EX_NOACTIVATE, class.lpszClassName,
            sentence_text(STARTING, at->name, L""), WS_POPUP, x, y, 360, 96, NULL, NULL, class.hInstance, NULL);
    ShowWindow(window, SW_SHOWNOACTIVATE);
    return window;
}

typedef struct {
    home at;
    DWORD after_millis;
} splash_start;

static DWORD WINAPI splash(LPVOID parameter) {
    const splash_start *start = parameter;
    const home *at = &start->at;
    Sleep(start->after_millis);
    if (our_window(at, NULL) != NULL) {
        return 0;
    }
    HWND window = show_splash(at);
    ULONGLONG until = GetTickCount64() + SPLASH_AT_MOST_MILLIS;
    while (GetTickCount64() < until && our_window(at, window) == NULL) {
        MSG message;
        while (PeekMessageW(&message, NULL, 0, 0, PM_REMOVE)) {
            DispatchMessageW(&message);
        }
        MsgWaitForMultipleObjects(0, NULL, FALSE, SPLASH_LOOKS_MILLIS, QS_ALLINPUT);
    }
    DestroyWindow(window);
    return 0;
}

void begin_splash(const home *at, DWORD after_millis) {
    /* Asked for before there is a second thread, as Java's window library asks for it while Windows loads it: Wine gets
       its display ready at the first such question, for which it loads a library too. Were the splash's question the
       first, and Java's library being loaded at that moment, each thread would wait for the other without end. */
    MapVirtualKeyW(VK_SHIFT, MAPVK_VK_TO_VSC);
    splash_start *kept = allocate(sizeof *kept);
    *kept = (splash_start) {.at = *at, .after_millis = after_millis};
    HANDLE thread = CreateThread(NULL, 0, splash, kept, 0, NULL);
    if (thread != NULL) {
        CloseHandle(thread);
    }
}

/* ---- what would have been said on an error output ---- */

/* Empty where there is an error output that somebody reads. */
static wchar_t *errors_file;

void keep_errors(const home *at) {
    HANDLE present = GetStdHandle(STD_ERROR_HANDLE);
    if (present != NULL && present != INVALID_HANDLE_VALUE && GetFileType(present) != FILE_TYPE_UNKNOWN) {
        return;
    }
    SECURITY_ATTRIBUTES inherited = {.nLength = sizeof inherited, .bInheritHandle = TRUE};
    wchar_t *file = join(at->folder, L"\\state\\log\\start.err");
    HANDLE opened = CreateFileW(long_path(file), FILE_APPEND_DATA | SYNCHRONIZE,
            FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, &inherited, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL,
            NULL);
    if (opened != INVALID_HANDLE_VALUE) {
        SetStdHandle(STD_ERROR_HANDLE, opened);
        errors_file = file;
    }
}

void before_exit(int exit_code) {
    char *text = exit_code == CANNOT_START && errors_file != NULL ? content(errors_file) : NULL;
    if (text != NULL && *text != '\0') {
        say_text(wide(CP_ACP, text));
    }
}

#endif
