package jp.quickcare.server.console;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.MultipartParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import org.jspecify.annotations.Nullable;

/** The parts of the form with an archive as they come: first the token, then the file, straight to the disk. */
final class UploadForm implements MultipartParser.PartHandler, AutoCloseable {
    private static final int LONGEST_FIELD_BYTES = 1024;

    /** The token is wrong, or comes after the file. */
    static final class NotOurs extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The disk did not take it: another has filled it meanwhile, or it is broken. */
    static final class NotKept extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient IOException failure;

        NotKept(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        /** Why, in words. */
        Sentence reason() {
            return ServerFailure.reason(failure);
        }
    }

    private final Door door;
    private final String cookie;
    private final Path file;
    private final StringBuilder token = new StringBuilder();
    private String field = "";
    private boolean tokenSeen;
    private @Nullable String fileName;
    private @Nullable FileChannel out;

    /**
     * @param cookie of the browser, with which its token has to go
     * @param file that is made when the first of it comes
     */
    UploadForm(Door door, String cookie, Path file) {
        this.door = door;
        this.cookie = cookie;
        this.file = file;
    }

    /** How the browser's user calls the file; empty unless both token and file have come. */
    Optional<String> fileName() {
        return tokenSeen ? Optional.ofNullable(fileName) : Optional.empty();
    }

    @Override
    public void beginPart(HeaderMap headers) {
        String disposition = headers.getFirst(Headers.CONTENT_DISPOSITION);
        String name = disposition == null ? null : Headers.extractQuotedValueFromHeader(disposition, "name");
        field = name == null ? "" : name;
        if (field.equals("file") && fileName == null && disposition != null) {
            String given = Headers.extractQuotedValueFromHeader(disposition, "filename");
            fileName = given == null || given.isBlank() ? null : lastPart(given);
        }
    }

    @Override
    public void data(ByteBuffer bytes) throws IOException {
        if (field.equals("token")) {
            if (token.length() + bytes.remaining() > LONGEST_FIELD_BYTES) {
                throw new NotOurs();
            }
            token.append(StandardCharsets.US_ASCII.decode(bytes));
        } else if (field.equals("file") && fileName != null) {
            write(bytes);
        } else {
            bytes.position(bytes.limit());
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (!tokenSeen) {
            throw new NotOurs();
        }
        try {
            FileChannel open = out;
            if (open == null) {
                open = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                out = open;
            }
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
        } catch (IOException e) {
            throw new NotKept(e);
        }
    }

    @Override
    public void endPart() {
        if (field.equals("token")) {
            tokenSeen = door.tokens().matches(cookie, token.toString());
        }
        field = "";
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    /** Some browsers send a whole path; and nobody has to read a name without end. */
    private static String lastPart(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("\\p{Cntrl}", "");
        return plain.length() > 100 ? plain.substring(0, 100) : plain;
    }
}
