package jp.quickcare.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.COM.Unknown;
import com.sun.jna.platform.win32.Guid.CLSID;
import com.sun.jna.platform.win32.Guid.IID;
import com.sun.jna.platform.win32.Guid.REFIID;
import com.sun.jna.platform.win32.Ole32;
import com.sun.jna.platform.win32.WTypes;
import com.sun.jna.platform.win32.WinNT.HRESULT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A shortcut of Windows ({@code .lnk}) through IShellLinkW. One thread makes, uses and closes it. The numbers are places
 * in the tables of functions of IShellLinkW, IPersistFile and IPropertyStore, as Windows' headers have them.
 */
final class ShellLink implements AutoCloseable {
    private static final CLSID SHELL_LINK = new CLSID("00021401-0000-0000-C000-000000000046");
    private static final IID I_SHELL_LINK = new IID("000214F9-0000-0000-C000-000000000046");
    private static final IID I_PERSIST_FILE = new IID("0000010B-0000-0000-C000-000000000046");
    private static final IID I_PROPERTY_STORE = new IID("886D8EEB-8CF2-4446-8D02-CDBA1DBDCF99");

    private static final int GET_PATH = 3;
    private static final int SET_DESCRIPTION = 7;
    private static final int GET_FOLDER = 8;
    private static final int SET_FOLDER = 9;
    private static final int GET_ARGUMENTS = 10;
    private static final int SET_ARGUMENTS = 11;
    private static final int SET_SHOW = 15;
    private static final int GET_ICON = 16;
    private static final int SET_ICON = 17;
    private static final int SET_PATH = 20;
    private static final int FILE_LOAD = 5;
    private static final int FILE_SAVE = 6;
    private static final int PROPERTY_GET = 5;
    private static final int PROPERTY_SET = 6;
    private static final int PROPERTY_COMMIT = 7;

    private static final int LONGEST = 2048;
    /** The path as it was set, not looked for. */
    private static final int RAW_PATH = 4;
    /** In the task bar only: a console that nobody needs to see. */
    private static final int MINIMIZED = 7;

    private static final int KEY_BYTES = 20;
    private static final int VALUE_BYTES = 24;
    private static final int VALUE_AT = 8;
    private static final short TEXT = 31;
    private static final int ID_OF_APPLICATION = 5;

    /** What both sides of a call through a table of functions need. */
    private static final class Interface extends Unknown {
        Interface(Pointer pointer) {
            super(pointer);
        }

        void call(int function, Object... arguments) throws IOException {
            int code = codeOf(function, arguments);
            if (code < 0) {
                throw new IOException("a shortcut cannot be made: Windows' error 0x" + Integer.toHexString(code));
            }
        }

        int codeOf(int function, Object... arguments) {
            Object[] all = new Object[arguments.length + 1];
            all[0] = getPointer();
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            return _invokeNativeInt(function, all);
        }

        Optional<Interface> as(IID other) {
            PointerByReference found = new PointerByReference();
            HRESULT code = QueryInterface(new REFIID(other), found);
            return code.intValue() < 0 ? Optional.empty() : Optional.of(new Interface(found.getValue()));
        }
    }

    private final boolean entered;
    private final Interface link;

    ShellLink() throws IOException {
        entered = Ole32.INSTANCE
                        .CoInitializeEx(Pointer.NULL, Ole32.COINIT_APARTMENTTHREADED)
                        .intValue()
                >= 0;
        PointerByReference made = new PointerByReference();
        HRESULT code = Ole32.INSTANCE.CoCreateInstance(
                SHELL_LINK, Pointer.NULL, WTypes.CLSCTX_INPROC_SERVER, I_SHELL_LINK, made);
        if (code.intValue() < 0) {
            leave();
            throw new IOException("Windows makes no shortcuts: error 0x" + Integer.toHexString(code.intValue()));
        }
        link = new Interface(made.getValue());
    }

    /** @throws IOException also for a path beyond 260 characters, which shortcuts cannot lead to */
    void target(Path program, String arguments) throws IOException {
        link.call(SET_PATH, new WString(program.toString()));
        link.call(SET_ARGUMENTS, new WString(arguments));
    }

    void workingFolder(Path folder) throws IOException {
        link.call(SET_FOLDER, new WString(folder.toString()));
    }

    void icon(Path file) throws IOException {
        link.call(SET_ICON, new WString(file.toString()), 0);
    }

    void description(String text) throws IOException {
        link.call(SET_DESCRIPTION, new WString(text));
    }

    void minimized() throws IOException {
        link.call(SET_SHOW, MINIMIZED);
    }

    /** By which Windows keeps windows and shortcut of one application together in the task bar. */
    void applicationId(String id) throws IOException {
        Optional<Interface> store = link.as(I_PROPERTY_STORE);
        if (store.isEmpty()) {
            // A Windows before 7, or Wine: there is nothing to keep together.
            return;
        }
        try {
            Memory text = new Memory((id.length() + 1L) * Native.WCHAR_SIZE);
            text.setWideString(0, id);
            Memory value = new Memory(VALUE_BYTES);
            value.clear();
            value.setShort(0, TEXT);
            value.setPointer(VALUE_AT, text);
            store.get().call(PROPERTY_SET, applicationIdKey(), value);
            store.get().call(PROPERTY_COMMIT);
        } finally {
            store.get().Release();
        }
    }

    private static Memory applicationIdKey() {
        Memory key = new Memory(KEY_BYTES);
        key.write(0, new IID("9F4C2855-9F79-4B39-A8D0-E1D42DE1D5F3").toByteArray(), 0, VALUE_AT * 2);
        // Its first three parts are numbers, which this processor has the other way round.
        key.setInt(0, 0x9F4C2855);
        key.setShort(4, (short) 0x9F79);
        key.setShort(6, (short) 0x4B39);
        key.setInt(KEY_BYTES - Integer.BYTES, ID_OF_APPLICATION);
        return key;
    }

    void save(Path file) throws IOException {
        withFile(persist -> persist.call(FILE_SAVE, new WString(file.toString()), 0));
    }

    void load(Path file) throws IOException {
        withFile(persist -> persist.call(FILE_LOAD, new WString(file.toString()), 0));
    }

    /** The program that it leads to. */
    String target() throws IOException {
        return text((text, length) -> link.call(GET_PATH, text, length, Pointer.NULL, RAW_PATH));
    }

    String arguments() throws IOException {
        return text((text, length) -> link.call(GET_ARGUMENTS, text, length));
    }

    String workingFolder() throws IOException {
        return text((text, length) -> link.call(GET_FOLDER, text, length));
    }

    String icon() throws IOException {
        return text((text, length) -> link.call(GET_ICON, text, length, new IntByReference()));
    }

    /** Empty where none was set or this Windows keeps none. */
    Optional<String> applicationId() {
        Optional<Interface> store = link.as(I_PROPERTY_STORE);
        if (store.isEmpty()) {
            return Optional.empty();
        }
        try {
            Memory value = new Memory(VALUE_BYTES);
            value.clear();
            int code = store.get().codeOf(PROPERTY_GET, applicationIdKey(), value);
            Pointer text = value.getPointer(VALUE_AT);
            return code >= 0 && value.getShort(0) == TEXT && text != null
                    ? Optional.of(text.getWideString(0))
                    : Optional.empty();
        } finally {
            store.get().Release();
        }
    }

    private interface Call<T> {
        void with(T value) throws IOException;
    }

    private interface Reading {
        void into(Pointer text, int length) throws IOException;
    }

    private void withFile(Call<Interface> call) throws IOException {
        Interface persist =
                link.as(I_PERSIST_FILE).orElseThrow(() -> new IOException("Windows keeps no shortcuts in files"));
        try {
            call.with(persist);
        } finally {
            persist.Release();
        }
    }

    private static String text(Reading reading) throws IOException {
        Memory text = new Memory((long) LONGEST * Native.WCHAR_SIZE);
        text.clear();
        reading.into(text, LONGEST);
        return text.getWideString(0);
    }

    @Override
    public void close() {
        link.Release();
        leave();
    }

    private void leave() {
        if (entered) {
            Ole32.INSTANCE.CoUninitialize();
        }
    }
}
