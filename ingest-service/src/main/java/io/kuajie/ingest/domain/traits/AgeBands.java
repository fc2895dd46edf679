package io.kuajie.ingest.domain.traits;

import io.kuajie.kernel.Trait;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ages and birthdays as bands of years. */
final class AgeBands {
    private static final int ADULT = 18;
    private static final int OLDEST = 120;
    private static final int FIRST_FULL_BAND = 25;
    private static final int LAST_BAND = 65;
    private static final int BAND_YEARS = 10;
    private static final Pattern AGE = Pattern.compile("([0-9]{1,3})(\\.[0-9]{1,6})?岁?");
    /** 1990-05-01, with or without a time behind it, 1990/5/1, 19900501, 1990年5月1日. */
    private static final Pattern DATE = Pattern.compile(
            "([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日|([0-9]{2})([0-9]{2}))(?:[T ].*)?");

    private AgeBands() {}

    /** By an age in years, or a band itself; null for a text that is neither. */
    static @Nullable String ofAge(@Nullable String text) {
        if (text == null || Trait.AGE.allows(text)) {
            return text;
        }
        Matcher age = AGE.matcher(text);
        return age.matches() ? of(Integer.parseInt(age.group(1))) : null;
    }

    /** By a date of birth, at this time; null for a text that is none. @param at milliseconds since the epoch */
    static @Nullable String ofBirthday(@Nullable String text, long at) {
        Matcher date = text == null ? null : DATE.matcher(text);
        if (date == null || !date.matches()) {
            return null;
        }
        try {
            LocalDate born =
                    LocalDate.of(Integer.parseInt(date.group(1)), number(date, 2, 4, 6, 8), number(date, 3, 5, 7, 9));
            LocalDate today = Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC).toLocalDate();
            return born.isAfter(today) ? null : of(Period.between(born, today).getYears());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher date, int... groups) {
        for (int group : groups) {
            if (date.group(group) != null) {
                return Integer.parseInt(date.group(group));
            }
        }
        throw new IllegalStateException("A date without a month or a day does not match.");
    }

    private static @Nullable String of(int years) {
        if (years > OLDEST) {
            return null;
        }
        if (years < ADULT) {
            return Trait.MINOR;
        }
        if (years < FIRST_FULL_BAND) {
            return "18-24";
        }
        if (years >= LAST_BAND) {
            return "65-plus";
        }
        int first = years - (years - FIRST_FULL_BAND) % BAND_YEARS;
        return first + "-" + (first + BAND_YEARS - 1);
    }
}
