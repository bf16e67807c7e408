package jp.quickcare.server.importing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Tells a disk that cannot keep bytes from a source that cannot give them. */
final class KeptStream extends FilterOutputStream {
    KeptStream(OutputStream out) {
        super(out);
    }

    static final class NotKept extends IOException {
        private static final long serialVersionUID = 1L;

        NotKept(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new NotKept(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } catch (IOException e) {
            throw new NotKept(e);
        }
    }
}
