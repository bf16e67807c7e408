package jp.quickcare.windows.agent;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.PSID;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.launcher.agent.AgentGround;
import jp.quickcare.launcher.agent.AgentKey;
import jp.quickcare.launcher.agent.LocalTransport;
import jp.quickcare.launcher.home.Home;
import org.slf4j.LoggerFactory;

/** A named pipe for whoever is logged in at this PC, which nobody reaches over the network. */
public final class NamedPipes implements LocalTransport {
    /**
     * Nobody over the network; the system and administrators all; users of this PC to read, write and look at it, but not
     * to open the same pipe once more and wait there for others (the right of that number is left out).
     */
    private static final String WHO_MAY = "O:BAG:SYD:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;GA;;;BA)(A;;0x12019b;;;IU)";

    /** Local system, administrators. */
    private static final Set<String> MAY_BE_AGENTS = Set.of("S-1-5-18", "S-1-5-32-544");

    private static final int SDDL_REVISION = 1;
    private static final int SE_KERNEL_OBJECT = 6;
    private static final int OWNER = 1;
    private static final int FIRST_INSTANCE = 0x00080000;
    private static final int REJECT_REMOTE = 0x8;
    private static final int MOST_INSTANCES = 64;
    private static final int BUFFER_BYTES = 64 * 1024;
    /** Of who asks the agent learns who it is, and nothing in his name. */
    private static final int IDENTIFY_ONLY = 0x00110000;

    private static final int MOST_TRIES = 20;
    private static final int TRY_MILLIS = 500;
    private static final List<String> OF_ADMINISTRATORS = List.of("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)");

    @Override
    public boolean fits() {
        return Platform.isWindows();
    }

    static String name(Home home) {
        return "\\\\.\\pipe\\quickcare-agent-" + AgentKey.of(home);
    }

    @Override
    public Door open(Home home) throws IOException {
        return new PipeDoor(name(home));
    }

    private static final class PipeDoor implements Door {
        private final String name;
        private PipeEnd next;
        private boolean closed;

        PipeDoor(String name) throws IOException {
            this.name = name;
            this.next = instance(name, FIRST_INSTANCE);
        }

        @Override
        public Link accept() throws IOException {
            while (true) {
                PipeEnd waiting = waiting();
                boolean there = isThere(waiting);
                // Opened first: were there none for a moment, somebody else could open the name.
                another();
                if (there) {
                    return new PipeLink(waiting);
                }
                waiting.close();
            }
        }

        private synchronized PipeEnd waiting() {
            return next;
        }

        private synchronized void another() throws IOException {
            if (closed) {
                throw new IOException("pipe: closed");
            }
            next = instance(name, 0);
        }

        /** Somebody who came and was gone at once is none. */
        private static boolean isThere(PipeEnd waiting) {
            try {
                waiting.call(
                        WinError.ERROR_PIPE_CONNECTED, (pipe, later) -> Pipes.INSTANCE.ConnectNamedPipe(pipe, later));
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            next.close();
        }
    }

    private static PipeEnd instance(String name, int first) throws IOException {
        PointerByReference descriptor = new PointerByReference();
        if (!Pipes.Security.INSTANCE.ConvertStringSecurityDescriptorToSecurityDescriptor(
                WHO_MAY, SDDL_REVISION, descriptor, null)) {
            throw new IOException("pipe: rights: error " + Native.getLastError() + " of Windows");
        }
        try {
            WinBase.SECURITY_ATTRIBUTES rights = new WinBase.SECURITY_ATTRIBUTES();
            rights.lpSecurityDescriptor = descriptor.getValue();
            HANDLE pipe = Kernel32.INSTANCE.CreateNamedPipe(
                    name,
                    WinBase.PIPE_ACCESS_DUPLEX | WinNT.FILE_FLAG_OVERLAPPED | first,
                    REJECT_REMOTE,
                    MOST_INSTANCES,
                    BUFFER_BYTES,
                    BUFFER_BYTES,
                    0,
                    rights);
            if (WinBase.INVALID_HANDLE_VALUE.equals(pipe)) {
                throw new IOException("pipe " + name + ": error " + Native.getLastError() + " of Windows");
            }
            return new PipeEnd(pipe);
        } finally {
            Kernel32.INSTANCE.LocalFree(descriptor.getValue());
        }
    }

    @Override
    public Optional<Link> reach(Home home) {
        String name = name(home);
        for (int i = 0; i < MOST_TRIES; i++) {
            HANDLE pipe = Kernel32.INSTANCE.CreateFile(
                    name,
                    WinNT.GENERIC_READ | WinNT.FILE_WRITE_DATA,
                    0,
                    null,
                    WinNT.OPEN_EXISTING,
                    WinNT.FILE_FLAG_OVERLAPPED | IDENTIFY_ONLY,
                    null);
            if (!WinBase.INVALID_HANDLE_VALUE.equals(pipe)) {
                PipeEnd end = new PipeEnd(pipe);
                if (isOfAnAgent(pipe)) {
                    return Optional.of(new PipeLink(end));
                }
                LoggerFactory.getLogger(NamedPipes.class).warn("{} is none of the system's, and is not used", name);
                end.close();
                return Optional.empty();
            }
            if (Native.getLastError() != WinError.ERROR_PIPE_BUSY) {
                return Optional.empty();
            }
            Pipes.INSTANCE.WaitNamedPipe(name, TRY_MILLIS);
        }
        return Optional.empty();
    }

    /** Any user may open a pipe of any free name; he is its owner then, and cannot make another that. */
    private static boolean isOfAnAgent(HANDLE pipe) {
        PointerByReference owner = new PointerByReference();
        PointerByReference descriptor = new PointerByReference();
        int error =
                Advapi32.INSTANCE.GetSecurityInfo(pipe, SE_KERNEL_OBJECT, OWNER, owner, null, null, null, descriptor);
        if (error != WinError.ERROR_SUCCESS) {
            LoggerFactory.getLogger(NamedPipes.class).warn("whose pipe it is: error {} of Windows", error);
            return false;
        }
        try {
            Pointer sid = owner.getValue();
            return sid != null && MAY_BE_AGENTS.contains(new PSID(sid).getSidString());
        } finally {
            Kernel32.INSTANCE.LocalFree(descriptor.getValue());
        }
    }

    /** Below Windows' own folders for programs, where nobody but administrators has got more rights than he had. */
    @Override
    public Optional<String> unsafe(Home home) {
        return isAmongPrograms(home.folder())
                ? AgentGround.unsafe(home, WindowsRights.ofThisProcess())
                : Optional.of(home.folder().toString());
    }

    private static boolean isAmongPrograms(Path folder) {
        for (String variable : OF_ADMINISTRATORS) {
            String programs = System.getenv(variable);
            try {
                if (programs != null && !programs.isBlank() && folder.startsWith(Path.of(programs))) {
                    return true;
                }
            } catch (InvalidPathException e) {
                // Then nothing lies there.
            }
        }
        return false;
    }
}
