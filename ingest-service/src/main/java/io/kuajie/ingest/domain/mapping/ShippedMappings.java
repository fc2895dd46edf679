package io.kuajie.ingest.domain.mapping;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The mapping files that come with the service. */
public final class ShippedMappings {
    private static final List<String> NAMES = List.of("access-log", "hillstrom", "pairs", "survey", "taobao");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ShippedMappings() {}

    public static List<String> names() {
        return NAMES;
    }

    /** The file of this name; a copy of the caller's own. */
    public static Optional<ObjectNode> find(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = ShippedMappings.class.getResourceAsStream("/mappings/" + name + ".json")) {
            return Optional.of((ObjectNode) JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("The mapping file %s can't be read.".formatted(name), e);
        }
    }
}
