package jp.quickcare.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.ptr.IntByReference;
import java.util.Optional;
import jp.quickcare.launcher.durable.Platform;
import jp.quickcare.launcher.identity.MachineSource;

/** Which machine this is, as Windows tells: the GUID of its installation, and the number of the session. */
public final class WindowsMachine implements MachineSource {
    private static final String KEY = "SOFTWARE\\Microsoft\\Cryptography";
    private static final String VALUE = "MachineGuid";

    /** For {@link java.util.ServiceLoader}. */
    public WindowsMachine() {}

    @Override
    public boolean fits() {
        return Platform.WINDOWS;
    }

    /** Only the 64-bit view has it. */
    @Override
    public Optional<String> id() {
        try {
            return Optional.of(
                    Advapi32Util.registryGetStringValue(WinReg.HKEY_LOCAL_MACHINE, KEY, VALUE, Registry.READ));
        } catch (Win32Exception e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> session() {
        IntByReference session = new IntByReference();
        return Kernel32.INSTANCE.ProcessIdToSessionId(Kernel32.INSTANCE.GetCurrentProcessId(), session)
                ? Optional.of(Integer.toUnsignedString(session.getValue()))
                : Optional.empty();
    }
}
