package jp.quickcare.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.WinReg.HKEY;
import com.sun.jna.platform.win32.WinReg.HKEYByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.TreeMap;

/** The registry in its 64-bit view, which is one and the same for programs of either width. */
final class Registry {
    static final int READ = WinNT.KEY_READ | WinNT.KEY_WOW64_64KEY;
    /** No more than is needed: full control is refused to many who may write. */
    static final int WRITE = WinNT.KEY_READ | WinNT.KEY_WRITE | WinNT.KEY_WOW64_64KEY;

    /** What JNA's own binding leaves out. */
    private interface More extends StdCallLibrary {
        More INSTANCE = Native.load("advapi32", More.class, W32APIOptions.UNICODE_OPTIONS);

        int RegFlushKey(HKEY key);
    }

    private Registry() {}

    /** Makes a key and those above it that are missing. */
    static void create(HKEY hive, String key) {
        HKEYByReference made = new HKEYByReference();
        check(Advapi32.INSTANCE.RegCreateKeyEx(hive, key, 0, null, 0, WRITE, null, made, null));
        check(Advapi32.INSTANCE.RegCloseKey(made.getValue()));
    }

    /** Deletes a key without keys below; nothing when there is none. */
    static void delete(HKEY hive, String key) {
        if (Advapi32Util.registryKeyExists(hive, key, READ)) {
            int at = key.lastIndexOf('\\');
            Advapi32Util.registryDeleteKey(hive, key.substring(0, at), key.substring(at + 1), WRITE);
        }
    }

    /** Deletes a key that has no keys below and no value but this one; others are somebody's. */
    static void deleteIfEmpty(HKEY hive, String key, String value) {
        if (Advapi32Util.registryKeyExists(hive, key, READ)
                && Advapi32Util.registryGetKeys(hive, key, READ).length == 0) {
            TreeMap<String, Object> values = Advapi32Util.registryGetValues(hive, key, READ);
            values.remove(value);
            if (values.isEmpty()) {
                delete(hive, key);
            }
        }
    }

    /** Makes what was written durable; Windows otherwise does so within seconds. */
    static void flush(HKEY hive, String key) {
        HKEYByReference open = new HKEYByReference();
        check(Advapi32.INSTANCE.RegOpenKeyEx(hive, key, 0, READ, open));
        try {
            check(More.INSTANCE.RegFlushKey(open.getValue()));
        } finally {
            check(Advapi32.INSTANCE.RegCloseKey(open.getValue()));
        }
    }

    static IOException failure(String verb, HKEY hive, String key, Win32Exception e) {
        String name = (hive.equals(WinReg.HKEY_LOCAL_MACHINE) ? "HKEY_LOCAL_MACHINE\\" : "HKEY_CURRENT_USER\\") + key;
        String what = "cannot " + verb + " the registry key " + name;
        IOException failure = e.getErrorCode() == WinError.ERROR_ACCESS_DENIED
                ? new AccessDeniedException(name, null, what + ": this user may not; run it as an administrator")
                : new IOException(what + ": error " + e.getErrorCode());
        failure.initCause(e);
        return failure;
    }

    private static void check(int code) {
        if (code != WinError.ERROR_SUCCESS) {
            throw new Win32Exception(code);
        }
    }
}
