package jp.quickcare.manifest.tuf;

/**
 * The shell patterns of delegations (TUF 4.5): {@code *} and {@code ?} match anything but {@code /}, {@code [a-z]} and
 * {@code [!a-z]} match one character. Time grows with the product of both lengths at worst, never exponentially.
 */
final class PathPattern {
    private PathPattern() {}

    static boolean matches(String pattern, String path) {
        int p = 0;
        int t = 0;
        int starInPattern = -1;
        int starInPath = -1;
        while (t < path.length()) {
            int next = p < pattern.length() ? afterOne(pattern, p, path.charAt(t)) : -1;
            if (next >= 0) {
                p = next;
                t++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                starInPattern = p++;
                starInPath = t;
            } else if (starInPattern >= 0 && path.charAt(starInPath) != '/') {
                // The last star takes one character more. A star before it need not be tried again.
                p = starInPattern + 1;
                t = ++starInPath;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Where the pattern goes on after matching this one character, or -1 where it does not match it. */
    private static int afterOne(String pattern, int p, char c) {
        char wanted = pattern.charAt(p);
        if (wanted == '*') {
            return -1;
        }
        if (wanted == '?') {
            return c == '/' ? -1 : p + 1;
        }
        int end = wanted == '[' ? endOfSet(pattern, p) : -1;
        if (end >= 0) {
            return c != '/' && inSet(pattern, p + 1, end, c) ? end + 1 : -1;
        }
        return wanted == c ? p + 1 : -1;
    }

    /** Index of the closing bracket, or -1 where the bracket is an ordinary character. */
    private static int endOfSet(String pattern, int open) {
        int first = open + 1;
        if (first < pattern.length() && pattern.charAt(first) == '!') {
            first++;
        }
        int end = pattern.indexOf(']', first + 1);
        return end >= 0 && pattern.substring(open, end).indexOf('/') < 0 ? end : -1;
    }

    private static boolean inSet(String pattern, int start, int end, char c) {
        boolean negated = pattern.charAt(start) == '!';
        boolean found = false;
        for (int i = negated ? start + 1 : start; i < end; i++) {
            if (i + 2 < end && pattern.charAt(i + 1) == '-') {
                found |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                found |= pattern.charAt(i) == c;
            }
        }
        return found != negated;
    }
}
