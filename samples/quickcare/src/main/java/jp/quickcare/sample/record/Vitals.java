package jp.quickcare.sample.record;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What was measured on one morning.
 *
 * @param systolic upper blood pressure in mmHg
 * @param diastolic lower blood pressure in mmHg
 * @param pulse beats a minute
 * @param temperature in degrees Celsius
 * @param oxygen saturation in percent
 */
public record Vitals(LocalDate day, int systolic, int diastolic, int pulse, double temperature, int oxygen) {

    /** @return invented measurements of the {@code days} up to {@code today}, newest first, the same at each call */
    public static List<Vitals> of(Resident resident, LocalDate today, int days) {
        return IntStream.range(0, days)
                .mapToObj(back -> measured(resident, today.minusDays(back)))
                .toList();
    }

    private static Vitals measured(Resident resident, LocalDate day) {
        Random random = new Random(resident.id() * 1_000_003L + day.toEpochDay());
        int base = 116 + resident.careLevel() * 5 + (int) (6 * Math.sin(day.toEpochDay() / 2.3 + resident.id()));
        int systolic = base + random.nextInt(9);
        return new Vitals(
                day,
                systolic,
                systolic - 48 - random.nextInt(8),
                64 + resident.id() % 5 + random.nextInt(10),
                36.1 + random.nextInt(8) / 10.0,
                95 + random.nextInt(5));
    }
}
