package io.kuajie.ingest.domain.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a person demands: to be forgotten, or to see what is kept. */
public final class DemandForm {
    private static final int LONGEST_ID = 512;

    /** What is demanded. */
    public enum Kind {
        ERASURE,
        ACCESS;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static @Nullable Kind of(@Nullable String name) {
            for (Kind kind : values()) {
                if (kind.wireName().equals(name)) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** @param userId null where the person is known by the anonymous id only */
    public record Demand(
            Kind kind, @Nullable String userId, @Nullable String anonymousId) {}

    private DemandForm() {}

    public static Form<Demand> parse(JsonNode body) {
        FieldReader in = FieldReader.of(body, "");
        String user = in.text("userId", LONGEST_ID);
        String anonymous = in.text("anonymousId", LONGEST_ID);
        if (user == null && anonymous == null) {
            in.fault("userId", "is required unless anonymousId is given");
        }
        Kind kind = Kind.of(in.text("kind", 20));
        if (kind == null) {
            in.fault("kind", "must be erasure or access");
        }
        return in.make(() -> new Demand(Objects.requireNonNull(kind), user, anonymous));
    }
}
