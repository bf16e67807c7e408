package jp.quickcare.windows;

import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.nio.file.Path;

/**
 * Asks Windows for the right to rename and to write a file, and gives it back at once. It is refused while a program
 * has the file open without sharing these, or runs it.
 */
final class ShareProbe {
    private static final int RENAME_AND_WRITE = WinNT.DELETE | WinNT.FILE_WRITE_DATA;
    private static final int SHARE_ALL = WinNT.FILE_SHARE_READ | WinNT.FILE_SHARE_WRITE | WinNT.FILE_SHARE_DELETE;
    /** Of a link the link is meant. */
    private static final int AS_IT_LIES = WinNT.FILE_FLAG_OPEN_REPARSE_POINT;

    private ShareProbe() {}

    static boolean isHeld(Path file) {
        int code = codeOfOpening(file, RENAME_AND_WRITE);
        if (code == WinError.ERROR_ACCESS_DENIED) {
            // Marked as read-only: nobody may write it, and renaming is what counts.
            code = codeOfOpening(file, WinNT.DELETE);
        }
        return code == WinError.ERROR_SHARING_VIOLATION
                || code == WinError.ERROR_LOCK_VIOLATION
                || code == WinError.ERROR_USER_MAPPED_FILE;
    }

    private static int codeOfOpening(Path file, int rights) {
        HANDLE open = Kernel32.INSTANCE.CreateFile(
                WindowsPath.of(file), rights, SHARE_ALL, null, WinNT.OPEN_EXISTING, AS_IT_LIES, null);
        if (WinBase.INVALID_HANDLE_VALUE.equals(open)) {
            return Kernel32.INSTANCE.GetLastError();
        }
        Kernel32.INSTANCE.CloseHandle(open);
        return WinError.ERROR_SUCCESS;
    }
}
