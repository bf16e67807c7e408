package jp.quickcare.sample.record;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.DefaultTableModel;
import jp.quickcare.sample.Texts;
import jp.quickcare.sample.look.Look;

/** The measurements, one line a day. Event thread only. */
final class VitalsTable {

    private final JScrollPane pane;

    VitalsTable(List<Vitals> vitals) {
        DefaultTableModel model = new DefaultTableModel();
        for (String key : List.of("day", "pressure", "pulse", "temperature", "oxygen")) {
            model.addColumn(Texts.text("vitals." + key));
        }
        for (Vitals v : vitals) {
            model.addRow(new Object[] {
                Dates.brief(v.day()),
                v.systolic() + " / " + v.diastolic(),
                v.pulse(),
                String.format(Locale.ROOT, "%.1f °C", v.temperature()),
                v.oxygen() + " %"
            });
        }
        JTable table = new JTable(model);
        table.setDefaultEditor(Object.class, null);
        table.setFocusable(false);
        table.setRowSelectionAllowed(false);
        table.getTableHeader().setReorderingAllowed(false);
        table.setFillsViewportHeight(true);
        for (int column = 0; column < model.getColumnCount(); column++) {
            DefaultTableCellRenderer cells = new DefaultTableCellRenderer();
            DefaultTableCellRenderer heading = new DefaultTableCellRenderer();
            int side = column == 0 ? SwingConstants.LEADING : SwingConstants.CENTER;
            cells.setHorizontalAlignment(side);
            heading.setHorizontalAlignment(side);
            heading.setForeground(Look.MUTED);
            heading.setBackground(Color.WHITE);
            table.getColumnModel().getColumn(column).setCellRenderer(cells);
            table.getColumnModel().getColumn(column).setHeaderRenderer(heading);
        }
        pane = new JScrollPane(table);
        pane.setBorder(BorderFactory.createEmptyBorder());
        pane.getViewport().setBackground(Color.WHITE);
    }

    JComponent component() {
        return pane;
    }
}
