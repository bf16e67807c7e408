package jp.quickcare.launcher.tls;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of a test, which signs certificates for servers, by openssl. */
public final class TestAuthority {
    private static final String NOW = "";
    private static final String PASSWORD = "test";

    private final Path folder;

    /** Makes its keys. */
    public TestAuthority(Path folder, String name) throws IOException {
        this.folder = Files.createDirectory(folder.resolve(name));
        openssl(
                NOW,
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 20 -keyout ca.key -out ca.pem -subj",
                "/CN=" + name);
    }

    /** What is set as {@code trustedCertificates}. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** A server with a certificate for a name, good from today on. */
    public HttpsServer server(String host, HttpHandler handler) throws IOException {
        return server(host, NOW, handler);
    }

    /** The same, with a certificate of another day: {@code 2020-01-01}. */
    public HttpsServer server(String host, String signedOn, HttpHandler handler) throws IOException {
        try (InputStream keys = Files.newInputStream(keys(host, signedOn))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(keys, PASSWORD.toCharArray());
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            server.createContext("/", handler);
            server.start();
            return server;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private Path keys(String host, String signedOn) throws IOException {
        String file = host + signedOn;
        Files.writeString(
                folder.resolve(file + ".ext"), "subjectAltName=" + (host.equals("127.0.0.1") ? "IP:" : "DNS:") + host);
        openssl(
                NOW,
                "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout KEY.key -out KEY.csr -subj"
                        .replace("KEY", file),
                "/CN=" + host);
        openssl(
                signedOn,
                "x509 -req -CA ca.pem -CAkey ca.key -CAcreateserial -days 10 -in KEY.csr -out KEY.pem -extfile KEY.ext"
                        .replace("KEY", file));
        openssl(
                NOW,
                ("pkcs12 -export -inkey KEY.key -in KEY.pem -out KEY.p12 -passout pass:" + PASSWORD)
                        .replace("KEY", file));
        return folder.resolve(file + ".p12");
    }

    private void openssl(String day, String arguments, String... more) throws IOException {
        List<String> command = new ArrayList<>();
        if (!day.isEmpty()) {
            command.addAll(List.of("faketime", day));
        }
        command.add("openssl");
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(command + ": " + Files.readString(folder.resolve("openssl.log")));
        }
    }
}
