package io.kuajie.ingest.domain.event;

/** Reads the form of RFC 3339 that nearly all senders use, {@code 2026-03-01T08:00:00.000Z}, without making objects. */
final class CommonTime {
    /** The text has another form, or is no time. */
    static final long OTHER = Long.MIN_VALUE;

    private static final int SHORTEST = 20;
    private static final int LONGEST = 30;
    private static final long MILLIS_A_DAY = 86_400_000L;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private CommonTime() {}

    /** Milliseconds since the epoch, UTC. */
    static long parse(String time) {
        int length = time.length();
        if (length < SHORTEST || length > LONGEST || time.charAt(length - 1) != 'Z' || !hasMarks(time)) {
            return OTHER;
        }
        int year = number(time, 0, 4);
        int month = number(time, 5, 7);
        int day = number(time, 8, 10);
        int hour = number(time, 11, 13);
        int minute = number(time, 14, 16);
        int second = number(time, 17, 19);
        int millis = length == SHORTEST ? 0 : millis(time, length - 1);
        // Whatever is out of the ordinary is left to a reader that knows all of it.
        boolean isOrdinary = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] && hour >= 0;
        if (!isOrdinary || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || millis < 0) {
            return OTHER;
        }
        return days(year, month, day) * MILLIS_A_DAY + ((hour * 60L + minute) * 60 + second) * 1000 + millis;
    }

    private static boolean hasMarks(String time) {
        return time.charAt(4) == '-'
                && time.charAt(7) == '-'
                && time.charAt(10) == 'T'
                && time.charAt(13) == ':'
                && time.charAt(16) == ':';
    }

    /** -1 if there is anything but a point and digits. */
    private static int millis(String time, int end) {
        if (time.charAt(19) != '.' || end == 20) {
            return -1;
        }
        int millis = 0;
        int place = 100;
        for (int i = 20; i < end; i++, place /= 10) {
            int digit = time.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            millis += digit * place;
        }
        return millis;
    }

    /** At most four digits; -1 if there is anything else. */
    private static int number(String time, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = time.charAt(i) - '0';
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
