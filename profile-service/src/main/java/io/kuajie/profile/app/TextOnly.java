package io.kuajie.profile.app;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/** Reads JSON strings, and refuses what could be taken for text, such as {@code true} for a condition that everybody meets. */
final class TextOnly extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1;

    TextOnly() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            context.reportWrongTokenException(this, JsonToken.VALUE_STRING, "must be text");
        }
        return parser.getText();
    }
}
