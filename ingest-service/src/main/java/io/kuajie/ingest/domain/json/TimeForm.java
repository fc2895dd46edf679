package io.kuajie.ingest.domain.json;

/** Reads the form of RFC 3339 that nearly all senders use, {@code 2026-03-01T08:00:00.000Z}, without making objects. */
public final class TimeForm {
    /** The text has another form, or is no time. */
    public static final long OTHER = Long.MIN_VALUE;

    private static final int SHORTEST = 20;
    private static final int LONGEST = 30;
    private static final long MILLIS_A_DAY = 86_400_000L;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private TimeForm() {}

    /** Milliseconds since the epoch, UTC. */
    public static long parse(byte[] in, int start, int end) {
        int length = end - start;
        if (length < SHORTEST || length > LONGEST || in[end - 1] != 'Z' || !hasMarks(in, start)) {
            return OTHER;
        }
        int year = number(in, start, start + 4);
        int month = number(in, start + 5, start + 7);
        int day = number(in, start + 8, start + 10);
        int hour = number(in, start + 11, start + 13);
        int minute = number(in, start + 14, start + 16);
        int second = number(in, start + 17, start + 19);
        int millis = length == SHORTEST ? 0 : millis(in, start + 19, end - 1);
        // Whatever is out of the ordinary is left to a reader that knows all of it.
        boolean isOrdinary = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] && hour >= 0;
        if (!isOrdinary || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || millis < 0) {
            return OTHER;
        }
        return days(year, month, day) * MILLIS_A_DAY + ((hour * 60L + minute) * 60 + second) * 1000 + millis;
    }

    private static boolean hasMarks(byte[] in, int start) {
        return in[start + 4] == '-'
                && in[start + 7] == '-'
                && in[start + 10] == 'T'
                && in[start + 13] == ':'
                && in[start + 16] == ':';
    }

    /** -1 if there is anything but a point and digits. */
    private static int millis(byte[] in, int point, int end) {
        if (in[point] != '.' || point + 1 == end) {
            return -1;
        }
        int millis = 0;
        int place = 100;
        for (int i = point + 1; i < end; i++, place /= 10) {
            int digit = in[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            millis += digit * place;
        }
        return millis;
    }

    /** At most four digits; -1 if there is anything else. */
    private static int number(byte[] in, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = in[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Days since the epoch of a date of the Gregorian calendar (Hinnant, days_from_civil). */
    private static long days(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = shifted / 400;
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
