package jp.quickcare.sample.record;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.GridLayout;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import jp.quickcare.sample.Texts;
import jp.quickcare.sample.look.Look;
import jp.quickcare.sample.look.Shapes;
import jp.quickcare.sample.record.RecordExtension.NoteTemplate;

/** The notes on a resident and the entry for a new one. Event thread only. */
final class NotesCard {

    private final String author;
    private final Notebook notebook;
    private final Consumer<String> status;
    private final JTextArea written = new JTextArea();
    private final JTextArea entry = new JTextArea(4, 20);
    private final JComponent card;
    private Optional<Resident> shown = Optional.empty();

    NotesCard(String author, Notebook notebook, List<NoteTemplate> templates, Consumer<String> status) {
        this.author = author;
        this.notebook = notebook;
        this.status = status;
        written.setName("notes");
        written.setEditable(false);
        written.setFocusable(false);
        written.setBackground(Color.WHITE);
        written.setBorder(null);
        written.setFont(Look.font(0.95));
        wrapped(written);
        entry.setName("note");
        entry.setBorder(BorderFactory.createEmptyBorder(8, 10, 8, 10));
        wrapped(entry);
        JPanel content = new JPanel(new BorderLayout(0, 12));
        content.setOpaque(false);
        JScrollPane list = new JScrollPane(written);
        list.setBorder(null);
        content.add(list, BorderLayout.CENTER);
        content.add(newNote(templates), BorderLayout.SOUTH);
        card = Shapes.card(Shapes.label(Texts.text("notes.title"), Look.bold(1.1), Look.INK), content);
    }

    JComponent component() {
        return card;
    }

    void show(Resident resident) {
        shown = Optional.of(resident);
        try {
            List<Note> notes = notebook.of(resident);
            StringBuilder text = new StringBuilder();
            for (Note note : notes) {
                text.append(Dates.minute(note.written()))
                        .append("  ")
                        .append(note.author())
                        .append('\n')
                        .append(note.text())
                        .append("\n\n");
            }
            written.setForeground(notes.isEmpty() ? Look.MUTED : Look.INK);
            written.setText(notes.isEmpty() ? Texts.text("notes.none") : text.toString());
            written.setCaretPosition(0);
        } catch (IOException e) {
            status.accept(String.valueOf(e.getMessage()));
        }
    }

    void add(String note) {
        entry.setText(note);
        shown.ifPresent(this::save);
    }

    private JComponent newNote(List<NoteTemplate> templates) {
        JPanel head = new JPanel(new BorderLayout(0, 8));
        head.setOpaque(false);
        head.add(Shapes.label(Texts.text("notes.new"), Look.font(0.92), Look.MUTED), BorderLayout.NORTH);
        if (!templates.isEmpty()) {
            JPanel buttons = new JPanel(new GridLayout(1, 0, 8, 0));
            buttons.setOpaque(false);
            for (NoteTemplate template : templates) {
                JButton button = new JButton(template.name());
                button.setFont(Look.font(0.9));
                button.addActionListener(e -> entry.setText(template.text()));
                buttons.add(button);
            }
            head.add(buttons, BorderLayout.CENTER);
        }
        JScrollPane pane = new JScrollPane(entry);
        pane.setBorder(BorderFactory.createLineBorder(Look.LINE));
        JButton save = Shapes.primary(new JButton(Texts.text("notes.save")));
        save.setName("save");
        save.addActionListener(e -> shown.ifPresent(this::save));
        JPanel panel = new JPanel(new BorderLayout(0, 8));
        panel.setOpaque(false);
        panel.add(head, BorderLayout.NORTH);
        panel.add(pane, BorderLayout.CENTER);
        panel.add(save, BorderLayout.SOUTH);
        return panel;
    }

    private void save(Resident resident) {
        String text = entry.getText().strip();
        if (text.isEmpty()) {
            entry.requestFocusInWindow();
            return;
        }
        try {
            notebook.add(
                    resident,
                    new Note(LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES), author, text));
            entry.setText("");
            show(resident);
            status.accept(Texts.text("notes.saved", notebook.file()));
        } catch (IOException e) {
            status.accept(Texts.text("notes.failed", String.valueOf(e.getMessage())));
        }
    }

    private static void wrapped(JTextArea area) {
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
    }
}
