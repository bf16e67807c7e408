package jp.quickcare.windows;

import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.WinDef.DWORD;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.WinReg.HKEYByReference;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import jp.quickcare.launcher.apply.RestartMoves;
import jp.quickcare.launcher.durable.Platform;

/**
 * Renames at the next start of Windows: its session manager carries them out before any program runs. They are kept in
 * one value of the registry that all installers of the PC share and only administrators may write.
 */
public final class WindowsRestartMoves implements RestartMoves {
    private static final String KEY = "SYSTEM\\CurrentControlSet\\Control\\Session Manager";
    private static final String VALUE = "PendingFileRenameOperations";
    private static final int DELAY_UNTIL_REBOOT = 4;

    /** For {@link java.util.ServiceLoader}. */
    public WindowsRestartMoves() {}

    @Override
    public boolean fits() {
        return Platform.WINDOWS;
    }

    @Override
    public void schedule(List<Rename> renames) throws IOException {
        for (Rename rename : renames) {
            boolean noted = Kernel32.INSTANCE.MoveFileEx(
                    WindowsPath.of(rename.from()), WindowsPath.of(rename.to()), new DWORD(DELAY_UNTIL_REBOOT));
            if (!noted) {
                int code = Kernel32.INSTANCE.GetLastError();
                throw failure(rename.from().toString(), code);
            }
        }
    }

    @Override
    public void withdraw(List<Rename> renames) throws IOException {
        PendingRenames pending = pending();
        PendingRenames left = pending.without(renames);
        if (left.count() < pending.count()) {
            write(left.bytes());
        }
    }

    /** What is noted at this moment, by whomever. */
    PendingRenames pending() throws IOException {
        HKEYByReference key = new HKEYByReference();
        int code = Advapi32.INSTANCE.RegOpenKeyEx(WinReg.HKEY_LOCAL_MACHINE, KEY, 0, Registry.READ, key);
        if (code != WinError.ERROR_SUCCESS) {
            throw failure(KEY, code);
        }
        try {
            return PendingRenames.of(read(key));
        } finally {
            Advapi32.INSTANCE.RegCloseKey(key.getValue());
        }
    }

    /** The value as it is, with pairs whose second part is empty, which stand for a deletion. */
    private static byte[] read(HKEYByReference key) throws IOException {
        IntByReference type = new IntByReference();
        IntByReference length = new IntByReference();
        int code = Advapi32.INSTANCE.RegQueryValueEx(key.getValue(), VALUE, 0, type, (byte[]) null, length);
        if (code == WinError.ERROR_FILE_NOT_FOUND) {
            return new byte[0];
        }
        byte[] value = new byte[length.getValue()];
        if (code == WinError.ERROR_SUCCESS) {
            code = Advapi32.INSTANCE.RegQueryValueEx(key.getValue(), VALUE, 0, type, value, length);
        }
        if (code != WinError.ERROR_SUCCESS) {
            throw failure(KEY + "\\" + VALUE, code);
        }
        return value;
    }

    private static void write(byte[] value) throws IOException {
        HKEYByReference key = new HKEYByReference();
        int code = Advapi32.INSTANCE.RegOpenKeyEx(WinReg.HKEY_LOCAL_MACHINE, KEY, 0, Registry.WRITE, key);
        if (code != WinError.ERROR_SUCCESS) {
            throw failure(KEY, code);
        }
        try {
            code = value.length <= 2
                    ? Advapi32.INSTANCE.RegDeleteValue(key.getValue(), VALUE)
                    : Advapi32.INSTANCE.RegSetValueEx(
                            key.getValue(), VALUE, 0, WinNT.REG_MULTI_SZ, value, value.length);
        } finally {
            Advapi32.INSTANCE.RegCloseKey(key.getValue());
        }
        if (code != WinError.ERROR_SUCCESS) {
            throw failure(KEY + "\\" + VALUE, code);
        }
    }

    private static IOException failure(String what, int code) {
        String reason = Kernel32Util.formatMessage(code).strip();
        return code == WinError.ERROR_ACCESS_DENIED
                ? new AccessDeniedException(what, null, reason)
                : new IOException(what + ": " + reason);
    }
}
