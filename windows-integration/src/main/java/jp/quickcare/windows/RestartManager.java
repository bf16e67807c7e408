package jp.quickcare.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows' Restart Manager: asked who uses a file, services and other people's programs included. It closes nothing. */
final class RestartManager implements Programs {
    /** {@code RM_PROCESS_INFO}: pid, start time, name, service, kind, state, session, restartable. */
    static final int ENTRY_BYTES = 668;

    private static final int NAME_AT = 12;
    private static final int NAME_BYTES = 512;
    private static final int SERVICE_AT = NAME_AT + NAME_BYTES;
    private static final int SERVICE_BYTES = 128;
    private static final int MOST_TRIES = 5;
    private static final int KEY_CHARACTERS = 33;

    /** The functions of rstrtmgr.dll that are needed. */
    private interface Api extends StdCallLibrary {
        int RmStartSession(IntByReference session, int flags, char[] key);

        int RmRegisterResources(
                int session,
                int files,
                String[] names,
                int processes,
                Pointer unique,
                int services,
                Pointer serviceNames);

        int RmGetList(
                int session,
                IntByReference needed,
                IntByReference count,
                @Nullable Pointer list,
                IntByReference reasons);

        int RmEndSession(int session);
    }

    private final Api api = Native.load("rstrtmgr", Api.class, W32APIOptions.UNICODE_OPTIONS);

    @Override
    public List<Program> using(Path file) {
        IntByReference session = new IntByReference();
        if (api.RmStartSession(session, 0, new char[KEY_CHARACTERS]) != WinError.ERROR_SUCCESS) {
            return List.of();
        }
        try {
            String[] names = {WindowsPath.of(file)};
            int code = api.RmRegisterResources(session.getValue(), 1, names, 0, Pointer.NULL, 0, Pointer.NULL);
            return code == WinError.ERROR_SUCCESS ? list(session.getValue()) : List.of();
        } finally {
            api.RmEndSession(session.getValue());
        }
    }

    /** Programs come and go while they are counted, so the list may have to be asked for again. */
    private List<Program> list(int session) {
        IntByReference needed = new IntByReference();
        IntByReference count = new IntByReference();
        Memory list = null;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int code = api.RmGetList(session, needed, count, list, new IntByReference());
            if (code == WinError.ERROR_SUCCESS) {
                return list == null ? List.of() : read(list.getByteBuffer(0, list.size()), count.getValue());
            }
            if (code != WinError.ERROR_MORE_DATA || needed.getValue() <= 0) {
                return List.of();
            }
            count.setValue(needed.getValue());
            list = new Memory((long) ENTRY_BYTES * needed.getValue());
        }
        return List.of();
    }

    /** Reads what Windows filled in. */
    static List<Program> read(ByteBuffer list, int count) {
        ByteBuffer entries = list.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<Program> programs = new ArrayList<>();
        for (int at = 0; at < count * ENTRY_BYTES && at + ENTRY_BYTES <= entries.limit(); at += ENTRY_BYTES) {
            programs.add(new Program(
                    Integer.toUnsignedLong(entries.getInt(at)),
                    text(entries, at + NAME_AT, NAME_BYTES),
                    text(entries, at + SERVICE_AT, SERVICE_BYTES)));
        }
        return programs;
    }

    private static String text(ByteBuffer entries, int at, int bytes) {
        byte[] raw = new byte[bytes];
        entries.get(at, raw);
        String text = new String(raw, StandardCharsets.UTF_16LE);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
