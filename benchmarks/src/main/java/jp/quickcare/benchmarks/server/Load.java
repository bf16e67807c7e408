package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests from wrk over kept connections, as many as the server answers.
 *
 * @param connections at the same time
 * @param seconds for how long
 */
record Load(int connections, int seconds) {
    private static final Pattern DONE = Pattern.compile("(\\d+) requests in ([0-9.]+)(s|m), ");
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: \\d+|Socket errors: .*");

    /**
     * What came of it.
     *
     * @param requests answered
     * @param seconds it took
     * @param cpuSeconds that the server took for it
     */
    record Answered(long requests, double seconds, double cpuSeconds) {
        double perSecond() {
            return requests / seconds;
        }

        double perCpuSecond() {
            return requests / cpuSeconds;
        }
    }

    /** @throws IOException wrk failed, or an answer was not what it should be */
    Answered put(ProcessHandle server, String url, List<String> headers) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "--threads",
                "1",
                "--connections",
                "" + connections,
                "--timeout",
                "30s",
                "--duration",
                seconds + "s"));
        for (String header : headers) {
            command.addAll(List.of("--header", header));
        }
        command.add(url);
        double before = Cost.cpuSeconds(server);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        double cpu = Cost.cpuSeconds(server) - before;
        Matcher done = DONE.matcher(said);
        Matcher bad = BAD.matcher(said);
        if (process.waitFor() != 0 || !done.find() || bad.find()) {
            throw new IOException("wrk " + url + " failed: " + said);
        }
        double seconds = Double.parseDouble(done.group(2)) * (done.group(3).equals("m") ? 60 : 1);
        return new Answered(Long.parseLong(done.group(1)), seconds, cpu);
    }
}
