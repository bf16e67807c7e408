package jp.quickcare.windows;

import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.WinReg.HKEY;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import jp.quickcare.launcher.home.Home;

/** Whose an installation is: the machine's when it lies where programs for everybody lie, else one user's. */
enum Scope {
    /** Under Program Files or ProgramData; only administrators and the system change it. */
    MACHINE,
    /** Anywhere else. */
    USER;

    private static final List<String> FOR_EVERYBODY =
            List.of("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "ProgramData");

    /** Where the registry keeps what belongs to this scope. */
    HKEY hive() {
        return this == MACHINE ? WinReg.HKEY_LOCAL_MACHINE : WinReg.HKEY_CURRENT_USER;
    }

    static Scope of(Home home) {
        for (String name : FOR_EVERYBODY) {
            String folder = System.getenv(name);
            try {
                // Paths of Windows compare without regard to case.
                if (folder != null && !folder.isBlank() && home.folder().startsWith(Path.of(folder))) {
                    return MACHINE;
                }
            } catch (InvalidPathException e) {
                // Then nothing lies there.
            }
        }
        return USER;
    }
}
