package jp.quickcare.windows.agent;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.PSID;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose a file or folder of Windows is, and what its access control list allows whom.
 *
 * @param owner the owner's SID as text
 * @param entries what is allowed, in the list's order; denials are left out, for they can only lessen it. Empty where
 *     there is no list, which allows everybody everything
 */
record FileSecurity(String owner, Optional<List<Allowed>> entries) {
    /** The entry counts for what will be made inside and not for the folder itself. */
    static final int INHERIT_ONLY = 0x8;

    private static final int SE_FILE_OBJECT = 1;
    private static final int OWNER_AND_LIST = 1 | 4;
    private static final int LONGEST_PLAIN_PATH = 247;

    private static final int ALLOWED = 0;
    private static final int DENIED = 1;
    private static final int ALLOWED_OBJECT = 5;
    private static final int DENIED_OBJECT = 6;
    private static final int ALLOWED_CALLBACK = 9;
    private static final int DENIED_CALLBACK = 10;
    private static final int ALLOWED_CALLBACK_OBJECT = 11;
    private static final int DENIED_CALLBACK_OBJECT = 12;
    private static final int GUID_BYTES = 16;

    /**
     * One entry.
     *
     * @param sid to whom, as text; empty where the entry is of no kind that is known here
     * @param rights the access mask
     * @param flags as {@link #INHERIT_ONLY}
     */
    record Allowed(String sid, int rights, int flags) {}

    FileSecurity {
        entries = entries.map(List::copyOf);
    }

    /** @throws IOException Windows does not tell */
    static FileSecurity of(Path path) throws IOException {
        PointerByReference owner = new PointerByReference();
        PointerByReference list = new PointerByReference();
        PointerByReference descriptor = new PointerByReference();
        int error = Advapi32.INSTANCE.GetNamedSecurityInfo(
                name(path), SE_FILE_OBJECT, OWNER_AND_LIST, owner, null, list, null, descriptor);
        if (error != WinError.ERROR_SUCCESS) {
            throw new IOException("rights of " + path + ": error " + error + " of Windows");
        }
        try {
            return new FileSecurity(
                    sid(owner.getValue()), Optional.ofNullable(list.getValue()).map(FileSecurity::entries));
        } finally {
            Kernel32.INSTANCE.LocalFree(descriptor.getValue());
        }
    }

    private static String name(Path path) {
        String name = path.toAbsolutePath().toString();
        if (name.length() <= LONGEST_PLAIN_PATH) {
            return name;
        }
        return name.startsWith("\\\\") ? "\\\\?\\UNC" + name.substring(1) : "\\\\?\\" + name;
    }

    private static String sid(Pointer sid) {
        return sid == null ? "" : new PSID(sid).getSidString();
    }

    private static List<Allowed> entries(Pointer list) {
        List<Allowed> found = new ArrayList<>();
        int count = Short.toUnsignedInt(list.getShort(4));
        long at = 8;
        for (int i = 0; i < count; i++) {
            entry(list.share(at)).ifPresent(found::add);
            at += Short.toUnsignedInt(list.getShort(at + 2));
        }
        return found;
    }

    private static Optional<Allowed> entry(Pointer entry) {
        int flags = Byte.toUnsignedInt(entry.getByte(1));
        int rights = entry.getInt(4);
        return switch (entry.getByte(0)) {
            case DENIED, DENIED_OBJECT, DENIED_CALLBACK, DENIED_CALLBACK_OBJECT -> Optional.empty();
            case ALLOWED, ALLOWED_CALLBACK -> Optional.of(new Allowed(sid(entry.share(8)), rights, flags));
            case ALLOWED_OBJECT, ALLOWED_CALLBACK_OBJECT -> {
                int guids = Integer.bitCount(entry.getInt(8) & 3);
                yield Optional.of(new Allowed(sid(entry.share(12L + (long) guids * GUID_BYTES)), rights, flags));
            }
            default -> Optional.of(new Allowed("", -1, flags));
        };
    }
}
