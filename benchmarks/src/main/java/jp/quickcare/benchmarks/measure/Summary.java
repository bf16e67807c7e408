package jp.quickcare.benchmarks.measure;

import java.util.List;

/**
 * Many runs in four numbers.
 *
 * @param median middle value; of an even number the mean of the middle two
 * @param min smallest
 * @param max largest
 * @param runs how many
 */
public record Summary(double median, double min, double max, int runs) {
    /**
     * Sums up.
     *
     * @param values at least one
     * @return the summary
     */
    public static Summary of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no runs");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Summary(median, sorted.get(0), sorted.get(size - 1), size);
    }
}
