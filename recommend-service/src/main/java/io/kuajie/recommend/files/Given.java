package io.kuajie.recommend.files;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What options were given, checked; faults name the option. */
final class Given {
    private Given() {}

    static String value(String name, @Nullable String value) {
        if (value == null) {
            throw new FileFault("%s needs a value; --help explains.".formatted(name));
        }
        return value;
    }

    static Path file(String name, @Nullable String value) {
        Path file = Path.of(value(name, value));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new FileFault("%s %s is no file that can be read.".formatted(name, file));
        }
        return file;
    }

    static Table.Format format(String value) {
        return switch (value) {
            case "pairs" -> Table.Format.PAIRS;
            case "lists" -> Table.Format.LISTS;
            default -> throw new FileFault("--format is '%s' and must be pairs or lists.".formatted(value));
        };
    }

    static long whole(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new FileFault("%s has '%s', which is no whole number.".formatted(name, value));
        }
    }

    /** Not a number where it is none. */
    static double fraction(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
