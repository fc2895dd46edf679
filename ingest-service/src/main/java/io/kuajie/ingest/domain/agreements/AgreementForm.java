package io.kuajie.ingest.domain.agreements;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.event.EventTime;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.kernel.DataPurpose;
import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.PartnerId;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what one partner is to agree with another on. */
public final class AgreementForm {
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_TIME = 40;

    private static final String USES =
            Arrays.stream(DataUse.values()).map(DataUse::wireName).collect(Collectors.joining(", "));

    private static final String PURPOSES =
            Arrays.stream(DataPurpose.values()).map(DataPurpose::wireName).collect(Collectors.joining(", "));

    private final Set<PartnerId> partners;

    /** @param partners those that are configured */
    public AgreementForm(Set<PartnerId> partners) {
        this.partners = Set.copyOf(partners);
    }

    /**
     * What is to be agreed.
     *
     * @param source as the address names it: whose data
     * @param target likewise: who may use it
     * @param now when it is asked for
     */
    public Form<Proposal> parse(String source, String target, JsonNode body, Instant now) {
        FieldReader in = FieldReader.of(body, "");
        sides(in, source, target);
        Set<DataUse> uses = uses(in);
        DataPurpose purpose = purpose(in);
        Instant validFrom = time(in, "validFrom");
        Instant validUntil = time(in, "validUntil");
        if (validUntil != null && !validUntil.isAfter(validFrom == null ? now : validFrom)) {
            in.fault("validUntil", "must be later than validFrom, or than now where that is left out");
        }
        Long version = in.integer("version");
        return in.make(() -> new Proposal(uses, Objects.requireNonNull(purpose), validFrom, validUntil, version));
    }

    private void sides(FieldReader in, String source, String target) {
        side(in, "source", source);
        side(in, "target", target);
        if (source.equals(target)) {
            in.fault(
                    "target",
                    "must be another partner than the source; with its own data a partner may do all this anyway");
        }
    }

    private void side(FieldReader in, String field, String partner) {
        if (partners.stream().noneMatch(known -> known.value().equals(partner))) {
            in.fault(field, "is no partner of this platform; GET /v1/partners lists them");
        }
    }

    private static Set<DataUse> uses(FieldReader in) {
        Set<DataUse> uses = EnumSet.noneOf(DataUse.class);
        List<String> names = in.texts("uses", LONGEST_NAME);
        for (String name : names) {
            DataUse.fromWireName(name).ifPresentOrElse(uses::add, () -> in.fault("uses", "may name " + USES));
        }
        if (names.isEmpty()) {
            in.fault("uses", "must name some of %s; DELETE ends an agreement".formatted(USES));
        } else if (!uses.contains(DataUse.BEHAVIOR)) {
            in.fault("uses", "must name behavior too: reasons name only what may decide lists");
        }
        return uses;
    }

    private static @Nullable DataPurpose purpose(FieldReader in) {
        String name = in.requiredText("purpose", LONGEST_NAME);
        DataPurpose purpose = DataPurpose.fromWireName(name).orElse(null);
        if (purpose == null && !name.isEmpty()) {
            in.fault("purpose", "must be one of " + PURPOSES);
        }
        return purpose;
    }

    private static @Nullable Instant time(FieldReader in, String field) {
        String text = in.text(field, LONGEST_TIME);
        if (text == null) {
            return null;
        }
        OptionalLong at = EventTime.parse(text);
        if (at.isEmpty()) {
            in.fault(field, "must be an RFC 3339 time, such as 2030-01-01T00:00:00Z");
            return null;
        }
        return Instant.ofEpochMilli(at.getAsLong());
    }
}
