#include "quickcare.h"

#include <wchar.h>

/* Each sentence in English and Japanese; %1 is the path or name, %2 the detail. */
static const wchar_t *const WORDS[][2] = {
    [NO_OPTIONS] = {L"%1 is missing or damaged. Run \"launcher.exe repair --start-files\" in the folder bin, or ask "
                    L"your administrator to install again.",
        L"%1 がないか、壊れています。bin フォルダーの「launcher.exe repair --start-files」を実行するか、"
        L"管理者に再インストールを依頼してください。"},
    [NO_RUNTIME] = {L"The Java runtime is missing: there is no %1. Ask your administrator to install again.",
        L"Java の実行環境がありません（%1 が見つかりません）。管理者に再インストールを依頼してください。"},
    [BAD_RUNTIME] = {L"The Java runtime is damaged: %1 cannot be loaded (%2). Ask your administrator to install again.",
        L"Java の実行環境が壊れています。%1 を読み込めません（%2）。管理者に再インストールを依頼してください。"},
    [JAVA_REFUSED] = {L"Java cannot be started with the options in %1: %2",
        L"%1 のオプションでは Java を起動できません: %2"},
    [NO_CLASS] = {L"The launcher is missing or damaged: %1 does not have what starts the application. Ask your "
                  L"administrator to install again.",
        L"ランチャーがないか、壊れています（%1 からアプリケーションを起動できません）。"
        L"管理者に再インストールを依頼してください。"},
    [CODE_PAGE] = {L"The path %1 has characters that this Windows cannot hand to Java. Install in a folder without "
                   L"them.",
        L"パス %1 に、この Windows では Java に渡せない文字があります。別のフォルダーにインストールしてください。"},
    [STARTING] = {L"Starting %1 …", L"%1 を起動しています…"},
};

static bool is_japanese(void) {
    return PRIMARYLANGID(GetUserDefaultUILanguage()) == LANG_JAPANESE;
}

wchar_t *sentence_text(sentence which, const wchar_t *path, const wchar_t *detail) {
    const wchar_t *words = WORDS[which][is_japanese()];
    DWORD_PTR facts[] = {(DWORD_PTR) path, (DWORD_PTR) detail};
    wchar_t *text = NULL;
    DWORD flags = FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY;
    FormatMessageW(flags, words, 0, 0, (wchar_t *) &text, 0, (va_list *) facts);
    return text == NULL ? join(path, L"") : text;
}

#ifdef CONSOLE
void say_text(const wchar_t *text) {
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    const wchar_t *line = join(text, L"\r\n");
    DWORD done;
    if (!WriteConsoleW(out, line, (DWORD) wcslen(line), &done, NULL)) {
        int length = WideCharToMultiByte(CP_ACP, 0, line, -1, NULL, 0, NULL, NULL);
        char *bytes = allocate((size_t) length + 1);
        WideCharToMultiByte(CP_ACP, 0, line, -1, bytes, length, NULL, NULL);
        WriteFile(out, bytes, (DWORD) length - 1, &done, NULL);
    }
}
#else
void say_text(const wchar_t *text) {
    MessageBoxW(NULL, text, find_home().name, MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
}
#endif

void say(sentence which, const wchar_t *path, const wchar_t *detail) {
    say_text(sentence_text(which, path, detail));
}
