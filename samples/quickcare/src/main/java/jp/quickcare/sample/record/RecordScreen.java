package jp.quickcare.sample.record;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.GridLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import jp.quickcare.sample.Texts;
import jp.quickcare.sample.export.ExcelExport;
import jp.quickcare.sample.export.PdfExport;
import jp.quickcare.sample.export.RecordExport;
import jp.quickcare.sample.look.Emblem;
import jp.quickcare.sample.look.Look;
import jp.quickcare.sample.look.Shapes;

/** The screen behind the login: the residents on the left, the chosen one's record beside. Event thread only. */
public final class RecordScreen {

    private static final int DAYS = 14;

    private final JPanel panel = new JPanel(new BorderLayout());
    private final JPanel record = new JPanel(new BorderLayout(0, 14));
    private final JLabel status = Shapes.label(" ", Look.font(0.86), Look.MUTED);
    private final List<RecordExtension> extensions = ServiceLoader.load(RecordExtension.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    private final Notebook notebook;
    private final NotesCard notes;
    private Optional<Resident> shown = Optional.empty();

    /**
     * @param user who is signed in
     * @param signOut leads back to the login screen
     */
    public RecordScreen(String user, String version, Notebook notebook, Runnable signOut) {
        this.notebook = notebook;
        notes = new NotesCard(
                user,
                notebook,
                extensions.stream().flatMap(e -> e.templates().stream()).toList(),
                status::setText);
        panel.setBackground(Look.GROUND);
        panel.add(head(user, signOut), BorderLayout.NORTH);
        panel.add(new ResidentList(this::show).component(), BorderLayout.WEST);
        panel.add(body(), BorderLayout.CENTER);
        panel.add(foot(version), BorderLayout.SOUTH);
    }

    /** @return the screen */
    public JComponent component() {
        return panel;
    }

    /** Saves a note about the resident that is shown, as if it had been typed. */
    public void add(String note) {
        notes.add(note);
    }

    private JComponent head(String user, Runnable signOut) {
        JPanel left = new JPanel(new FlowLayout(FlowLayout.LEFT, 12, 0));
        left.setOpaque(false);
        left.add(new JLabel(new Emblem(34, Look.ACCENT, Color.WHITE)));
        left.add(Shapes.label(Texts.text("product"), Look.bold(1.25), Look.INK));
        left.add(Shapes.label(Texts.text("office"), Look.font(1), Look.MUTED));
        JPanel right = new JPanel(new FlowLayout(FlowLayout.RIGHT, 12, 0));
        right.setOpaque(false);
        right.add(Shapes.label(Texts.text("record.user", user), Look.font(1), Look.MUTED));
        JButton out = new JButton(Texts.text("record.signOut"));
        out.setName("signOut");
        out.addActionListener(e -> signOut.run());
        right.add(out);
        JPanel head = new JPanel(new BorderLayout());
        head.setBackground(Color.WHITE);
        head.setBorder(BorderFactory.createCompoundBorder(
                BorderFactory.createMatteBorder(0, 0, 1, 0, Look.LINE), BorderFactory.createEmptyBorder(10, 8, 10, 8)));
        head.add(left, BorderLayout.WEST);
        head.add(right, BorderLayout.EAST);
        return head;
    }

    private JComponent body() {
        record.setOpaque(false);
        notes.component().setPreferredSize(new Dimension(330, 100));
        JPanel body = new JPanel(new BorderLayout(16, 0));
        body.setOpaque(false);
        body.setBorder(BorderFactory.createEmptyBorder(18, 18, 12, 18));
        body.add(record, BorderLayout.CENTER);
        body.add(notes.component(), BorderLayout.EAST);
        return body;
    }

    private JComponent foot(String version) {
        JPanel foot = new JPanel(new BorderLayout());
        foot.setOpaque(false);
        foot.setBorder(BorderFactory.createEmptyBorder(0, 20, 10, 20));
        status.setName("status");
        foot.add(status, BorderLayout.WEST);
        foot.add(Shapes.label(Texts.text("login.version", version), Look.font(0.86), Look.MUTED), BorderLayout.EAST);
        return foot;
    }

    private void show(Resident resident) {
        shown = Optional.of(resident);
        List<Vitals> vitals = Vitals.of(resident, Dates.today(), DAYS);
        JPanel cards = new JPanel(new GridLayout(0, 1, 0, 14));
        cards.setOpaque(false);
        cards.add(Shapes.card(
                Shapes.label(Texts.text("vitals.title"), Look.bold(1.1), Look.INK),
                new VitalsTable(vitals).component()));
        extensions.stream().flatMap(e -> e.card(vitals).stream()).forEach(cards::add);
        record.removeAll();
        record.add(person(resident), BorderLayout.NORTH);
        record.add(cards, BorderLayout.CENTER);
        record.revalidate();
        record.repaint();
        notes.show(resident);
        status.setText(" ");
    }

    private JComponent person(Resident resident) {
        LocalDate today = Dates.today();
        JPanel line = new JPanel(new FlowLayout(FlowLayout.LEFT, 8, 0));
        line.setOpaque(false);
        line.add(Shapes.chip(Texts.text("record.room", Integer.toString(resident.room()))));
        line.add(Shapes.chip(Texts.text("record.care", resident.careLevel())));
        line.add(Shapes.label(
                Texts.text("record.age", resident.age(today), Dates.full(resident.born())),
                Look.font(0.95),
                Look.MUTED));
        JLabel name = Shapes.label(resident.name(), Look.bold(1.6), Look.INK);
        name.setBorder(BorderFactory.createEmptyBorder(0, 8, 6, 0));
        JPanel words = new JPanel(new BorderLayout());
        words.setOpaque(false);
        words.add(name, BorderLayout.NORTH);
        words.add(line, BorderLayout.CENTER);
        JPanel buttons = new JPanel();
        buttons.setOpaque(false);
        buttons.setLayout(new BoxLayout(buttons, BoxLayout.X_AXIS));
        buttons.add(exportButton("export.pdf", "pdf", new PdfExport()));
        buttons.add(Box.createHorizontalStrut(8));
        buttons.add(exportButton("export.excel", "xlsx", new ExcelExport()));
        JPanel person = new JPanel(new BorderLayout(10, 0));
        person.setOpaque(false);
        person.add(new JLabel(Shapes.badge(resident.name().substring(0, 1), 52)), BorderLayout.WEST);
        person.add(words, BorderLayout.CENTER);
        person.add(buttons, BorderLayout.EAST);
        return person;
    }

    private JButton exportButton(String key, String ending, RecordExport export) {
        JButton button = new JButton(Texts.text(key));
        button.setName(key);
        button.addActionListener(e -> shown.ifPresent(resident -> write(resident, ending, export)));
        return button;
    }

    private void write(Resident resident, String ending, RecordExport export) {
        Path file = notebook.file().resolveSibling("record-%d.%s".formatted(resident.room(), ending));
        try {
            Files.createDirectories(file.getParent());
            export.write(resident, Vitals.of(resident, Dates.today(), DAYS), notebook.of(resident), file);
            status.setText(Texts.text("export.done", file));
        } catch (IOException e) {
            status.setText(Texts.text("export.failed", String.valueOf(e.getMessage())));
        }
    }
}
