package io.kuajie.profile.domain.segment;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of conditions: variables with their types, and functions. Every property is declared on its own, so a misspelt one is
 * refused when the condition is compiled, with its place.
 */
final class Vocabulary {
    static final String IN_DOMAIN = "in_domain";
    static final String IN_CATEGORY = "in_category";

    private static final CelType TEXTS = ListType.create(SimpleType.STRING);
    private static final CelType TEXT_BY_TEXT = MapType.create(SimpleType.STRING, SimpleType.STRING);
    private static final CelType COUNTS = MapType.create(SimpleType.STRING, SimpleType.INT);
    private static final CelType NUMBERS = MapType.create(SimpleType.STRING, SimpleType.DOUBLE);
    private static final CelType RECENT = OpaqueType.create("recent");

    /** Type by name. */
    static final Map<String, CelType> TYPES = Map.ofEntries(
            Map.entry("person.cluster", SimpleType.STRING),
            Map.entry("person.partners", TEXTS),
            Map.entry("person.domains", TEXTS),
            Map.entry("person.categories", TEXTS),
            Map.entry("person.items", TEXTS),
            Map.entry("person.owned", TEXTS),
            // The action of greatest default weight, by item.
            Map.entry("person.strongest", TEXT_BY_TEXT),
            // Events by action, ever.
            Map.entry("person.counts", COUNTS),
            // Paid less refunded by currency, in minor units.
            Map.entry("person.spend", COUNTS),
            // Decayed mass by industry and by category.
            Map.entry("person.interest", NUMBERS),
            Map.entry("person.stage", SimpleType.STRING),
            // As declared, on whatever side.
            Map.entry("person.gender", SimpleType.STRING),
            Map.entry("person.age", SimpleType.STRING),
            Map.entry("person.country", SimpleType.STRING),
            Map.entry("person.region", SimpleType.STRING),
            Map.entry("person.price_sensitivity", SimpleType.DOUBLE),
            Map.entry("person.rating", SimpleType.DOUBLE),
            Map.entry("person.tone", SimpleType.DOUBLE),
            // Weight of what was done within the window, by action.
            Map.entry("recent.hour", NUMBERS),
            Map.entry("recent.day", NUMBERS),
            Map.entry("recent.week", NUMBERS),
            Map.entry("recent.month", NUMBERS),
            // What the functions are asked of.
            Map.entry("recent", RECENT),
            Map.entry("days.since_last", SimpleType.DOUBLE),
            Map.entry("days.since_first", SimpleType.DOUBLE),
            Map.entry("days.since_purchase", SimpleType.DOUBLE),
            // Since anything was done with it, by item.
            Map.entry("days.since_item", NUMBERS));

    /** Names whose values change although nothing happens. */
    static final Set<String> TIMED = Set.of(
            "person.stage",
            "recent.hour",
            "recent.day",
            "recent.week",
            "recent.month",
            "recent",
            "days.since_last",
            "days.since_first",
            "days.since_purchase",
            "days.since_item");

    /** Both give weight by action; their last argument is a number of days. */
    static final List<CelFunctionDecl> FUNCTIONS = List.of(
            CelFunctionDecl.newFunctionDeclaration(
                    IN_DOMAIN,
                    CelOverloadDecl.newMemberOverload(
                            "recent_in_domain", NUMBERS, RECENT, SimpleType.STRING, SimpleType.INT)),
            CelFunctionDecl.newFunctionDeclaration(
                    IN_CATEGORY,
                    CelOverloadDecl.newMemberOverload(
                            "recent_in_category",
                            NUMBERS,
                            RECENT,
                            SimpleType.STRING,
                            SimpleType.STRING,
                            SimpleType.INT)));

    static final List<CelFunctionBinding> BINDINGS = List.of(
            CelFunctionBinding.from(
                    "recent_in_domain",
                    List.of(RecentBehavior.class, String.class, Long.class),
                    asked -> ((RecentBehavior) asked[0]).inDomain((String) asked[1], (Long) asked[2])),
            CelFunctionBinding.from(
                    "recent_in_category",
                    List.of(RecentBehavior.class, String.class, String.class, Long.class),
                    asked -> ((RecentBehavior) asked[0])
                            .inCategory((String) asked[1], (String) asked[2], (Long) asked[3])));

    private Vocabulary() {}
}
