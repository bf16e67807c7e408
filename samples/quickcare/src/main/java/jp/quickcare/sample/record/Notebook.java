package jp.quickcare.sample.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The user's notes, in an SQLite file of the user's own. Opened for each access, so that no update finds it in use. */
public final class Notebook {

    private final Path file;

    /** @param file made, with its folder, when the first note is written */
    public Notebook(Path file) {
        this.file = file;
    }

    /** @return where the notes are kept */
    public Path file() {
        return file;
    }

    /**
     * Keeps a note; it is on disk when this returns.
     *
     * @throws IOException if it could not be kept
     */
    public void add(Resident resident, Note note) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Connection connection = open()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, resident INTEGER NOT NULL,"
                        + " written TEXT NOT NULL, author TEXT NOT NULL, text TEXT NOT NULL)");
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO note (resident, written, author, text) VALUES (?, ?, ?, ?)")) {
                insert.setInt(1, resident.id());
                insert.setString(2, note.written().toString());
                insert.setString(3, note.author());
                insert.setString(4, note.text());
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * @return the notes on a resident, newest first
     * @throws IOException if the file cannot be read
     */
    public List<Note> of(Resident resident) throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        try (Connection connection = open();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT written, author, text FROM note WHERE resident = ? ORDER BY id DESC")) {
            select.setInt(1, resident.id());
            List<Note> notes = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    notes.add(new Note(LocalDateTime.parse(rows.getString(1)), rows.getString(2), rows.getString(3)));
                }
            }
            return notes;
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
