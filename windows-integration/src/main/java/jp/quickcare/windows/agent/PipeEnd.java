package jp.quickcare.windows.agent;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import java.io.Closeable;
import java.io.IOException;

/**
 * One end of a pipe that was opened for overlapped calls: only those let one thread read while another writes, and be
 * ended from a third. Windows writes into memory of ours until a call is over, so none of it goes before that.
 */
final class PipeEnd implements Closeable {
    private static final int LOOK_MILLIS = 200;

    /** One call of Windows that may be over later. */
    interface Call {
        boolean begin(HANDLE pipe, Pointer overlapped);
    }

    private final HANDLE pipe;
    private int calls;
    private boolean closed;

    PipeEnd(HANDLE pipe) {
        this.pipe = pipe;
    }

    /** Something that Windows does at once. */
    interface Look<T> {
        T at(HANDLE pipe);
    }

    /** Has it look at the pipe, which is not closed meanwhile. @throws IOException it is closed */
    <T> T with(Look<T> look) throws IOException {
        enter();
        try {
            return look.at(pipe);
        } finally {
            leave();
        }
    }

    /**
     * Makes a call and waits for its end.
     *
     * @param tolerated the one error that is none here; 0 for none
     * @return how many bytes it was about
     * @throws IOException it failed; the other side is gone, or this one is closed
     */
    int call(int tolerated, Call call) throws IOException {
        enter();
        HANDLE event = Kernel32.INSTANCE.CreateEvent(null, true, false, null);
        try (Memory overlapped = new Memory(Pipes.SIZE_OF_OVERLAPPED)) {
            overlapped.clear();
            overlapped.setPointer(Pipes.OFFSET_OF_EVENT, event.getPointer());
            IntByReference bytes = new IntByReference();
            if (!call.begin(pipe, overlapped)) {
                int error = Native.getLastError();
                if (error == tolerated) {
                    return 0;
                }
                if (error != WinError.ERROR_IO_PENDING) {
                    throw failure(error);
                }
                await(event, overlapped);
            }
            if (!Pipes.INSTANCE.GetOverlappedResult(pipe, overlapped, bytes, true)) {
                throw failure(Native.getLastError());
            }
            return bytes.getValue();
        } finally {
            Kernel32.INSTANCE.CloseHandle(event);
            leave();
        }
    }

    private void await(HANDLE event, Pointer overlapped) {
        while (Kernel32.INSTANCE.WaitForSingleObject(event, LOOK_MILLIS) == WinError.WAIT_TIMEOUT) {
            if (isClosed()) {
                Pipes.INSTANCE.CancelIoEx(pipe, overlapped);
            }
        }
    }

    private static IOException failure(int error) {
        return new IOException("pipe: error " + error + " of Windows");
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void enter() throws IOException {
        if (closed) {
            throw new IOException("pipe: closed");
        }
        calls++;
    }

    private synchronized void leave() {
        calls--;
        closeWhenIdle();
    }

    /** Its number may be another's as soon as it is closed, so no call may be under way. */
    private void closeWhenIdle() {
        if (closed && calls == 0) {
            Kernel32.INSTANCE.CloseHandle(pipe);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (calls > 0) {
                Pipes.INSTANCE.CancelIoEx(pipe, null);
            }
            closeWhenIdle();
        }
    }
}
