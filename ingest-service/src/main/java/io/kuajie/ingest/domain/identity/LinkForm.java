package io.kuajie.ingest.domain.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.ingest.domain.form.Form.Fault;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.kernel.Pseudonymizer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads statements that two user ids, or a user id and a device of the same partner, are one person: one, or a list in links. */
public final class LinkForm {
    private static final int MOST_LINKS = 1000;
    private static final int LONGEST_ID = 512;

    private final Pseudonymizer pseudonymizer;
    private final Set<PartnerId> partners;

    /** @param partners those that are configured */
    public LinkForm(Pseudonymizer pseudonymizer, Set<PartnerId> partners) {
        this.pseudonymizer = pseudonymizer;
        this.partners = Set.copyOf(partners);
    }

    /** @param speaker whose key it is, and whose user id stands outside sameAs */
    public Form<List<DeclaredLink>> parse(PartnerId speaker, JsonNode body) {
        if (!body.has("links")) {
            return all(List.of(link(speaker, body, "")));
        }
        JsonNode links = body.get("links");
        if (!links.isArray() || links.isEmpty() || links.size() > MOST_LINKS) {
            return new Form.Invalid<>(
                    List.of(new Fault("links", "must be an array of 1 to %d links".formatted(MOST_LINKS))));
        }
        List<Form<DeclaredLink>> forms = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            forms.add(link(speaker, links.get(i), "links[%d]".formatted(i)));
        }
        return all(forms);
    }

    private Form<DeclaredLink> link(PartnerId speaker, JsonNode body, String path) {
        FieldReader in = FieldReader.of(body, path);
        LeafKey own = pseudonymizer.leaf(speaker, Kind.USER, in.requiredText("userId", LONGEST_ID));
        String device = in.text("anonymousId", LONGEST_ID);
        if (device != null) {
            return in.make(() -> DeclaredLink.ofDevice(pseudonymizer.leaf(speaker, Kind.ANONYMOUS, device), own));
        }
        FieldReader other = in.object("sameAs");
        LeafKey same = other == null ? null : otherLeaf(other);
        if (other == null) {
            in.fault("sameAs", "is required: {\"partner\":\"...\",\"userId\":\"...\"}, unless anonymousId is given");
        } else if (own.equals(same)) {
            in.fault("sameAs", "must be another user than userId");
        }
        return in.make(() -> DeclaredLink.between(own, java.util.Objects.requireNonNull(same)));
    }

    private @Nullable LeafKey otherLeaf(FieldReader in) {
        String partner = in.requiredText("partner", 32);
        String user = in.requiredText("userId", LONGEST_ID);
        return partners.stream()
                .filter(known -> known.value().equals(partner))
                .findFirst()
                .map(known -> pseudonymizer.leaf(known, Kind.USER, user))
                .orElseGet(() -> {
                    in.fault("partner", "must be a partner of this platform");
                    return null;
                });
    }

    private static Form<List<DeclaredLink>> all(List<Form<DeclaredLink>> forms) {
        List<DeclaredLink> links = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Form<DeclaredLink> form : forms) {
            switch (form) {
                case Form.Valid<DeclaredLink> valid -> links.add(valid.value());
                case Form.Invalid<DeclaredLink> invalid -> faults.addAll(invalid.faults());
            }
        }
        return faults.isEmpty() ? new Form.Valid<>(links) : new Form.Invalid<>(faults);
    }
}
