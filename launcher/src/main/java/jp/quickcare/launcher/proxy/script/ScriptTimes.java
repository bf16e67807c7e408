package jp.quickcare.launcher.proxy.script;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a proxy script may ask of days and times; by the clock of this PC, or in UTC where {@code GMT} is last. */
final class ScriptTimes {
    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final int FIRST_YEAR = 100;

    private final Clock clock;

    ScriptTimes(Clock clock) {
        this.clock = clock;
    }

    private ZonedDateTime now(String[] given) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        return isGmt(given) ? now.withZoneSameInstant(ZoneOffset.UTC) : now;
    }

    private static boolean isGmt(String[] given) {
        return given[given.length - 1].equalsIgnoreCase("GMT");
    }

    private static String[] bare(String[] given) {
        return isGmt(given) ? Arrays.copyOf(given, given.length - 1) : given;
    }

    boolean weekdayRange(String[] given) {
        String[] days = bare(given);
        if (days.length == 0) {
            return false;
        }
        int first = DAYS.indexOf(days[0].toUpperCase(Locale.ROOT));
        int last = DAYS.indexOf(days[days.length - 1].toUpperCase(Locale.ROOT));
        int today = now(given).getDayOfWeek().getValue() - 1;
        return first >= 0 && last >= 0 && isBetween(List.of(first), List.of(today), List.of(last));
    }

    /** One value or a pair of values, each of a day, a month and a year, or of some of them. */
    boolean dateRange(String[] given) {
        String[] values = bare(given);
        int half = values.length < 2 ? values.length : values.length / 2;
        List<Integer> first = new ArrayList<>();
        List<Integer> today = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        ZonedDateTime now = now(given);
        // The year weighs most, the day least.
        for (int kind = 0; kind < 3; kind++) {
            for (int i = 0; i < half; i++) {
                if (kind(values[i]) == kind) {
                    first.add(number(values[i]));
                    last.add(number(values[values.length - half + i]));
                    today.add(kind == 0 ? now.getYear() : kind == 1 ? now.getMonthValue() : now.getDayOfMonth());
                }
            }
        }
        return first.size() == half && half > 0 && isBetween(first, today, last);
    }

    private static int kind(String value) {
        if (MONTHS.contains(value.toUpperCase(Locale.ROOT))) {
            return 1;
        }
        return number(value) >= FIRST_YEAR ? 0 : 2;
    }

    /** Hours, hours and minutes, or hours, minutes and seconds; a pair, or a single hour. */
    boolean timeRange(String[] given) {
        String[] values = bare(given);
        ZonedDateTime now = now(given);
        int half = values.length < 2 ? values.length : values.length / 2;
        List<Integer> all = List.of(now.getHour(), now.getMinute(), now.getSecond());
        List<Integer> first = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        for (int i = 0; i < half; i++) {
            first.add(number(values[i]));
            last.add(number(values[values.length - half + i]));
        }
        return half > 0 && half <= all.size() && isBetween(first, all.subList(0, half), last);
    }

    /** A range that ends before it begins goes over midnight, over Sunday, over New Year. */
    private static boolean isBetween(List<Integer> first, List<Integer> now, List<Integer> last) {
        boolean after = compare(first, now) <= 0;
        boolean before = compare(now, last) <= 0;
        return compare(first, last) <= 0 ? after && before : after || before;
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = Integer.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int number(String value) {
        int month = MONTHS.indexOf(value.toUpperCase(Locale.ROOT));
        if (month >= 0) {
            return month + 1;
        }
        try {
            // Numbers of JavaScript may come with a fraction.
            return (int) Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
