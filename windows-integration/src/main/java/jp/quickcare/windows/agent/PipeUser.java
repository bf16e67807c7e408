package jp.quickcare.windows.agent;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose account is at the other end of a pipe: Windows notes it when the pipe is opened, and shows it to a thread that
 * takes it on for a moment. Callers let the agent see who they are and do nothing in their name.
 */
final class PipeUser {
    private static final Logger LOG = LoggerFactory.getLogger(PipeUser.class);

    private PipeUser() {}

    /** The account's name without its domain, as Java has it of its own process; empty where Windows does not tell. */
    static String of(PipeEnd pipe) {
        try {
            return pipe.with(handle -> {
                if (!Pipes.Security.INSTANCE.ImpersonateNamedPipeClient(handle)) {
                    LOG.info("who asks: error {} of Windows", Native.getLastError());
                    return "";
                }
                String user = ofThread();
                if (!Advapi32.INSTANCE.RevertToSelf()) {
                    // This thread must do nothing more.
                    throw new IllegalStateException("error " + Native.getLastError() + " of Windows");
                }
                return user;
            });
        } catch (IOException e) {
            return "";
        }
    }

    /** Whatever goes wrong in it, for the thread has to be itself again. */
    private static String ofThread() {
        HANDLEByReference token = new HANDLEByReference();
        if (!Advapi32.INSTANCE.OpenThreadToken(Kernel32.INSTANCE.GetCurrentThread(), WinNT.TOKEN_QUERY, true, token)) {
            LOG.info("who asks: error {} of Windows", Native.getLastError());
            return "";
        }
        try {
            return Advapi32Util.getTokenAccount(token.getValue()).name;
        } catch (RuntimeException e) {
            LOG.info("who asks: {}", e.toString());
            return "";
        } finally {
            Kernel32.INSTANCE.CloseHandle(token.getValue());
        }
    }
}
