package jp.quickcare.windows.agent;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import org.jspecify.annotations.Nullable;

/**
 * What of Windows' pipes JNA's own binding leaves out, or takes arrays for: those it copies, and what Windows writes into
 * later, once a call is over, has to stay where it is.
 */
interface Pipes extends StdCallLibrary {
    Pipes INSTANCE = Native.load("kernel32", Pipes.class, W32APIOptions.DEFAULT_OPTIONS);

    int SIZE_OF_OVERLAPPED = 32;
    int OFFSET_OF_EVENT = 24;

    boolean ConnectNamedPipe(HANDLE pipe, Pointer overlapped);

    boolean ReadFile(HANDLE file, Pointer into, int length, @Nullable IntByReference read, Pointer overlapped);

    boolean WriteFile(HANDLE file, Pointer from, int length, @Nullable IntByReference written, Pointer overlapped);

    boolean GetOverlappedResult(HANDLE file, Pointer overlapped, IntByReference transferred, boolean wait);

    boolean CancelIoEx(HANDLE file, @Nullable Pointer overlapped);

    boolean WaitNamedPipe(String name, int millis);

    /** Of advapi32. */
    interface Security extends StdCallLibrary {
        Security INSTANCE = Native.load("advapi32", Security.class, W32APIOptions.DEFAULT_OPTIONS);

        boolean ConvertStringSecurityDescriptorToSecurityDescriptor(
                String text, int revision, PointerByReference descriptor, @Nullable IntByReference size);

        boolean ImpersonateNamedPipeClient(HANDLE pipe);
    }
}
