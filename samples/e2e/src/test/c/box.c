/* usage: box.exe TITLE    waits for a message box with this title and prints its text */
#include <windows.h>
#include <stdio.h>

#define TEXT_OF_A_BOX 0xFFFF
#define LOOKS 2400

int wmain(int count, wchar_t **words) {
    HWND text = NULL;
    for (int i = 0; i < LOOKS && text == NULL && count == 2; i++) {
        Sleep(50);
        HWND box = FindWindowW(L"#32770", words[1]);
        text = box == NULL ? NULL : GetDlgItem(box, TEXT_OF_A_BOX);
    }
    if (text == NULL) {
        return 1;
    }
    wchar_t said[2048] = L"";
    char bytes[8192] = "";
    SendMessageW(text, WM_GETTEXT, 2048, (LPARAM) said);
    WideCharToMultiByte(CP_ACP, 0, said, -1, bytes, sizeof bytes, NULL, NULL);
    puts(bytes);
    return 0;
}
