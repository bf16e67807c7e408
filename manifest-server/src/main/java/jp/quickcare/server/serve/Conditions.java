package jp.quickcare.server.serve;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the headers of a request make of a file: nothing, a part, or all of it (RFC 9110, 13 and 14). Pure. */
final class Conditions {
    private static final Pattern SINGLE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private Conditions() {}

    /** True where the client holds this content already. */
    static boolean isUnchanged(HeaderMap request, String tag) {
        String known = request.getFirst(Headers.IF_NONE_MATCH);
        if (known == null) {
            return false;
        }
        for (String one : known.split(",", 20)) {
            String weakened = one.strip().startsWith("W/") ? one.strip().substring(2) : one.strip();
            if (weakened.equals(tag) || weakened.equals("*")) {
                return true;
            }
        }
        return false;
    }

    /** Which bytes to send. A header that is malformed, or asks for several ranges, is as good as none. */
    static ByteSpan range(HeaderMap request, String tag, long size) {
        String range = request.getFirst(Headers.RANGE);
        String ifRange = request.getFirst(Headers.IF_RANGE);
        Matcher matcher = SINGLE_RANGE.matcher(range == null ? "" : range.strip());
        if (!matcher.matches() || (ifRange != null && !ifRange.strip().equals(tag))) {
            return ByteSpan.whole(size);
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? ByteSpan.whole(size) : suffix(Long.parseLong(last), size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return ByteSpan.whole(size);
        }
        return from >= size ? ByteSpan.UNSATISFIABLE : new ByteSpan(from, to - from + 1, true);
    }

    private static ByteSpan suffix(long length, long size) {
        long count = Math.min(length, size);
        return count == 0 ? ByteSpan.UNSATISFIABLE : new ByteSpan(size - count, count, true);
    }
}
