package jp.quickcare.manifest.tuf;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last signatures that were found genuine. One update checks the same root at several of its steps, and each
 * signature costs a Java that has just started milliseconds. What is remembered is the whole of what was checked: the key,
 * the bytes that were signed and the signature, so that an answer from here is the one that checking would give.
 * Thread-safe.
 */
final class GenuineSignatures {
    static final GenuineSignatures OF_PROCESS = new GenuineSignatures();

    /** Enough for the roots and timestamps of both repositories. */
    static final int MOST = 32;

    /** Lists of many targets are checked once, and would take the room of all the others. */
    static final int LONGEST_MESSAGE_BYTES = 16 * 1024;

    private final Map<Check, Boolean> last = new LinkedHashMap<>(MOST * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Check, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Whether the key made this signature of the message; as {@link VerificationKey#verifies}, and sooner. */
    boolean verifies(VerificationKey key, byte[] message, byte[] signature) {
        if (message.length > LONGEST_MESSAGE_BYTES) {
            return key.verifies(message, signature);
        }
        Check check = new Check(key, message, signature);
        synchronized (last) {
            if (last.get(check) != null) {
                return true;
            }
        }
        boolean genuine = key.verifies(message, signature);
        if (genuine) {
            synchronized (last) {
                last.put(check, true);
            }
        }
        return genuine;
    }

    private static final class Check {
        private final VerificationKey key;
        private final byte[] message;
        private final byte[] signature;

        Check(VerificationKey key, byte[] message, byte[] signature) {
            this.key = key;
            this.message = message.clone();
            this.signature = signature.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Check check
                    && check.key.equals(key)
                    && Arrays.equals(check.message, message)
                    && Arrays.equals(check.signature, signature);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(signature);
        }
    }
}
