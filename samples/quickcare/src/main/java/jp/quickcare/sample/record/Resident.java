package jp.quickcare.sample.record;

import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;

/**
 * A person who lives in the care home.
 *
 * @param id stable, kept with each note
 * @param name as it is written in the user's language
 * @param reading how the name is read: hiragana in Japanese, the family name first in English; it decides the order
 * @param room the number on the door
 * @param careLevel 1 (least) to 5
 */
public record Resident(int id, String name, String reading, int room, int careLevel, LocalDate born) {

    /** @return whole years on {@code day} */
    public int age(LocalDate day) {
        return Period.between(born, day).getYears();
    }

    /** @return whether what was typed into the search field fits this person; an empty text fits everybody */
    boolean matches(String typed) {
        String text = typed.strip().toLowerCase(Locale.ROOT);
        return name.toLowerCase(Locale.ROOT).contains(text)
                || reading.toLowerCase(Locale.ROOT).contains(text)
                || Integer.toString(room).startsWith(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
