package io.kuajie.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A behaviour file of five columns (user, item, category, behaviour, epoch seconds) and what its complete lines say, told without
 * any code of the services: the sender's own ledger.
 */
record BehaviorFile(Path path, List<Line> lines) {
    /** Actions by the file's behaviour column. */
    static final Map<String, String> ACTIONS = Map.of("pv", "browse", "cart", "cart", "fav", "favourite", "buy", "buy");

    /** One complete line. @param number from 1 */
    record Line(long number, String user, String item, String category, String behaviour, long epochSecond) {
        String action() {
            return Objects.requireNonNull(ACTIONS.get(behaviour));
        }
    }

    /** Reads the complete lines; a last line without its end is left out, as nobody knows what it was going to say. */
    static BehaviorFile read(Path path) {
        try {
            String text = Files.readString(path);
            String[] rows = text.split("\n", -1);
            List<Line> lines = new ArrayList<>();
            for (int row = 0; row < rows.length - 1; row++) {
                String[] fields = rows[row].split(",");
                lines.add(new Line(row + 1, fields[0], fields[1], fields[2], fields[3], Long.parseLong(fields[4])));
            }
            return new BehaviorFile(path, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a generated file, the same for the same seed, whose last line is cut in the middle. */
    static BehaviorFile generate(Path path, long seed, int events, int users) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < events; n++) {
            int item = random.nextInt(400);
            text.append("u").append(random.nextInt(users));
            text.append(",i").append(item).append(",c").append(item % 20).append(',');
            text.append(behaviour(random.nextInt(100)))
                    .append(',')
                    .append(1_511_544_070L + n / 20 - random.nextInt(90));
            text.append('\n');
        }
        try {
            Files.writeString(path, text + "u1,i2,c2,pv,15");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(path);
    }

    private static String behaviour(int percent) {
        return percent < 85 ? "pv" : percent < 92 ? "cart" : percent < 96 ? "fav" : "buy";
    }
}
