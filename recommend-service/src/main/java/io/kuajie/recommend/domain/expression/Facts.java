package io.kuajie.recommend.domain.expression;

import dev.cel.runtime.CelVariableResolver;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.ItemNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What expressions can ask about, by variable name (see {@link Vocabulary}). What is unknown, such as the price of an item
 * without one, has no value; a condition on it is not met.
 */
public final class Facts implements CelVariableResolver {
    /** The person as far as it may be used. @param cluster empty for none */
    public record PersonFacts(
            boolean isKnown,
            String cluster,
            List<String> domains,
            List<String> categories,
            Map<String, Long> countByAction) {
        public static final PersonFacts NOBODY = new PersonFacts(false, "", List.of(), List.of(), Map.of());
    }

    private final ItemNode node;
    private final PersonFacts person;
    private final Map<String, Object> context;

    public Facts(ItemNode node, PersonFacts person, Map<String, Object> context) {
        this.node = node;
        this.person = person;
        this.context = context;
    }

    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "item.id" -> node.key().id();
                    case "item.key" -> node.key().toString();
                    case "item.partner" -> node.key().partner().value();
                    case "item.domain" ->
                        node.domain() == null ? null : node.domain().value();
                    case "item.category" -> node.category();
                    case "person.known" -> person.isKnown();
                    case "person.cluster" -> person.cluster();
                    case "person.domains" -> person.domains();
                    case "person.categories" -> person.categories();
                    case "person.counts" -> person.countByAction();
                    case "context" -> context;
                    default -> ofCatalogue(name, node.item());
                });
    }

    private static @Nullable Object ofCatalogue(String name, @Nullable Item item) {
        if (item == null) {
            return null;
        }
        return switch (name) {
            case "item.kind" -> item.kind();
            case "item.title" -> item.title();
            case "item.brand" -> item.brand();
            case "item.tags" -> item.tags();
            case "item.price" -> item.price() == null ? null : item.price().minorUnits();
            case "item.currency" -> item.price() == null ? null : item.price().currency();
            case "item.stock" -> item.stock();
            case "item.attributes" -> item.attributes();
            default -> null;
        };
    }
}
