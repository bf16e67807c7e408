package jp.quickcare.sample.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {

    private static final Resident HANA = Residents.all().get(0);
    private static final Resident ICHIRO = Residents.all().get(1);
    private static final LocalDateTime MORNING = LocalDateTime.of(2026, 4, 1, 9, 5);

    @TempDir
    private Path folder;

    @Test
    void nothing_is_made_before_the_first_note() throws IOException {
        Notebook notebook = new Notebook(folder.resolve("records/notes.db"));
        assertThat(notebook.of(HANA)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void notes_are_kept_for_each_resident_newest_first() throws IOException {
        Path file = folder.resolve("records/notes.db");
        Note first = new Note(MORNING, "森 恵子", "昼食を全量摂取。");
        Note second = new Note(MORNING.plusHours(3), "O'Brien", "two\nlines; DROP TABLE note");
        new Notebook(file).add(HANA, first);
        new Notebook(file).add(HANA, second);
        assertThat(new Notebook(file).of(HANA)).containsExactly(second, first);
        assertThat(new Notebook(file).of(ICHIRO)).isEmpty();
    }

    @Test
    void a_file_that_is_no_notebook_is_reported_and_left_as_it_is() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.db"), "this is no database, but long enough to be one");
        Notebook notebook = new Notebook(file);
        assertThatIOException().isThrownBy(() -> notebook.of(HANA));
        assertThatIOException().isThrownBy(() -> notebook.add(HANA, new Note(MORNING, "a", "b")));
        assertThat(file).hasContent("this is no database, but long enough to be one");
    }
}
