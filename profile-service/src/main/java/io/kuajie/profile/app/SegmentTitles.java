package io.kuajie.profile.app;

import io.kuajie.edge.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a segment may be called. */
final class SegmentTitles {
    private static final int LONGEST = 200;
    private static final int MOST = 20;
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

    private SegmentTitles() {}

    /** What is wrong with titles by locale; empty for nothing. */
    static List<FieldError> faults(Map<String, @Nullable String> titles) {
        if (titles.size() > MOST) {
            return List.of(
                    new FieldError("titles", "There are %d titles and may be %d.".formatted(titles.size(), MOST)));
        }
        List<FieldError> faults = new ArrayList<>();
        titles.forEach((locale, title) -> {
            if (!LOCALE.matcher(locale).matches()) {
                faults.add(new FieldError("titles", "The key of a title must be a BCP 47 tag, such as zh-CN or en."));
            } else if (title == null || title.isBlank() || title.length() > LONGEST) {
                faults.add(new FieldError(
                        "titles." + locale, "A title must be text of 1 to %d characters.".formatted(LONGEST)));
            }
        });
        return faults;
    }
}
