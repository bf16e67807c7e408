package jp.quickcare.server.serve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.settings.Tls;
import org.jspecify.annotations.Nullable;

/**
 * As whom the server shows itself by HTTPS.
 *
 * @param key the private key
 * @param chain the server's certificate, then those between it and its authority
 */
record TlsKeys(PrivateKey key, List<X509Certificate> chain) {
    private static final int LARGEST_BYTES = 1024 * 1024;
    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END [A-Z ]*PRIVATE KEY-----");

    TlsKeys {
        chain = List.copyOf(chain);
    }

    /** Reads and checks the files. @throws ServerFailure naming the file, the setting and what to do */
    static TlsKeys read(Tls.Identity identity) throws ServerFailure {
        TlsKeys keys = identity instanceof Tls.Pem pem ? pem(pem) : keystore((Tls.Pkcs12) identity);
        requireMatch(identity, keys);
        return keys;
    }

    /** The files that it is read from. */
    static List<Path> files(Tls.Identity identity) {
        return identity instanceof Tls.Pem pem
                ? List.of(pem.certificate(), pem.key())
                : List.of(((Tls.Pkcs12) identity).keystore());
    }

    private static TlsKeys pem(Tls.Pem pem) throws ServerFailure {
        List<X509Certificate> chain;
        try {
            Collection<? extends Certificate> read = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new java.io.ByteArrayInputStream(bytes(pem.certificate(), "tlsCertificate")));
            chain = read.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw bad(Sentence.of("tls.no-pem", pem.certificate()), e);
        }
        if (chain.isEmpty()) {
            throw bad(Sentence.of("tls.no-certificate", pem.certificate()), null);
        }
        return new TlsKeys(key(pem.key(), chain.get(0).getPublicKey().getAlgorithm()), chain);
    }

    private static PrivateKey key(Path file, String algorithm) throws ServerFailure {
        Matcher matcher = PEM_KEY.matcher(new String(bytes(file, "tlsKey"), StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw bad(Sentence.of("tls.no-key", file), null);
        }
        if (!matcher.group(1).isEmpty()) {
            // An older form, or encrypted.
            throw bad(Sentence.of("tls.old-key", file, matcher.group(1).strip(), file), null);
        }
        if (!List.of("RSA", "EC").contains(algorithm)) {
            throw bad(Sentence.of("tls.algorithm", algorithm), null);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(2));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            throw bad(Sentence.of("tls.damaged-key", file, algorithm), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TlsKeys keystore(Tls.Pkcs12 file) throws ServerFailure {
        char[] password = file.password().toCharArray();
        try (InputStream in = new java.io.ByteArrayInputStream(bytes(file.keystore(), "tlsKeystore"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, password);
                if (key instanceof PrivateKey found) {
                    return new TlsKeys(
                            found,
                            List.of(store.getCertificateChain(alias)).stream()
                                    .map(X509Certificate.class::cast)
                                    .toList());
                }
            }
            throw bad(Sentence.of("tls.empty-keystore", file.keystore()), null);
        } catch (IOException | GeneralSecurityException e) {
            throw bad(Sentence.of("tls.keystore", file.keystore()), e);
        }
    }

    private static byte[] bytes(Path file, String setting) throws ServerFailure {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST_BYTES);
        } catch (IOException e) {
            throw bad(Sentence.of("tls.unreadable", setting, ServerFailure.reason(e)), e);
        }
    }

    private static void requireMatch(Tls.Identity identity, TlsKeys keys) throws ServerFailure {
        X509Certificate first = keys.chain.get(0);
        String algorithm = keys.key.getAlgorithm().toUpperCase(Locale.ROOT).equals("EC") ? "ECDSA" : "RSA";
        try {
            Signature sign = Signature.getInstance("SHA256with" + algorithm);
            sign.initSign(keys.key);
            sign.update((byte) 1);
            byte[] signature = sign.sign();
            sign.initVerify(first.getPublicKey());
            sign.update((byte) 1);
            if (sign.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw noMatch(identity, e);
        }
        throw noMatch(identity, null);
    }

    private static ServerFailure noMatch(Tls.Identity identity, @Nullable Exception cause) {
        return bad(Sentence.of("tls.no-match", files(identity).get(0)), cause);
    }

    private static ServerFailure bad(Sentence sentence, @Nullable Exception cause) {
        return new ServerFailure(FailureCode.BAD_INPUT, sentence, cause);
    }
}
