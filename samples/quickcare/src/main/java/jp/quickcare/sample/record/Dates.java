package jp.quickcare.sample.record;

import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import jp.quickcare.sample.Texts;

/** Dates as care staff write them: with the Japanese era in Japanese, plainly in English. */
public final class Dates {

    private Dates() {}

    /** @return the day it is on this PC */
    public static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }

    /** @return for example {@code 昭和13年3月14日} or {@code Mar 14, 1938} */
    public static String full(LocalDate day) {
        return Texts.japanese()
                ? format("Gy年M月d日", "ja_JP@calendar=japanese", day.atStartOfDay())
                : format("MMM d, y", "en", day.atStartOfDay());
    }

    /** @return for example {@code 11月21日（土）} or {@code Sat, Nov 21} */
    public static String brief(LocalDate day) {
        return Texts.japanese()
                ? format("M月d日（EEE）", "ja_JP", day.atStartOfDay())
                : format("EEE, MMM d", "en", day.atStartOfDay());
    }

    /** @return for example {@code 11月21日 9:05} or {@code Nov 21, 9:05} */
    public static String minute(LocalDateTime time) {
        return Texts.japanese() ? format("M月d日 H:mm", "ja_JP", time) : format("MMM d, H:mm", "en", time);
    }

    private static String format(String pattern, String locale, LocalDateTime time) {
        SimpleDateFormat format = new SimpleDateFormat(pattern, new ULocale(locale));
        format.setTimeZone(TimeZone.getTimeZone("UTC"));
        return format.format(Date.from(time.toInstant(ZoneOffset.UTC)));
    }
}
