package io.kuajie.recommend.files;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Who dealt with what, as a file says, with the names of people and items as they stand there. */
final class Table {
    /** How a file is written. */
    enum Format {
        PAIRS,
        LISTS
    }

    private static final Pattern SPACES = Pattern.compile("[ \\t]+");

    private final Map<String, Map<String, Dealing>> dealingByItemByPerson = new HashMap<>();
    private final Map<String, String> domainByItem = new HashMap<>();
    private boolean hasTimes = true;
    private int size;
    private int skipped;

    private Table() {}

    /** By person and item. */
    Map<String, Map<String, Dealing>> rows() {
        return dealingByItemByPerson;
    }

    /** Domain by item, where the file names it. */
    Map<String, String> domains() {
        return domainByItem;
    }

    boolean hasTimes() {
        return hasTimes && size > 0;
    }

    int size() {
        return size;
    }

    /** @throws FileFault naming the file, the line and what is wrong with it */
    static Table read(Path file, Format format, Consumer<String> notes) {
        Table table = new Table();
        try (BufferedReader reader = reader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                table.line(file, number, number == 1 ? withoutMark(line) : line, format);
            }
        } catch (CharacterCodingException e) {
            throw new FileFault("%s is not UTF-8 text.".formatted(file));
        } catch (IOException e) {
            throw new FileFault("%s can't be read: %s.".formatted(file, e));
        }
        if (table.size == 0) {
            throw new FileFault("%s holds no interaction; the format is '%s'."
                    .formatted(file, format.name().toLowerCase(java.util.Locale.ROOT)));
        }
        if (table.skipped > 0) {
            notes.accept("%s: left out %d lines whose value is not above 0".formatted(file, table.skipped));
        }
        return table;
    }

    /** Text, unpacked if it is packed, whatever the file's name. */
    private static BufferedReader reader(Path file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(2);
        boolean isPacked = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return new BufferedReader(new InputStreamReader(
                isPacked ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8.newDecoder()));
    }

    private void line(Path file, int number, String line, Format format) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        switch (format) {
            case PAIRS -> pair(file, number, text);
            case LISTS -> list(text);
        }
    }

    private void list(String text) {
        String[] fields = SPACES.split(text);
        for (String item : Arrays.asList(fields).subList(1, fields.length)) {
            put(fields[0], item, Dealing.NO_TIME, 1);
        }
    }

    private void pair(Path file, int number, String text) {
        String[] fields = fields(text);
        if (isHeader(fields)) {
            if (number == 1) {
                return;
            }
            throw fault(file, number, "looks like a header, which only the first line may be");
        }
        if (fields.length < 2 || fields.length > 5 || fields[0].isBlank() || fields[1].isBlank()) {
            throw fault(
                    file,
                    number,
                    "has %d fields and must be user<TAB>item[<TAB>value[<TAB>time[<TAB>domain]]]; for 'user item item ...' say --format lists"
                            .formatted(fields.length));
        }
        boolean hasValue = fields.length > 2 && !fields[2].isBlank();
        double value = hasValue ? number(file, number, "value", fields[2]) : 1;
        boolean hasTime = fields.length > 3 && !fields[3].isBlank();
        long time = hasTime ? seconds(number(file, number, "time", fields[3])) : Dealing.NO_TIME;
        if (value > 0) {
            put(fields[0].strip(), fields[1].strip(), time, value);
            if (fields.length > 4 && !fields[4].isBlank()) {
                domainByItem.putIfAbsent(fields[1].strip(), fields[4].strip());
            }
        } else {
            skipped++;
        }
    }

    /** By tabs; else by {@code ::}, as MovieLens has it; else by spaces; else by commas. */
    private static String[] fields(String text) {
        if (text.indexOf('\t') >= 0) {
            return text.split("\t", -1);
        }
        if (text.contains("::")) {
            return text.split("::", -1);
        }
        return text.indexOf(' ') < 0 && text.indexOf(',') >= 0 ? text.split(",", -1) : SPACES.split(text);
    }

    /** Times beyond the year 5000 in seconds are finer units. */
    private static long seconds(double time) {
        double size = Math.abs(time);
        return Math.round(size < 1e11 ? time : size < 1e14 ? time / 1e3 : size < 1e17 ? time / 1e6 : time / 1e9);
    }

    /** A first line such as {@code user_id:token item_id:token}, or whose value is a word. */
    private static boolean isHeader(String[] fields) {
        return fields.length > 1
                && (fields[0].contains(":token")
                        || List.of("user", "user_id", "userid", "uid")
                                .contains(fields[0].strip().toLowerCase(java.util.Locale.ROOT)));
    }

    private void put(String person, String item, long time, double value) {
        hasTimes &= time != Dealing.NO_TIME;
        size++;
        dealingByItemByPerson
                .computeIfAbsent(person, name -> new HashMap<>())
                .merge(item, new Dealing(time, value), Dealing::later);
    }

    private static double number(Path file, int line, String field, String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw fault(
                file,
                line,
                "has the %s '%s', which is no number%s"
                        .formatted(
                                field,
                                text,
                                field.equals("time")
                                        ? " (seconds or milliseconds since 1970)"
                                        : "; for 'user item item ...' say --format lists"));
    }

    private static FileFault fault(Path file, int line, String what) {
        return new FileFault("%s line %d %s.".formatted(file, line, what));
    }

    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }
}
