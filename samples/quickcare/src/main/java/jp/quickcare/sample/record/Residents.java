package jp.quickcare.sample.record;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jp.quickcare.sample.Texts;

/** The invented people of the sample, in the order of the user's language. */
final class Residents {

    private Residents() {}

    static List<Resident> all() {
        // ICU knows the order of kana, small kana and long vowels; code points do not.
        Collator order = Collator.getInstance(Texts.japanese() ? ULocale.JAPANESE : ULocale.ENGLISH);
        return people().sorted(Comparator.comparing(Resident::reading, order)).toList();
    }

    private static Stream<Resident> people() {
        return Stream.of(
                person(1, "佐藤 ハナ", "さとう はな", "Hana Sato", "Sato", 101, 2, 1938, 3, 14),
                person(2, "鈴木 一郎", "すずき いちろう", "Ichiro Suzuki", "Suzuki", 102, 3, 1935, 7, 2),
                person(3, "高橋 節子", "たかはし せつこ", "Setsuko Takahashi", "Takahashi", 103, 1, 1944, 11, 23),
                person(4, "田中 正雄", "たなか まさお", "Masao Tanaka", "Tanaka", 105, 4, 1931, 1, 8),
                person(5, "伊藤 千代", "いとう ちよ", "Chiyo Ito", "Ito", 201, 2, 1940, 5, 30),
                person(6, "渡辺 茂", "わたなべ しげる", "Shigeru Watanabe", "Watanabe", 202, 3, 1937, 9, 17),
                person(7, "山本 美代子", "やまもと みよこ", "Miyoko Yamamoto", "Yamamoto", 203, 1, 1946, 2, 11),
                person(8, "中村 トメ", "なかむら とめ", "Tome Nakamura", "Nakamura", 205, 5, 1929, 12, 1),
                person(9, "小林 健二", "こばやし けんじ", "Kenji Kobayashi", "Kobayashi", 206, 2, 1942, 8, 25),
                person(10, "加藤 ふみ", "かとう ふみ", "Fumi Kato", "Kato", 207, 3, 1936, 4, 6));
    }

    private static Resident person(
            int id, String name, String reading, String latin, String family, int room, int care, int y, int m, int d) {
        boolean japanese = Texts.japanese();
        return new Resident(
                id, japanese ? name : latin, japanese ? reading : family, room, care, LocalDate.of(y, m, d));
    }
}
