package jp.quickcare.server.serve;

import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Ids;

/**
 * What a client holds and wants news of.
 *
 * @param app which application
 * @param channel which channel
 * @param platform of the PC
 * @param site what it has of the site's metadata
 * @param release what it has of the vendor's
 * @param manifests the release manifests that it keeps
 */
record MetadataQuestion(String app, String channel, String platform, Held site, Held release, Set<Sha256> manifests) {
    private static final int MOST_MANIFESTS = 16;
    private static final int MOST_DIGITS = 18;

    /**
     * How far a client's metadata of one repository goes.
     *
     * @param root version of its root
     * @param snapshot version of its snapshot, 0 for none
     */
    record Held(long root, long snapshot) {}

    /** Reads a query. @throws BadQuestion with a sentence that says what is wrong */
    static MetadataQuestion of(Map<String, Deque<String>> query) throws BadQuestion {
        try {
            Set<Sha256> manifests = new HashSet<>();
            Deque<String> named = query.get("manifest");
            if (named != null) {
                if (named.size() > MOST_MANIFESTS) {
                    throw new BadQuestion("More than " + MOST_MANIFESTS + " manifests.");
                }
                named.forEach(hex -> manifests.add(Sha256.ofHex(hex)));
            }
            return new MetadataQuestion(
                    Ids.requireApp(one(query, "app")),
                    Ids.requireChannel(one(query, "channel")),
                    Ids.requirePlatform(one(query, "platform")),
                    new Held(version(query, "siteRoot"), version(query, "siteSnapshot")),
                    new Held(version(query, "releaseRoot"), version(query, "releaseSnapshot")),
                    manifests);
        } catch (IllegalArgumentException e) {
            throw new BadQuestion("This is no question about metadata: " + e.getMessage() + ".");
        }
    }

    private static String one(Map<String, Deque<String>> query, String name) throws BadQuestion {
        Deque<String> values = query.get(name);
        if (values == null || values.size() != 1) {
            throw new BadQuestion("The question needs one \"" + name + "\".");
        }
        return values.getFirst();
    }

    private static long version(Map<String, Deque<String>> query, String name) throws BadQuestion {
        String digits = one(query, name);
        boolean number = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw new BadQuestion("\"" + name + "\" is no version.");
        }
        return Long.parseLong(digits);
    }

    /** Its message is for whoever wrote the client. */
    static final class BadQuestion extends Exception {
        private static final long serialVersionUID = 1L;

        BadQuestion(String sentence) {
            super(sentence);
        }
    }
}
