package jp.quickcare.benchmarks.footprint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's garbage collection log says. Pure. */
final class GarbageLog {
    private static final Pattern PAUSE = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");

    private GarbageLog() {}

    /**
     * Finds how full the heap was before the collection that found most in it.
     *
     * @param lines written by {@code -Xlog:gc}
     * @return MiB, 0 if nothing was ever collected
     */
    static int peakHeapMib(List<String> lines) {
        int peak = 0;
        for (String line : lines) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                peak = Math.max(peak, Integer.parseInt(pause.group(1)));
            }
        }
        return peak;
    }
}
