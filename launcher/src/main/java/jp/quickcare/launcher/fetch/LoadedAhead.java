package jp.quickcare.launcher.fetch;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * Loads the classes of a first request and of a first signature on threads of their own, while the command is still busy
 * with its own arguments and folders: the same work, but on another core, and the user waits for less of it.
 */
public final class LoadedAhead extends Thread {
    private static final int SIGNATURE_BYTES = 64;

    /** The public key of the first test of RFC 8032. */
    private static final EdECPoint ANY_KEY = new EdECPoint(
            false, new BigInteger("1a5107f7681a02af2523a6daf372e10e3a0764c9d3fe4bd5b70ab18201985ad7", 16));

    private LoadedAhead(String what, Runnable work) {
        super(work, what + " loaded ahead");
        setDaemon(true);
    }

    /** Begins with the classes of a first signature; nothing has to wait for it. */
    public static void signature() {
        new LoadedAhead("signature", LoadedAhead::verifyOne).start();
    }

    /** Begins with the classes of a first request; nothing has to wait for it. Not before the log has been found. */
    public static void request() {
        new LoadedAhead("request", LoadedAhead::makeClient).start();
    }

    private static void makeClient() {
        try {
            new Connections(DownloadLimits.standard()).close();
        } catch (LinkageError e) {
            // Whoever needs it finds the same, and says so.
            return;
        }
    }

    private static void verifyOne() {
        try {
            KeyFactory keys = KeyFactory.getInstance("Ed25519");
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(keys.generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, ANY_KEY)));
            // Whether it fits is of no interest; that it was looked at once is.
            signature.verify(new byte[SIGNATURE_BYTES]);
        } catch (GeneralSecurityException | LinkageError e) {
            return;
        }
    }
}
