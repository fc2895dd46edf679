package io.kuajie.edge.visitor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.kuajie.kernel.Sha256;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A user token as a request brought it; in JSON its text. Hashed once, however often one request looks it up. */
@Schema(type = SchemaType.STRING)
public final class UserToken {
    private static final int MOST_CHARACTERS = 2_048;

    private final String text;
    /** A request is worked on by one thread after the other. */
    private byte @Nullable [] digest;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserToken(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }

    public boolean isBlank() {
        return text.isBlank();
    }

    boolean isTooLong() {
        return text.length() > MOST_CHARACTERS;
    }

    /** What is wrong with one that is too long. */
    TokenCheck.Invalid refusal() {
        return new TokenCheck.Invalid("has %d characters and may have %d".formatted(text.length(), MOST_CHARACTERS));
    }

    /** The SHA-256 of the text. */
    byte[] digest() {
        byte[] made = digest;
        if (made == null) {
            made = Sha256.of(text);
            digest = made;
        }
        return made;
    }

    /** Never the token, which opens what it names. */
    @Override
    public String toString() {
        return "a user token of %d characters".formatted(text.length());
    }
}
