package jp.quickcare.benchmarks.delta;

import jp.quickcare.benchmarks.measure.Sample;

/**
 * What a delta costs.
 *
 * @param subject who made it
 * @param bytes to be moved
 * @param create what making it cost
 * @param apply what applying it cost
 * @param verification of the result: {@code bit for bit}, or what else could be shown
 */
public record Outcome(String subject, long bytes, Sample create, Sample apply, String verification) {}
