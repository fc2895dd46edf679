package io.kuajie.testkit.generate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When sessions begin: few at night, a bump at lunch, a peak in the evening, more at weekends. Maps an even draw in [0, 1) to an
 * instant in [from, to).
 */
final class Rhythm {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Weight by hour of the local day. */
    private static final double[] HOURS = {
        3, 1.5, 0.8, 0.5, 0.5, 0.8, 1.5, 2.5, 3.5, 4, 4.5, 5, 6.5, 6, 4.5, 4.5, 5, 5.5, 6, 7.5, 9.5, 11, 9, 6
    };

    private static final double WEEKEND = 1.5;

    private final Instant from;
    private final long rangeMillis;
    private final double[] cumulated;

    Rhythm(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("The range must not be empty: %s to %s.".formatted(from, to));
        }
        this.from = from;
        this.rangeMillis = Duration.between(from, to).toMillis();
        int hours = Math.toIntExact((rangeMillis + 3_599_999) / 3_600_000);
        cumulated = new double[hours];
        double sum = 0;
        for (int hour = 0; hour < hours; hour++) {
            sum += weight(from.plus(Duration.ofHours(hour)).atZone(ZONE)) * shareInRange(hour);
            cumulated[hour] = sum;
        }
    }

    Instant at(double even) {
        double wanted = even * cumulated[cumulated.length - 1];
        int found = java.util.Arrays.binarySearch(cumulated, wanted);
        int hour = Math.min(found < 0 ? -found - 1 : found + 1, cumulated.length - 1);
        double before = hour == 0 ? 0 : cumulated[hour - 1];
        double within = (wanted - before) / (cumulated[hour] - before) * shareInRange(hour);
        return from.plusMillis(Math.min((long) ((hour + within) * 3_600_000), rangeMillis - 1));
    }

    private double shareInRange(int hour) {
        return Math.min(1, (rangeMillis - hour * 3_600_000.0) / 3_600_000);
    }

    private static double weight(ZonedDateTime time) {
        boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return HOURS[time.getHour()] * (weekend ? WEEKEND : 1);
    }
}
