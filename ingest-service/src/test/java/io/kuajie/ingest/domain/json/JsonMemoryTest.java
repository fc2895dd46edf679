package io.kuajie.ingest.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is remembered from one text to the next changes nothing about what is read. */
final class JsonMemoryTest {
    private static final String[] NAMES = {
        "",
        "a",
        "ab",
        "abcdefgh",
        "abcdefgi",
        "abcdefghijk",
        "abcdefghijl",
        "zbcdefghijk",
        "abcdefghijklmnop",
        "abcdefghXjklmnopq",
        "abcdefghYjklmnopq",
        "a name that is longer than any that is learnt, because nobody would call a field so long",
        "a\\u0062",
        "a\\\"",
        "单价",
        "单位"
    };

    private static final NameSet NAMED = NameSet.of("ab", "abcdefghijk", "单价");

    private final JsonMemory memory = new JsonMemory();

    @Test
    void read_intoOneMemory_isWhatIsReadWithout() {
        SplittableRandom random = new SplittableRandom(11);
        int taken = 0;
        for (int n = 0; n < 20_000; n++) {
            // Given
            StringBuilder text = new StringBuilder();
            object(random, text, 0);
            if (random.nextInt(4) == 0) {
                text.setLength(random.nextInt(text.length()));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);

            // When
            Json.Read read = Json.read(bytes, memory);

            // Then
            Json.Read alone = Json.read(bytes);
            if (alone instanceof Json.Read.Value(Json root)) {
                taken++;
                assertThat(told(((Json.Read.Value) read).root())).isEqualTo(told(root));
            } else {
                assertThat(read).isEqualTo(alone);
            }
        }
        assertThat(taken).isGreaterThan(10_000);
    }

    @Test
    void read_firstBytesOfMore_isWhatTheyAreAlone() {
        SplittableRandom random = new SplittableRandom(12);
        for (int n = 0; n < 20_000; n++) {
            // Given
            StringBuilder text = new StringBuilder();
            object(random, text, 0);
            byte[] bytes = text.append(text).toString().getBytes(StandardCharsets.UTF_8);
            int length = random.nextInt(4) == 0 ? bytes.length / 2 : random.nextInt(bytes.length);

            // When
            Json.Read read = Json.read(bytes, length, memory);

            // Then
            Json.Read alone = Json.read(Arrays.copyOf(bytes, length));
            if (alone instanceof Json.Read.Value(Json root)) {
                assertThat(told(((Json.Read.Value) read).root())).isEqualTo(told(root));
            } else {
                assertThat(read).isEqualTo(alone);
            }
        }
    }

    @Test
    void read_namesWithoutEnd_areReadAndForgotten() {
        for (int n = 0; n < 20_000; n++) {
            // Given
            String name = "name " + n;

            // When
            Json root = read("{\"" + name + "\":{\"" + name + "\":" + n + "},\"usual\":\"" + n + "\"}");

            // Then
            assertThat(root.get(Name.of(name)).text(Name.of(name))).isEqualTo("" + n);
            assertThat(root.text(Name.of("usual"))).isEqualTo("" + n);
        }
    }

    @Test
    void text_thatComesAgain_isTheSame() {
        // Given
        Name name = Name.of("text");
        List<String> texts = IntStream.range(0, 3)
                .mapToObj(n -> read("{\"text\":\"comes again\"}").text(name))
                .toList();

        // When
        String other = read("{\"text\":\"comes once\"}").text(name);
        String again = read("{\"text\":\"comes again\"}").text(name);

        // Then
        assertThat(other).isEqualTo("comes once");
        assertThat(again).isSameAs(texts.getLast()).isEqualTo("comes again");
    }

    @Test
    void get_objectsThatAreTheSame_areToldFromOthers() {
        // Given
        Name item = Name.of("item");
        Name page = Name.of("page");
        Name path = Name.of("path");
        String batch = "[%s]"
                .formatted(Stream.of("/a", "/a", "/ab", "/a", "/b", "/b")
                        .map("{\"item\":{\"page\":{\"path\":\"%s\"},\"n\":1}}"::formatted)
                        .collect(Collectors.joining(",")));

        // When
        List<String> paths = new ArrayList<>();
        read(batch)
                .elements()
                .forEach(element -> paths.add(element.get(item).get(page).text(path)));

        // Then
        assertThat(paths).containsExactly("/a", "/a", "/ab", "/a", "/b", "/b");
    }

    @Test
    void read_twoObjectsTheSameThatAreBroken_areBothBroken() {
        // When
        Json root = read("[{\"a\":{\"b\":nil}},{\"a\":{\"b\":nil}},{\"a\":{\"b\":1}}]");

        // Then
        List<Boolean> broken = new ArrayList<>();
        root.elements().forEach(element -> broken.add(element.isBroken()));
        assertThat(broken).containsExactly(true, true, false);
    }

    @Test
    void read_deepTwinsThatDifferWithin_areTold() {
        // Given
        Name name = Name.of("a");
        String open = "{\"a\":".repeat(5_000);
        String close = "}".repeat(5_000);

        // When
        Json root = read("[" + open + 1 + close + "," + open + 2 + close + "]");

        // Then
        List<String> innermost = new ArrayList<>();
        for (Json twin : root.elements()) {
            Json json = twin;
            while (json.isObject()) {
                json = json.get(name);
            }
            innermost.add(json.toString());
        }
        assertThat(innermost).containsExactly("1", "2");
    }

    @Test
    void made_ofTheSameBytes_isMadeOnce() {
        // Given
        List<String> made = new ArrayList<>();
        Function<Json, String> recipe = json -> {
            made.add(json.toString());
            return json.toString();
        };

        // When
        List<String> told = Stream.of("{\"a\":1}", "{\"a\":1}", "{\"a\":2}", "\"x\"", "\"x\"", "{\"a\":1}")
                .map(text -> read(text).made(recipe))
                .toList();

        // Then
        assertThat(told).containsExactly("{\"a\":1}", "{\"a\":1}", "{\"a\":2}", "\"x\"", "\"x\"", "{\"a\":1}");
        assertThat(made).containsExactly("{\"a\":1}", "{\"a\":2}", "\"x\"", "\"x\"", "{\"a\":1}");
    }

    @Test
    void made_byMoreRecipesThanAreKept_isWhatEachMakes() {
        // Given
        List<Function<Json, String>> recipes = IntStream.range(0, 9)
                .mapToObj(n -> (Function<Json, String>) json -> n + json.toString())
                .toList();

        // When
        List<String> told = Stream.of("{\"a\":1}", "{\"a\":1}")
                .flatMap(text -> recipes.stream().map(recipe -> read(text).made(recipe)))
                .toList();

        // Then
        assertThat(told)
                .containsExactlyElementsOf(IntStream.range(0, 18)
                        .mapToObj(n -> n % 9 + "{\"a\":1}")
                        .toList());
    }

    private Json read(String text) {
        return ((Json.Read.Value) Json.read(text.getBytes(StandardCharsets.UTF_8), memory)).root();
    }

    private static void object(SplittableRandom random, StringBuilder text, int depth) {
        text.append('{');
        int first = random.nextInt(NAMES.length);
        for (int i = random.nextInt(6); i > 0; i--) {
            // Mostly in one order, as senders write.
            int name = random.nextInt(3) > 0 ? (first + i) % NAMES.length : random.nextInt(NAMES.length);
            text.append('"').append(NAMES[name]).append("\":");
            value(random, text, depth);
            text.append(i == 1 ? "" : ",");
        }
        text.append('}');
    }

    private static void value(SplittableRandom random, StringBuilder text, int depth) {
        switch (random.nextInt(depth > 3 ? 3 : 5)) {
            case 0 -> text.append(random.nextInt(50));
            case 1 -> text.append("\"text ").append(random.nextInt(2_000)).append('"');
            case 2 -> text.append("\"wide 文 ").append(random.nextInt(5)).append('"');
            case 3 -> oneOfThree(random, text, depth + 1);
            default -> {
                text.append('[');
                oneOfThree(random, text, depth + 1);
                text.append(',');
                oneOfThree(random, text, depth + 1);
                text.append(']');
            }
        }
    }

    /** Three objects are written again and again, so that many stand where the same stood before, or one that begins likewise. */
    private static void oneOfThree(SplittableRandom random, StringBuilder text, int depth) {
        int which = random.nextInt(6);
        if (which < 3) {
            object(new SplittableRandom(which), text, Math.max(depth, 3));
        } else {
            object(random, text, depth);
        }
    }

    /** All that a value tells, in one line each. */
    private static List<String> told(Json json) {
        List<String> lines = new ArrayList<>();
        tell(json, "", lines);
        return lines;
    }

    private static void tell(Json json, String path, List<String> lines) {
        lines.add(path + "=" + json + "/" + json.text() + "/" + json.content() + "/" + json.isBroken());
        json.fields((name, value) -> tell(
                value,
                path + "." + name.content() + "#" + name.nameHash() + name.isVerbatim() + name.isOneOf(NAMED),
                lines));
        json.elements().forEach(element -> tell(element, path + "[]", lines));
        for (String name : NAMES) {
            lines.add(path + "." + name + "?" + json.text(Name.of(name)));
        }
    }
}
