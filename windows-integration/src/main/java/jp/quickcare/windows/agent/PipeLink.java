package jp.quickcare.windows.agent;

import com.sun.jna.Memory;
import java.io.IOException;
import jp.quickcare.launcher.agent.LocalTransport.Link;

/** A connection through a pipe of Windows. */
final class PipeLink implements Link {
    private static final int MOST_AT_ONCE = 8 * 1024;

    private final PipeEnd pipe;

    PipeLink(PipeEnd pipe) {
        this.pipe = pipe;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int most = Math.min(length, MOST_AT_ONCE);
        try (Memory buffer = new Memory(most)) {
            int read = pipe.call(0, (handle, later) -> Pipes.INSTANCE.ReadFile(handle, buffer, most, null, later));
            buffer.read(0, into, from, read);
            return read == 0 ? -1 : read;
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int most = Math.min(length - done, MOST_AT_ONCE);
            try (Memory buffer = new Memory(most)) {
                buffer.write(0, bytes, from + done, most);
                done += pipe.call(0, (handle, later) -> Pipes.INSTANCE.WriteFile(handle, buffer, most, null, later));
            }
        }
    }

    @Override
    public String user() {
        return PipeUser.of(pipe);
    }

    @Override
    public void close() {
        pipe.close();
    }
}
