package jp.quickcare.sample.record;

import java.util.List;
import java.util.Optional;
import javax.swing.JComponent;

/** What a later release adds to the record screen; found by {@link java.util.ServiceLoader}. */
public interface RecordExtension {

    /** @return a card to show under the vital signs; its content follows {@code vitals}, newest first */
    default Optional<JComponent> card(List<Vitals> vitals) {
        return Optional.empty();
    }

    /** @return ready-made texts to offer above the note entry */
    default List<NoteTemplate> templates() {
        return List.of();
    }

    /**
     * A ready-made note.
     *
     * @param name what stands on the button
     * @param text what a press puts into the entry
     */
    record NoteTemplate(String name, String text) {}
}
