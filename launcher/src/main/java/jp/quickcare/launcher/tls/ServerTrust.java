package jp.quickcare.launcher.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which authorities may vouch for a server's certificate: those that Java knows, and those of a file where one is set, as
 * of a site that has an authority of its own. It decides who is spoken to and nothing more: what is installed is decided
 * by signatures (THREATS TR9).
 *
 * <p>One process works on one installation, so what is in force is kept once for it.
 */
public final class ServerTrust {
    private static volatile @Nullable SSLContext inForce;

    private ServerTrust() {}

    /**
     * From here on the authorities of this file count too.
     *
     * @param certificates in PEM; null for none but Java's own
     * @throws IOException it cannot be read, or holds no certificate; those before stay in force
     */
    public static void alsoTrust(@Nullable Path certificates) throws IOException {
        inForce = certificates == null ? null : with(certificates);
    }

    /** For a new connection. Java reads its own authorities when this is first asked for. */
    public static SSLContext context() throws IOException {
        SSLContext own = inForce;
        try {
            return own == null ? SSLContext.getDefault() : own;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS in this Java", e);
        }
    }

    /** Those of Java and those of a file. */
    public static SSLContext with(Path certificates) throws IOException {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (X509Certificate known : ofJava()) {
                all.setCertificateEntry("java-" + number++, known);
            }
            Collection<? extends Certificate> own = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificates)));
            if (own.isEmpty()) {
                throw new IOException("no certificate in " + certificates);
            }
            for (Certificate certificate : own) {
                all.setCertificateEntry("own-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(all);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificates in " + certificates, e);
        }
    }

    private static X509Certificate[] ofJava() throws GeneralSecurityException {
        TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        usual.init((KeyStore) null);
        for (TrustManager manager : usual.getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                return known.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }
}
