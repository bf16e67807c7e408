package jp.quickcare.benchmarks.measure;

import java.util.OptionalDouble;

/**
 * What one run cost.
 *
 * @param status exit status of the command itself
 * @param cpuMillis user and system time of the command and everything it started, detached or not
 * @param firstStatementMillis wall time from the start of the command to the application's first statement, if it came
 * @param startedMillis wall time to the end of the application's start, with the classes and libraries that it loads
 * @param peakRssKib resident memory of the largest process at its peak
 * @param lineBytes what crossed the slow line to the server, of both directions; 0 where there was none
 */
public record Sample(
        int status,
        double cpuMillis,
        OptionalDouble firstStatementMillis,
        OptionalDouble startedMillis,
        long peakRssKib,
        long lineBytes) {
    /**
     * Returns the sample of a command that starts no application.
     *
     * @param millis how long the command ran
     * @return with that in place of the application's moments
     */
    public Sample lasting(double millis) {
        return new Sample(
                status, cpuMillis, OptionalDouble.of(millis), OptionalDouble.of(millis), peakRssKib, lineBytes);
    }

    /**
     * Returns the sample of a command that used a slow line.
     *
     * @param bytes that crossed it
     * @return with these
     */
    public Sample over(long bytes) {
        return new Sample(status, cpuMillis, firstStatementMillis, startedMillis, peakRssKib, bytes);
    }
}
