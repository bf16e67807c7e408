package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import jp.quickcare.launcher.home.Home;
import org.slf4j.LoggerFactory;

/**
 * A Unix socket in {@code state}, which only those can make who may change the installation, so nobody can stand in for
 * the agent.
 */
final class UnixSockets implements LocalTransport {
    @Override
    public boolean fits() {
        return true;
    }

    static Path socket(Home home) {
        return home.state().resolve("agent.socket");
    }

    @Override
    public Door open(Home home) throws IOException {
        Path socket = socket(home);
        if (isAnswered(socket)) {
            throw new IOException("another agent is at work there");
        }
        // A kill leaves the name behind.
        Files.deleteIfExists(socket);
        ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            door.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
            return new UnixDoor(door, socket);
        } catch (IOException | RuntimeException e) {
            door.close();
            throw e;
        }
    }

    private record UnixDoor(ServerSocketChannel channel, Path socket) implements Door {
        @Override
        public Link accept() throws IOException {
            return new UnixLink(channel.accept());
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(socket);
        }
    }

    private static boolean isAnswered(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Optional<Link> reach(Home home) {
        Path socket = socket(home);
        try {
            Object owner = Files.getOwner(socket, LinkOption.NOFOLLOW_LINKS);
            if (!owner.equals(Files.getOwner(home.folder())) && UnixAccess.uid(socket) != 0) {
                LoggerFactory.getLogger(UnixSockets.class).warn("{} belongs to {}, and is not used", socket, owner);
                return Optional.empty();
            }
            return Optional.of(new UnixLink(SocketChannel.open(UnixDomainSocketAddress.of(socket))));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> unsafe(Home home) {
        return UnixAccess.unsafe(home);
    }

    /** Reads and writes at once; the streams that Java has for channels keep each other waiting. */
    private static final class UnixLink implements Link {
        private final SocketChannel channel;

        UnixLink(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(into, from, length));
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }

        @Override
        public String user() {
            try {
                return channel.getOption(ExtendedSocketOptions.SO_PEERCRED)
                        .user()
                        .getName();
            } catch (IOException | UnsupportedOperationException | LinkageError e) {
                // A runtime that was cut down may lack what asks for it.
                return "";
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
