package jp.quickcare.sample.record;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.ListSelectionModel;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import jp.quickcare.sample.Texts;
import jp.quickcare.sample.look.Look;
import jp.quickcare.sample.look.Shapes;

/** The list of residents with its search field. Event thread only. */
final class ResidentList {

    private final List<Resident> all = Residents.all();
    private final DefaultListModel<Resident> model = new DefaultListModel<>();
    private final JList<Resident> list = new JList<>(model);
    private final JTextField search = new JTextField();
    private final JLabel count = Shapes.label(" ", Look.font(0.86), Look.MUTED);
    private final JPanel panel = new JPanel(new BorderLayout(0, 12));

    /** @param choose told the resident that is chosen, the first one before this returns */
    ResidentList(Consumer<Resident> choose) {
        search.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, Texts.text("record.search"));
        search.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent e) {
                narrow();
            }

            @Override
            public void removeUpdate(DocumentEvent e) {
                narrow();
            }

            @Override
            public void changedUpdate(DocumentEvent e) {
                narrow();
            }
        });
        list.setName("residents");
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setFixedCellHeight(56);
        list.setCellRenderer((owner, resident, index, selected, focused) -> cell(resident, selected));
        list.addListSelectionListener(e -> {
            if (!e.getValueIsAdjusting() && list.getSelectedValue() != null) {
                choose.accept(list.getSelectedValue());
            }
        });
        panel.setBackground(Color.WHITE);
        panel.setPreferredSize(new Dimension(268, 100));
        panel.setBorder(BorderFactory.createCompoundBorder(
                BorderFactory.createMatteBorder(0, 0, 0, 1, Look.LINE),
                BorderFactory.createEmptyBorder(16, 14, 12, 14)));
        panel.add(search, BorderLayout.NORTH);
        JScrollPane pane = new JScrollPane(list);
        pane.setBorder(null);
        panel.add(pane, BorderLayout.CENTER);
        panel.add(count, BorderLayout.SOUTH);
        narrow();
        list.setSelectedIndex(0);
    }

    JComponent component() {
        return panel;
    }

    private void narrow() {
        Resident chosen = list.getSelectedValue();
        model.clear();
        all.stream().filter(r -> r.matches(search.getText())).forEach(model::addElement);
        list.setSelectedValue(chosen, true);
        count.setText(Texts.text("record.count", model.size()));
    }

    private static JComponent cell(Resident resident, boolean selected) {
        JPanel words = new JPanel(new BorderLayout());
        words.setOpaque(false);
        words.add(Shapes.label(resident.name(), Look.bold(1), Look.INK), BorderLayout.CENTER);
        String where = Texts.text("record.room", Integer.toString(resident.room())) + " · "
                + Texts.text("record.care", resident.careLevel());
        words.add(Shapes.label(where, Look.font(0.84), Look.MUTED), BorderLayout.SOUTH);
        JPanel cell = new JPanel(new BorderLayout(12, 0));
        cell.setOpaque(false);
        Color fill = selected ? Look.GROUND : Color.WHITE;
        cell.setBorder(BorderFactory.createCompoundBorder(
                Shapes.rounded(fill, selected ? Look.LINE : fill, 12), BorderFactory.createEmptyBorder(8, 10, 8, 10)));
        cell.add(new JLabel(Shapes.badge(resident.name().substring(0, 1), 34)), BorderLayout.WEST);
        cell.add(words, BorderLayout.CENTER);
        return cell;
    }
}
