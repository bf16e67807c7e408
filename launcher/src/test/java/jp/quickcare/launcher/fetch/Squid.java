package jp.quickcare.launcher.fetch;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real proxy, Debian's squid, in a folder of its own. It alone knows where {@code site.example} is. */
final class Squid implements AutoCloseable {
    /** How it asks who somebody is: {@code tanaka} with the password {@code s3cret}. */
    enum Asks {
        NOBODY(""),
        BASIC("""
                auth_param basic program /usr/lib/squid/basic_ncsa_auth USERS
                auth_param basic realm squid
                acl known proxy_auth REQUIRED
                """),
        DIGEST("""
                auth_param digest program /usr/lib/squid/digest_file_auth USERS
                auth_param digest realm squid
                acl known proxy_auth REQUIRED
                """);

        private final String lines;

        Asks(String lines) {
            this.lines = lines;
        }

        /** As each of its helpers reads it; the first is md5-crypt. */
        private String users() {
            return this == DIGEST ? "tanaka:s3cret\n" : "tanaka:$1$qc$k4euxfpYoNDcjtY2YVVZD/\n";
        }
    }

    private static final int PATIENCE_SECONDS = 120;

    private final Path folder;
    private final Process process;
    private final int port;

    Squid(Path folder, Asks asks) throws IOException {
        this.folder = folder;
        this.port = freePort();
        // It gives up root, so its folder has to be open to the user that it becomes.
        Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path users = Files.writeString(folder.resolve("users"), asks.users());
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 site.example\n");
        StringBuilder text = new StringBuilder();
        text.append(asks.lines.replace("USERS", users.toString()));
        text.append("http_access allow ")
                .append(asks == Asks.NOBODY ? "all" : "known")
                .append("\nhttp_access deny all\n");
        text.append("http_port 127.0.0.1:").append(port).append('\n');
        text.append("hosts_file ").append(hosts).append("\ncache deny all\nshutdown_lifetime 0 seconds\n");
        text.append("pid_filename none\naccess_log stdio:")
                .append(folder)
                .append("/access.log\ncache_log ")
                .append(folder)
                .append("/cache.log\ncoredump_dir ")
                .append(folder)
                .append("\nmax_filedescriptors 256\nvisible_hostname squid.example\n");
        Path configuration = Files.writeString(folder.resolve("squid.conf"), text);
        process = new ProcessBuilder("/usr/sbin/squid", "-N", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        awaitListening();
    }

    /** Below those that the system gives to whoever asks for any: no connection of another test takes it first. */
    private static int freePort() throws IOException {
        for (int i = 0; i < 100; i++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another one, then.
            }
        }
        throw new IOException("no free port");
    }

    private void awaitListening() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(address(), 1_000);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new IOException("squid does not come up: " + Files.readString(folder.resolve("out")), e);
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    String hostAndPort() {
        return "127.0.0.1:" + port;
    }

    /** What went through it, once so many lines with that have been written down, which it does when all is over. */
    String log(String words, int times) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String log = Files.readString(folder.resolve("access.log"));
        while (log.lines().filter(line -> line.contains(words)).count() < times && System.nanoTime() < deadline) {
            LockSupport.parkNanos(20_000_000);
            log = Files.readString(folder.resolve("access.log"));
        }
        return log;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
