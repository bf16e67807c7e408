package jp.quickcare.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jp.quickcare.benchmarks.measure.Summary;

/** Results as JSON. Pure; every name in a result is ours and needs no escape. */
public final class JsonReport {
    private JsonReport() {}

    /**
     * Writes the results.
     *
     * @param results in the order to write
     * @return an array with one object a line
     */
    public static String of(List<Result> results) {
        return results.stream().map(JsonReport::object).collect(Collectors.joining(",\n ", "[", "]\n"));
    }

    private static String object(Result result) {
        Summary value = result.value();
        return String.format(
                Locale.ROOT,
                "{\"benchmark\":\"%s\",\"subject\":\"%s\",\"metric\":\"%s\",\"unit\":\"%s\","
                        + "\"median\":%.3f,\"min\":%.3f,\"max\":%.3f,\"runs\":%d}",
                result.benchmark(),
                result.subject(),
                result.metric(),
                result.unit(),
                value.median(),
                value.min(),
                value.max(),
                value.runs());
    }
}
