package jp.quickcare.windows.agent;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jp.quickcare.launcher.agent.AgentGround;

/**
 * What the access control lists of Windows allow to others than its administrators and the agent's account.
 *
 * @param agent the SID of the account that this process runs as
 */
record WindowsRights(String agent) implements AgentGround.Rights {
    /** Local system, administrators, and the service that installs Windows itself. */
    private static final Set<String> ADMINISTRATORS =
            Set.of("S-1-5-18", "S-1-5-32-544", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464");

    /** The first administrator, and those of a domain or of all domains. */
    private static final Pattern NAMED_ADMINISTRATORS = Pattern.compile("S-1-5-21-\\d+-\\d+-\\d+-(500|512|519)");

    /** Stand for whoever makes something, and are nobody themselves; the owner is looked at as such. */
    private static final Pattern CREATORS = Pattern.compile("S-1-3-\\d+");

    private static final int WRITE_DATA = 0x2;
    private static final int APPEND_DATA = 0x4;
    private static final int WRITE_NAMED_ATTRIBUTES = 0x10;
    private static final int DELETE_CHILD = 0x40;
    private static final int WRITE_ATTRIBUTES = 0x100;
    private static final int DELETE = 0x10000;
    private static final int WRITE_LIST = 0x40000;
    private static final int WRITE_OWNER = 0x80000;
    private static final int MAXIMUM_ALLOWED = 0x02000000;
    private static final int GENERIC_ALL = 0x10000000;
    private static final int GENERIC_WRITE = 0x40000000;

    /** Any of these lets one exchange what is in a folder, or take the right to. */
    private static final int EXCHANGE =
            DELETE_CHILD | DELETE | WRITE_LIST | WRITE_OWNER | MAXIMUM_ALLOWED | GENERIC_ALL;

    /** With attributes a folder can be made to lead elsewhere. */
    private static final int CHANGE =
            EXCHANGE | WRITE_DATA | APPEND_DATA | WRITE_NAMED_ATTRIBUTES | WRITE_ATTRIBUTES | GENERIC_WRITE;

    private static final String EVERYBODY = "S-1-1-0";

    /** For an agent that this process is, or is about to set up. */
    static WindowsRights ofThisProcess() {
        HANDLEByReference token = new HANDLEByReference();
        if (!Advapi32.INSTANCE.OpenProcessToken(Kernel32.INSTANCE.GetCurrentProcess(), WinNT.TOKEN_QUERY, token)) {
            throw new IllegalStateException("error " + Native.getLastError() + " of Windows");
        }
        try {
            return new WindowsRights(Advapi32Util.getTokenAccount(token.getValue()).sidString);
        } finally {
            Kernel32.INSTANCE.CloseHandle(token.getValue());
        }
    }

    @Override
    public Optional<String> toChange(Path path) throws IOException {
        return whoMayChange(FileSecurity.of(path)).map(sid -> path + " (" + name(sid) + ")");
    }

    @Override
    public Optional<String> toExchangeWithin(Path folder) throws IOException {
        return whoMayExchangeWithin(FileSecurity.of(folder)).map(sid -> folder + " (" + name(sid) + ")");
    }

    /** The SID of somebody else who may change it. */
    Optional<String> whoMayChange(FileSecurity security) {
        return other(security, CHANGE);
    }

    /** The SID of somebody else who may put something else in the place of what is in this folder. */
    Optional<String> whoMayExchangeWithin(FileSecurity folder) {
        return other(folder, EXCHANGE);
    }

    private Optional<String> other(FileSecurity security, int rights) {
        if (!isTrusted(security.owner())) {
            // He may give himself every right.
            return Optional.of(security.owner());
        }
        if (security.entries().isEmpty()) {
            return Optional.of(EVERYBODY);
        }
        return security.entries().get().stream()
                .filter(entry -> (entry.flags() & FileSecurity.INHERIT_ONLY) == 0 && (entry.rights() & rights) != 0)
                .map(FileSecurity.Allowed::sid)
                .filter(sid -> !isTrusted(sid) && !CREATORS.matcher(sid).matches())
                .findFirst();
    }

    private boolean isTrusted(String sid) {
        return sid.equals(agent)
                || ADMINISTRATORS.contains(sid)
                || NAMED_ADMINISTRATORS.matcher(sid).matches();
    }

    private static String name(String sid) {
        try {
            return Advapi32Util.getAccountBySid(sid).fqn;
        } catch (RuntimeException e) {
            // Of an account that is no more, or of a domain that cannot be asked.
            return sid;
        }
    }
}
