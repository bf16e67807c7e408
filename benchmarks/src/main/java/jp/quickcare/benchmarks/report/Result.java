package jp.quickcare.benchmarks.report;

import jp.quickcare.benchmarks.measure.Summary;

/**
 * One measured number.
 *
 * @param benchmark for example "start/nothing-to-update"
 * @param subject for example "quickcare"
 * @param metric for example "cpu"
 * @param unit for example "ms"
 * @param value of all runs
 */
public record Result(String benchmark, String subject, String metric, String unit, Summary value) {}
