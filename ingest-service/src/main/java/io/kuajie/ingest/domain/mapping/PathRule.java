package io.kuajie.ingest.domain.mapping;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which addresses a rule is about, and which parts of them it names. */
public record PathRule(Pattern pattern) {
    /** A glob such as <code>/p/{item}.html</code>. @throws IllegalArgumentException if it is none */
    public static PathRule glob(String glob) {
        if (!glob.startsWith("/") && !glob.startsWith("*")) {
            throw new IllegalArgumentException("must start with / or *");
        }
        return new PathRule(Globs.pattern(glob, true));
    }

    /** A regular expression for the whole path, with named groups. @throws IllegalArgumentException if it is none */
    public static PathRule regex(String regex) {
        try {
            return new PathRule(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "must be a regular expression of RE2, which knows no look-around and no back-references", e);
        }
    }

    /** The parts by name; empty if the path is another. */
    Optional<Map<String, String>> match(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> partByName = new HashMap<>();
        pattern.namedGroups().keySet().forEach(name -> {
            String part = matcher.group(name);
            if (part != null) {
                partByName.put(name, part);
            }
        });
        return Optional.of(partByName);
    }
}
