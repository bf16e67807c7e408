package jp.quickcare.sample.template;

import java.util.List;
import java.util.stream.Stream;
import jp.quickcare.sample.Texts;
import jp.quickcare.sample.record.RecordExtension;

/** The notes that are written most often: meal, bath, night. */
public final class CareTemplates implements RecordExtension {

    @Override
    public List<NoteTemplate> templates() {
        return Stream.of("template.meal", "template.bath", "template.night")
                .map(key -> new NoteTemplate(Texts.text(key), Texts.text(key + ".text")))
                .toList();
    }
}
