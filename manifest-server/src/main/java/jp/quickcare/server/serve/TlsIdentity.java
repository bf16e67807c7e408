package jp.quickcare.server.serve;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.settings.FileWatch;
import jp.quickcare.server.settings.Tls;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the server shows; a renewed one counts for new connections as soon as its files are there.
 * Thread-safe.
 */
final class TlsIdentity extends X509ExtendedKeyManager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);
    private static final String ALIAS = "server";

    private final Tls.Identity identity;
    private volatile TlsKeys keys;
    private volatile String problem = "";
    private @Nullable FileWatch watch;

    private TlsIdentity(Tls.Identity identity, TlsKeys keys) {
        this.identity = identity;
        this.keys = keys;
    }

    /** Reads the files and watches them from now on. @throws ServerFailure they cannot be used as they are */
    static TlsIdentity watch(Tls.Identity identity) throws ServerFailure {
        TlsIdentity shown = new TlsIdentity(identity, TlsKeys.read(identity));
        shown.warnOfDates();
        try {
            shown.watch = FileWatch.of(TlsKeys.files(identity), shown::look);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.watching", TlsKeys.files(identity)), e);
        }
        return shown;
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {this}, null, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private void look() {
        try {
            TlsKeys read = TlsKeys.read(identity);
            problem = "";
            if (!read.equals(keys)) {
                keys = read;
                LOG.info(
                        "The new certificate in {} is shown from now on",
                        TlsKeys.files(identity).get(0));
                warnOfDates();
            }
        } catch (ServerFailure e) {
            String sentence = String.valueOf(e.getMessage());
            if (!sentence.equals(problem)) {
                problem = sentence;
                LOG.error("The certificate before stays in use: {}", sentence);
            }
        }
    }

    private void warnOfDates() {
        X509Certificate first = keys.chain().get(0);
        Instant until = first.getNotAfter().toInstant();
        Instant now = Instant.now();
        if (until.isBefore(now) || first.getNotBefore().toInstant().isAfter(now)) {
            LOG.error(
                    "The certificate for HTTPS holds from {} to {}, not now: PCs refuse it",
                    first.getNotBefore().toInstant(),
                    until);
        }
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        String own = keys.key().getAlgorithm();
        return Arrays.asList("EC", "RSA").contains(own) && keyType.startsWith(own) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return keys.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return keys.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    /** Watches its files no longer. */
    @Override
    public void close() {
        FileWatch open = watch;
        if (open != null) {
            open.close();
        }
    }
}
