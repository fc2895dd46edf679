package io.kuajie.ingest.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.segment.CloudEvents.Content;
import io.kuajie.ingest.domain.segment.CloudEvents.Event;
import io.kuajie.ingest.domain.segment.CloudEvents.Read;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CloudEventsTest {
    private static final Name NOTE = Name.of("note");
    private static final String STATED = "'id':'1','source':'/店铺','type':'Product Viewed','subject':'张三'";
    private static final String MESSAGE = "{'note':'植物口红'}";

    @Test
    void read_binaryWithEncodedHeaders_isWhatTheStructuredEventIs() {
        // Given
        Map<String, String> headers = Map.of(
                "ce-specversion",
                "1.0",
                "ce-id",
                "1",
                "ce-source",
                "/%E5%BA%97%E9%93%BA",
                "ce-type",
                "Product%20Viewed",
                "ce-subject",
                "%E5%BC%A0%E4%B8%89");
        // When
        Read binary = CloudEvents.read(Content.BINARY, json(MESSAGE), headers::get, 10);
        // Then
        Event structured = event(read(Content.STRUCTURED, "{%s,'data':%s}".formatted(STATED, MESSAGE)));
        assertThat(event(binary).cover()).isEqualTo(structured.cover());
        assertThat(structured.cover().user()).isEqualTo("张三");
        assertThat(event(binary).data().text(NOTE)).isEqualTo("植物口红");
    }

    @Test
    void read_binaryWithABlankSubject_namesNobody() {
        // Given
        Map<String, String> headers =
                Map.of("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/shop", "ce-type", "x", "ce-subject", " ");
        // When
        Read read = CloudEvents.read(Content.BINARY, json(MESSAGE), headers::get, 10);
        // Then
        assertThat(event(read).cover().user()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0.3,false", "2.0,false", "1,false", "1.0,true", "1.1,true"})
    void read_versionInAHeader_isTakenIfItIsKnown(String version, boolean isTaken) {
        // Given
        Map<String, String> headers =
                Map.of("ce-specversion", version, "ce-id", "1", "ce-source", "/shop", "ce-type", "x");
        // When
        Read read = CloudEvents.read(Content.BINARY, json(MESSAGE), headers::get, 10);
        // Then
        assertThat(read instanceof Read.Events).isEqualTo(isTaken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'specversion':'1.0'", ",'specversion':'1.1'", ",'specversion':null"})
    void read_structuredOfThisVersionOrNone_isAnEvent(String version) {
        // When
        Read read = read(Content.STRUCTURED, "{%s%s,'data':%s}".formatted(STATED, version, MESSAGE));
        // Then
        assertThat(event(read).data().text(NOTE)).isEqualTo("植物口红");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'0.3'", "'2.0'", "2"})
    void read_structuredOfAnotherVersion_isMalformedWithAdvice(String version) {
        // When
        Read read = read(Content.STRUCTURED, "{%s,'specversion':%s,'data':%s}".formatted(STATED, version, MESSAGE));
        // Then
        assertThat(read)
                .isEqualTo(new Read.Malformed(
                        "The field specversion names another version than 1.x; send events of 1.0."));
    }

    @Test
    void read_dataInBase64_isTheMessage() {
        // When
        Read read = read(Content.STRUCTURED, "{%s,'data_base64':'%s'}".formatted(STATED, base64(MESSAGE)));
        // Then
        assertThat(event(read).data().text(NOTE)).isEqualTo("植物口红");
    }

    @Test
    void read_dataBesidesBase64_isTheMessage() {
        // When
        Read read = read(Content.STRUCTURED, "{%s,'data':%s,'data_base64':'?'}".formatted(STATED, MESSAGE));
        // Then
        assertThat(event(read).data().text(NOTE)).isEqualTo("植物口红");
    }

    @ParameterizedTest
    @ValueSource(strings = {"植物口红", "eyJ", "aGVsbG8=", "Nw=="})
    void read_dataThatCannotBeDecoded_isMalformedWithAdvice(String encoded) {
        // When
        Read read = read(Content.STRUCTURED, "{%s,'data_base64':'%s'}".formatted(STATED, encoded));
        // Then
        assertThat(read)
                .isEqualTo(new Read.Malformed(
                        "The field data_base64 is not a JSON object in Base64; send the message in data."));
    }

    @Test
    void read_batchWithEventsThatAreNone_leavesTheOthers() {
        // When
        Read read = read(
                Content.BATCH,
                "[{%1$s,'data':%2$s},{%1$s,'specversion':'2.0','data':%2$s},{%1$s,'data_base64':'?'},{%1$s,'data_base64':'%3$s'},7]"
                        .formatted(STATED, MESSAGE, base64(MESSAGE)));
        // Then
        assertThat(((Read.Events) read).events())
                .extracting(event -> event.data().text(NOTE))
                .containsExactly("植物口红", null, null, "植物口红", null);
    }

    @Test
    void read_batchOfTooMany_isToldApartFromWhatCantBeRead() {
        // When
        Read read = read(Content.BATCH, "[" + "{},".repeat(10) + "{}]");
        // Then
        assertThat(read).isEqualTo(new Read.TooMany(10));
    }

    private static Read read(Content content, String body) {
        return CloudEvents.read(content, json(body), name -> null, 10);
    }

    private static Event event(Read read) {
        List<Event> events = ((Read.Events) read).events();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json(json));
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
