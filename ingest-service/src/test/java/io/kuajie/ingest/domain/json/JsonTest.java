package io.kuajie.ingest.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    private static final JsonMapper ORACLE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\"",
        "\"\\u4e2d\\n\"",
        "\"双 éx\"",
        "1",
        "-0.5e3",
        "true",
        "null",
        " ",
        "\"long enough for two words of eight bytes\"",
        "01",
        "nul",
        "\"\\ud800\"",
        "{\"a\":1}",
        "[1,2]",
        "\"a\":",
        "\"\\x\""
    };

    @Test
    void read_whateverTheOracleTakes_isTheSameTree() {
        // Given
        SplittableRandom random = new SplittableRandom(7);
        int valid = 0;
        for (int n = 0; n < 200_000; n++) {
            byte[] text = text(random).getBytes(StandardCharsets.UTF_8);
            JsonNode expected = oracle(text);
            // When
            Json.Read read = Json.read(text);
            // Then
            boolean isTaken =
                    read instanceof Json.Read.Value value && !value.root().isBroken();
            assertThat(isTaken).as(new String(text, StandardCharsets.UTF_8)).isEqualTo(expected != null);
            if (expected != null) {
                valid++;
                assertSame(((Json.Read.Value) read).root(), expected);
            }
        }
        assertThat(valid).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":nil},7]",
                "[{\"a\":\"\\q\"},7]",
                "[{\"a\":\"line\nfeed\"},7]",
                "[{\"a\":0x1F},7]",
                "[00,7]"
            })
    void read_aBrokenElement_sparesTheNext(String text) {
        // When
        Json.Read read = Json.read(text.getBytes(StandardCharsets.UTF_8));
        // Then
        List<Json> elements = elements(((Json.Read.Value) read).root());
        assertThat(elements).extracting(Json::isBroken).containsExactly(true, false);
        assertThat(elements.getLast().text()).isEqualTo("7");
    }

    @Test
    void read_bytesThatAreNoUtf8_breakTheirStringOnly() {
        // Given
        byte[] text = "[\"ab??cd\",\"fine\"]".getBytes(StandardCharsets.ISO_8859_1);
        text[4] = (byte) 0xc3;
        text[5] = (byte) 0x28;
        // When
        Json.Read read = Json.read(text);
        // Then
        List<Json> elements = elements(((Json.Read.Value) read).root());
        assertThat(elements).extracting(Json::isBroken).containsExactly(true, false);
        assertThat(elements.getLast().text()).isEqualTo("fine");
    }

    @Test
    void read_veryDeep_isRead() {
        // When
        Json.Read read = Json.read(("[".repeat(200_000) + "]".repeat(200_000)).getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(read).isInstanceOf(Json.Read.Value.class);
    }

    @Test
    void get_fieldTwice_isTheLast() {
        // When
        Json json = root("{\"a\":1,\"a\":2}");
        // Then
        assertThat(json.text(Name.of("a"))).isEqualTo("2");
    }

    @Test
    void get_nameMadeAfterReading_isFound() {
        // Given
        Json json = root("{\"made after reading\":1,\"other\":2,\"made after reading\":3}");

        // When
        Name name = Name.of("made after reading");
        NameSet names = NameSet.of("made after reading");

        // Then
        assertThat(json.text(name)).isEqualTo("3");
        List<Boolean> isOne = new ArrayList<>();
        json.fields((field, value) -> isOne.add(field.isOneOf(names)));
        assertThat(isOne).containsExactly(true, false, true);
    }

    @Test
    void get_moreNamesThanNumbers_areFoundAll() {
        // Given
        List<Name> names = IntStream.range(0, 300)
                .mapToObj(n -> Name.of("a name of many " + n))
                .toList();
        String text =
                names.stream().map(name -> "\"" + name + "\":\"" + name + "\"").collect(Collectors.joining(","));

        // When
        Json json = root("{" + text + "}");

        // Then
        assertThat(names).allSatisfy(name -> assertThat(json.text(name)).isEqualTo(name.toString()));
        NameSet even = NameSet.of(
                IntStream.range(0, 150).mapToObj(n -> "a name of many " + 2 * n).toArray(String[]::new));
        List<Boolean> isEven = new ArrayList<>();
        json.fields((field, value) -> isEven.add(field.isOneOf(even)));
        assertThat(isEven)
                .hasSize(300)
                .startsWith(true, false, true, false)
                .filteredOn(is -> is)
                .hasSize(150);
    }

    @Test
    void glance_anyBytes_isWhatAByteByByteCountSays() {
        SplittableRandom random = new SplittableRandom(7);
        for (int n = 0; n < 20_000; n++) {
            // Given
            String alphabet = "0189./:;@?AZaz%&$  -\uff01\u4e2d";
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            // When
            Glance glance = root("\"" + text + "\"").glance();

            // Then
            assertThat(glance.digits())
                    .isEqualTo((int) text.chars().filter(Character::isDigit).count());
            assertThat(glance.dots())
                    .isEqualTo((int) text.chars().filter(c -> c == '.').count());
            assertThat(glance.colons())
                    .isEqualTo((int) text.chars().filter(c -> c == ':').count());
            assertThat(glance.hasAt()).isEqualTo(text.chars().anyMatch(c -> c == '@' || c == '%' || c == '\uff01'));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "\"0\"", "\"7\""})
    void digit_textOfOneDigit_isIt(String text) {
        assertThat(root(text).digit()).isEqualTo(Integer.parseInt(text.replace("\"", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "-1", "1e1", "\"\"", "\"/\"", "\":\"", "\"\\u0031\"", "\"١\"", "null", "[1]", "{}"})
    void digit_anythingElse_isNone(String text) {
        assertThat(root(text).digit()).isEqualTo(-1);
    }

    @Test
    void isUuid_anyText_isWhatThePatternSays() {
        Pattern form = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        String alphabet = "09afAF-gG/:@`\u00e9 ";
        SplittableRandom random = new SplittableRandom(7);
        int uuids = 0;
        for (int n = 0; n < 50_000; n++) {
            // Given
            StringBuilder text = new StringBuilder("0a1b2c3D-4e5F-6789-abcd-ef0123456789");
            for (int i = random.nextInt(3); i > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            text.setLength(text.length() - Math.max(0, random.nextInt(12) - 10));

            // When
            boolean isUuid = root("\"" + text + "\"").isUuid();

            // Then
            assertThat(isUuid).as(text.toString()).isEqualTo(form.matcher(text).matches());
            uuids += isUuid ? 1 : 0;
        }
        assertThat(uuids).isBetween(10_000, 40_000);
    }

    @Test
    void text_loneSurrogateAndNul_areReplaced() {
        // When
        Json root = ((Json.Read.Value) Json.read("\"a\\ud800b\\u0000\\ud83d\\ude00\"".getBytes(StandardCharsets.UTF_8)))
                .root();
        // Then
        assertThat(root.text()).isEqualTo("a\uFFFDb\uFFFD\uD83D\uDE00");
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(random.nextBoolean() ? 4 : 10);
        if (random.nextInt(3) > 0) {
            value(random, text, 0);
            return text.toString();
        }
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static Json root(String text) {
        return ((Json.Read.Value) Json.read(text.getBytes(StandardCharsets.UTF_8))).root();
    }

    private static void value(SplittableRandom random, StringBuilder text, int depth) {
        int kind = random.nextInt(depth > 4 ? 2 : 4);
        if (kind < 2) {
            text.append(PIECES[5 + random.nextInt(PIECES.length - 5)]);
            return;
        }
        int count = random.nextInt(4);
        text.append(kind == 2 ? '[' : '{');
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ").append(kind == 2 ? "" : "\"f" + random.nextInt(20) + i + "\" :");
            value(random, text, depth + 1);
        }
        text.append(kind == 2 ? ']' : '}');
    }

    private static JsonNode oracle(byte[] text) {
        try {
            JsonNode node = ORACLE.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertSame(Json json, JsonNode expected) {
        assertThat(json.isObject()).isEqualTo(expected.isObject());
        assertThat(json.isArray()).isEqualTo(expected.isArray());
        if (expected.isArray()) {
            List<Json> elements = elements(json);
            assertThat(elements).hasSize(expected.size());
            for (int i = 0; i < elements.size(); i++) {
                assertSame(elements.get(i), expected.get(i));
            }
        } else if (expected.isObject()) {
            expected.properties().forEach(field -> assertSame(json.get(Name.of(field.getKey())), field.getValue()));
        } else if (expected.isTextual()) {
            String text = expected.textValue().replace('\ud800', '\uFFFD');
            assertThat(json.content()).isEqualTo(text);
        } else {
            assertThat(json.isNumber()).isEqualTo(expected.isNumber());
            assertThat(json.isPresent()).isEqualTo(!expected.isNull());
        }
    }

    private static List<Json> elements(Json array) {
        List<Json> elements = new ArrayList<>();
        array.elements().forEach(elements::add);
        return elements;
    }
}
