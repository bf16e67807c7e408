package jp.quickcare.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** An aligned table: the first column to the left, numbers to the right. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Begins a table.
     *
     * @param heads of the columns
     */
    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are heads
     */
    public void row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells");
        }
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        var widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            text.append(line(rows.get(r), widths));
            if (r == 0) {
                text.append("-".repeat(java.util.Arrays.stream(widths).sum() + 2 * (columns - 1)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String line(List<String> row, int[] widths) {
        var text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - row.get(i).length());
            text.append(i == 0 ? "" : "  ").append(i == 0 ? row.get(i) + space : space + row.get(i));
        }
        return text.toString().stripTrailing() + "\n";
    }
}
