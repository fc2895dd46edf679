package io.kuajie.ingest.domain.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.event.EventTime;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.kernel.Purpose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what a person consents to. */
public final class ConsentForm {
    private static final int LONGEST_ID = 512;
    private static final int MOST_STATEMENTS = 1000;

    /** What may be said of a purpose. */
    public enum Status {
        GRANTED,
        DENIED,
        REVOKED
    }

    /**
     * What was said.
     *
     * @param userId null where the person is known by the anonymous id only
     * @param policy version of the text that was agreed to
     * @param expiresAt milliseconds since the epoch; null where it holds until it is taken back
     */
    public record Statement(
            @Nullable String userId,
            @Nullable String anonymousId,
            Map<Purpose, Status> statusByPurpose,
            @Nullable String policy,
            @Nullable Long expiresAt) {}

    private ConsentForm() {}

    /** Several, in the field consents. */
    public static Form<List<Statement>> parseAll(JsonNode body) {
        JsonNode consents = body.path("consents");
        if (!consents.isArray() || consents.isEmpty() || consents.size() > MOST_STATEMENTS) {
            return new Form.Invalid<>(List.of(
                    new Form.Fault("consents", "must be an array of 1 to %d statements".formatted(MOST_STATEMENTS))));
        }
        List<Statement> statements = new ArrayList<>();
        List<Form.Fault> faults = new ArrayList<>();
        for (int i = 0; i < consents.size(); i++) {
            switch (parse(consents.get(i), "consents[%d]".formatted(i))) {
                case Form.Valid<Statement> valid -> statements.add(valid.value());
                case Form.Invalid<Statement> invalid -> faults.addAll(invalid.faults());
            }
        }
        return faults.isEmpty() ? new Form.Valid<>(statements) : new Form.Invalid<>(faults);
    }

    public static Form<Statement> parse(JsonNode body) {
        return parse(body, "");
    }

    private static Form<Statement> parse(JsonNode body, String path) {
        FieldReader in = FieldReader.of(body, path);
        String user = in.text("userId", LONGEST_ID);
        String anonymous = in.text("anonymousId", LONGEST_ID);
        if (user == null && anonymous == null) {
            in.fault("userId", "is required unless anonymousId is given");
        }
        Map<Purpose, Status> statusByPurpose = purposes(in);
        String policy = in.text("policy", 100);
        Long expiresAt = expiry(in);
        return in.make(() -> new Statement(user, anonymous, statusByPurpose, policy, expiresAt));
    }

    private static Map<Purpose, Status> purposes(FieldReader in) {
        Map<Purpose, Status> statusByPurpose = new EnumMap<>(Purpose.class);
        in.textByName("purposes", 20).forEach((name, text) -> {
            Purpose purpose = Purpose.fromWireName(name).orElse(null);
            Status status = status(text);
            if (purpose == null) {
                in.fault("purposes." + name, "must be analytics, personalization, cross_partner or marketing");
            } else if (status == null) {
                in.fault("purposes." + name, "must be GRANTED, DENIED or REVOKED");
            } else {
                statusByPurpose.put(purpose, status);
            }
        });
        if (statusByPurpose.isEmpty()) {
            in.fault("purposes", "must name at least one purpose, such as {\"personalization\":\"GRANTED\"}");
        }
        return statusByPurpose;
    }

    private static @Nullable Status status(String text) {
        for (Status status : Status.values()) {
            if (status.name().equals(text)) {
                return status;
            }
        }
        return null;
    }

    private static @Nullable Long expiry(FieldReader in) {
        String text = in.text("expiresAt", 40);
        if (text == null) {
            return null;
        }
        OptionalLong at = EventTime.parse(text);
        if (at.isEmpty()) {
            in.fault("expiresAt", "must be an RFC 3339 time, such as 2027-01-01T00:00:00Z");
            return null;
        }
        return at.getAsLong();
    }
}
