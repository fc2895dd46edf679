package io.kuajie.ingest.domain.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import org.jspecify.annotations.Nullable;

/** Reads whom to forget. */
public final class ErasureForm {
    private static final int LONGEST_ID = 512;
    private static final String ERASURE = "erasure";

    /** @param userId null where the person is known by the anonymous id only */
    public record Demand(@Nullable String userId, @Nullable String anonymousId) {}

    private ErasureForm() {}

    public static Form<Demand> parse(JsonNode body) {
        FieldReader in = FieldReader.of(body, "");
        String user = in.text("userId", LONGEST_ID);
        String anonymous = in.text("anonymousId", LONGEST_ID);
        if (user == null && anonymous == null) {
            in.fault("userId", "is required unless anonymousId is given");
        }
        if (!ERASURE.equals(in.text("kind", 20))) {
            in.fault("kind", "must be erasure; what is on file of a person is shown by profile-service");
        }
        return in.make(() -> new Demand(user, anonymous));
    }
}
