package jp.quickcare.windows;

import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef.DWORD;
import com.sun.jna.platform.win32.WinDef.DWORDByReference;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import com.sun.jna.platform.win32.WinUser;
import com.sun.jna.ptr.IntByReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a program to close as its own close button would. It is first asked whether it may be closed for an update, as
 * an installer asks; one that says no, as while something is not saved, is left alone.
 */
final class PoliteClose {
    private static final int WM_CLOSE = 0x0010;
    private static final int WM_QUERYENDSESSION = 0x0011;
    /** "Close, for your files are being replaced": the session itself goes on. */
    private static final int ENDSESSION_CLOSEAPP = 1;

    private static final int SMTO_ABORTIFHUNG = 2;
    private static final int ANSWER_MILLIS = 3000;

    private PoliteClose() {}

    /** @return how many of its windows were told to close */
    static int ask(long pid) {
        int told = 0;
        for (HWND window : windows(pid)) {
            DWORDByReference answer = new DWORDByReference();
            boolean answered = User32.INSTANCE
                            .SendMessageTimeout(
                                    window,
                                    WM_QUERYENDSESSION,
                                    new WPARAM(0),
                                    new LPARAM(ENDSESSION_CLOSEAPP),
                                    SMTO_ABORTIFHUNG,
                                    ANSWER_MILLIS,
                                    answer)
                            .longValue()
                    != 0;
            if (answered && answer.getValue().longValue() != 0) {
                User32.INSTANCE.PostMessage(window, WM_CLOSE, new WPARAM(0), new LPARAM(0));
                told++;
            }
        }
        return told;
    }

    /** The windows with a close button: visible ones that belong to no other. */
    private static List<HWND> windows(long pid) {
        List<HWND> windows = new ArrayList<>();
        User32.INSTANCE.EnumWindows(
                (window, data) -> {
                    IntByReference owner = new IntByReference();
                    User32.INSTANCE.GetWindowThreadProcessId(window, owner);
                    if (Integer.toUnsignedLong(owner.getValue()) == pid
                            && User32.INSTANCE.IsWindowVisible(window)
                            && User32.INSTANCE.GetWindow(window, new DWORD(WinUser.GW_OWNER)) == null) {
                        windows.add(window);
                    }
                    return true;
                },
                null);
        return windows;
    }
}
