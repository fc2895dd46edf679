package io.kuajie.recommend.domain.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables of the platform's expressions, with their types. Every property is declared on its own, so a misspelt one is
 * refused when the expression is compiled, with its place.
 */
final class Vocabulary {
    private static final CelType TEXTS = ListType.create(SimpleType.STRING);

    private static final Map<String, CelType> ITEM = Map.ofEntries(
            Map.entry("item.id", SimpleType.STRING),
            Map.entry("item.key", SimpleType.STRING),
            Map.entry("item.partner", SimpleType.STRING),
            Map.entry("item.domain", SimpleType.STRING),
            Map.entry("item.kind", SimpleType.STRING),
            Map.entry("item.title", SimpleType.STRING),
            Map.entry("item.category", SimpleType.STRING),
            Map.entry("item.brand", SimpleType.STRING),
            Map.entry("item.tags", TEXTS),
            // In minor units of item.currency.
            Map.entry("item.price", SimpleType.INT),
            Map.entry("item.currency", SimpleType.STRING),
            Map.entry("item.stock", SimpleType.INT),
            Map.entry("item.attributes", MapType.create(SimpleType.STRING, SimpleType.STRING)));

    private static final Map<String, CelType> PERSON = Map.of(
            "person.known",
            SimpleType.BOOL,
            "person.cluster",
            SimpleType.STRING,
            "person.domains",
            TEXTS,
            "person.categories",
            TEXTS,
            "person.counts",
            MapType.create(SimpleType.STRING, SimpleType.INT),
            "context",
            MapType.create(SimpleType.STRING, SimpleType.DYN));

    private Vocabulary() {}

    /** Type by name, of what a storefront may ask about. */
    static Map<String, CelType> ofRequests() {
        return ITEM;
    }

    /** Type by name, of what a campaign may target by. */
    static Map<String, CelType> ofTargets() {
        Map<String, CelType> all = new TreeMap<>(ITEM);
        all.putAll(PERSON);
        return all;
    }
}
