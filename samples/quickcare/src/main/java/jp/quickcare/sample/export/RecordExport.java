package jp.quickcare.sample.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jp.quickcare.sample.record.Note;
import jp.quickcare.sample.record.Resident;
import jp.quickcare.sample.record.Vitals;

/** Writes what is known of one resident to a file. */
public interface RecordExport {

    /**
     * @param vitals newest first
     * @param notes newest first
     * @param file replaced when it is there
     * @throws IOException if it cannot be written
     */
    void write(Resident resident, List<Vitals> vitals, List<Note> notes, Path file) throws IOException;
}
