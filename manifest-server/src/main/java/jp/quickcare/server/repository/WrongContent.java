package jp.quickcare.server.repository;

import java.util.Locale;
import jp.quickcare.server.messages.Sentence;

/** Thrown where stored bytes are not the content that their name says. */
public final class WrongContent extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Sentence sentence;

    /** @param sentence goes on after the name of the file */
    public WrongContent(Sentence sentence) {
        super(sentence.in(Locale.ENGLISH));
        this.sentence = sentence;
    }

    /** What is wrong; goes on after the name of the file. */
    public Sentence sentence() {
        return sentence;
    }
}
