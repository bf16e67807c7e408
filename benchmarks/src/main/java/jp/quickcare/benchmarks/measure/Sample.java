package jp.quickcare.benchmarks.measure;

import java.util.OptionalDouble;

/**
 * What one run cost.
 *
 * @param status exit status of the command itself
 * @param cpuMillis user and system time of the command and everything it started, detached or not
 * @param firstStatementMillis wall time from the start of the command to the application's first statement, if it came
 * @param peakRssKib resident memory of the largest process at its peak
 */
public record Sample(int status, double cpuMillis, OptionalDouble firstStatementMillis, long peakRssKib) {}
