#include "quickcare.h"

#include <string.h>
#include <wchar.h>

#define LARGEST_FILE (1024 * 1024)

void *allocate(size_t bytes) {
    void *memory = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, bytes);
    if (memory == NULL) {
        ExitProcess(CANNOT_START);
    }
    return memory;
}

wchar_t *join3(const wchar_t *first, const wchar_t *second, const wchar_t *third) {
    size_t length = wcslen(first) + wcslen(second) + wcslen(third) + 1;
    wchar_t *joined = allocate(length * sizeof(wchar_t));
    wcscpy(joined, first);
    wcscat(joined, second);
    wcscat(joined, third);
    return joined;
}

wchar_t *join(const wchar_t *first, const wchar_t *second) {
    return join3(first, second, L"");
}

wchar_t *wide(UINT code_page, const char *text) {
    int length = MultiByteToWideChar(code_page, 0, text, -1, NULL, 0);
    wchar_t *result = allocate(((size_t) length + 1) * sizeof(wchar_t));
    MultiByteToWideChar(code_page, 0, text, -1, result, length);
    return result;
}

char *narrow(const wchar_t *text) {
    BOOL lost = FALSE;
    int length = WideCharToMultiByte(CP_ACP, WC_NO_BEST_FIT_CHARS, text, -1, NULL, 0, NULL, &lost);
    char *result = allocate((size_t) length + 1);
    WideCharToMultiByte(CP_ACP, WC_NO_BEST_FIT_CHARS, text, -1, result, length, NULL, NULL);
    return lost ? NULL : result;
}

wchar_t *long_path(const wchar_t *path) {
    if (wcslen(path) < MAX_PATH - 12 || wcsncmp(path, L"\\\\?\\", 4) == 0) {
        return join(path, L"");
    }
    return wcsncmp(path, L"\\\\", 2) == 0 ? join(L"\\\\?\\UNC", path + 1) : join(L"\\\\?\\", path);
}

char *content(const wchar_t *path) {
    HANDLE file = CreateFileW(long_path(path), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
            NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) {
        return NULL;
    }
    char *text = NULL;
    LARGE_INTEGER size;
    DWORD done = 0;
    if (GetFileSizeEx(file, &size) && size.QuadPart <= LARGEST_FILE) {
        text = allocate((size_t) size.QuadPart + 1);
        if (!ReadFile(file, text, (DWORD) size.QuadPart, &done, NULL)) {
            text = NULL;
        }
    }
    CloseHandle(file);
    return text;
}

bool is_file(const wchar_t *path) {
    DWORD attributes = GetFileAttributesW(long_path(path));
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) == 0;
}

bool is_folder(const wchar_t *path) {
    DWORD attributes = GetFileAttributesW(long_path(path));
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}
