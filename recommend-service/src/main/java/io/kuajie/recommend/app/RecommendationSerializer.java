package io.kuajie.recommend.app;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Has lists written by {@link ListWriter}. */
final class RecommendationSerializer extends JsonSerializer<RecommendationResponse> {
    @Override
    public void serialize(RecommendationResponse list, JsonGenerator out, SerializerProvider provider)
            throws IOException {
        JsonBytes json = new JsonBytes(ListWriter.USUAL_BYTES);
        new ListWriter((ObjectMapper) out.getCodec()).write(list, json);
        out.writeRawValue(new String(json.bytes(), 0, json.size(), StandardCharsets.UTF_8));
    }
}
