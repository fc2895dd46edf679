package io.kuajie.ingest.domain.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a line says, and further fields that were found in it. */
record Part(Fields whole, Map<String, String> own) implements Fields {
    @Override
    public @Nullable String value(String name) {
        String found = own.get(name);
        return found != null ? Fields.orNull(found) : whole.value(name);
    }

    @Override
    public boolean isRequired(String name) {
        return own.containsKey(name) || whole.isRequired(name);
    }

    @Override
    public List<Fields> parts(Each each, Set<String> used) {
        return whole.parts(each, used);
    }

    @Override
    public String scrubbed(Set<String> ids, String pseudonym) {
        return whole.scrubbed(ids, pseudonym);
    }
}
