package jp.quickcare.launcher.window.screen;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.DefaultTableModel;

/** A short table to read, not to change. */
final class FileTable {
    private static final int ROW = 26;
    private static final int MOST_ROWS = 5;

    private FileTable() {}

    /** Of a text that is too long its end stays to be seen: the name of a file. */
    private static final class EndFirst extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1L;
        private static final int MARGINS = 8;

        @Override
        public Component getTableCellRendererComponent(
                JTable table, Object value, boolean selected, boolean focused, int row, int column) {
            Component cell = super.getTableCellRendererComponent(table, value, selected, focused, row, column);
            String text = String.valueOf(value);
            int width = table.getColumnModel().getColumn(column).getWidth() - Look.length(MARGINS);
            FontMetrics metrics = getFontMetrics(getFont());
            int from = 0;
            while (from < text.length() && metrics.stringWidth("…" + text.substring(from)) > width) {
                from = text.offsetByCodePoints(from, 1);
            }
            boolean whole = metrics.stringWidth(text) <= width;
            setText(whole ? text : "…" + text.substring(from));
            setToolTipText(whole ? null : text);
            return cell;
        }
    }

    static JComponent of(List<String> cells, String... columns) {
        DefaultTableModel model = new DefaultTableModel(columns, 0) {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean isCellEditable(int row, int column) {
                return false;
            }
        };
        for (int i = 0; i + columns.length <= cells.size(); i += columns.length) {
            model.addRow(cells.subList(i, i + columns.length).toArray());
        }
        JTable table = new JTable(model);
        DefaultTableCellRenderer plain = new EndFirst();
        plain.putClientProperty("html.disable", true);
        table.setDefaultRenderer(Object.class, plain);
        table.setRowHeight(Look.length(ROW));
        table.getAccessibleContext().setAccessibleName(String.join(", ", columns));
        table.setName("files");
        // Tab leaves the table: there is nothing to do in its cells.
        table.setFocusTraversalKeys(java.awt.KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        table.setFocusTraversalKeys(java.awt.KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        JScrollPane scroll = new JScrollPane(table);
        int rows = Math.max(2, Math.min(MOST_ROWS, model.getRowCount()));
        scroll.setPreferredSize(new Dimension(Look.length(470), Look.length(ROW) * rows + Look.length(38)));
        return scroll;
    }
}
