package io.kuajie.recommend.app;

import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Problem.FieldError;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.exploration.Exploration;
import io.kuajie.recommend.domain.exposure.Rotation;
import io.kuajie.recommend.domain.expression.Compiled;
import io.kuajie.recommend.domain.expression.Expression;
import io.kuajie.recommend.domain.expression.Expressions;
import io.kuajie.recommend.domain.expression.Expressions.Use;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.serving.Ask;
import io.kuajie.recommend.domain.serving.Deadline;
import io.kuajie.recommend.domain.serving.Objective;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Reads a request: checks it, compiles its expressions, and asks whom it is for. */
@Singleton
class AskReader {
    private static final int DEFAULT_COUNT = 10;
    private static final int MOST_KEYS = 1000;
    private static final String DEFAULT_LOCALE = "zh-CN";

    private final Items items;
    private final Expressions expressions;
    private final Visitors visitors;
    private final KeyRing keys;
    private final ItemNames names;
    private final Clock clock;
    private final RecommendSettings settings;
    private final Map<Domain, List<ItemKey>> standingPins;
    private final Objective standingObjective;

    AskReader(
            Items items,
            Expressions expressions,
            Visitors visitors,
            KeyRing keys,
            Clock clock,
            RecommendSettings settings) {
        this.items = items;
        this.expressions = expressions;
        this.visitors = visitors;
        this.keys = keys;
        this.names = new ItemNames(keys);
        this.clock = clock;
        this.settings = settings;
        this.standingPins = SettingsCheck.pins(settings);
        this.standingObjective = SettingsCheck.objective(settings);
    }

    /**
     * @param within after which time the list is made of what was found
     * @throws jakarta.ws.rs.WebApplicationException with status 400, 401, 403 or 404 and advice
     */
    Ask read(RecommendationRequest request, Storefront storefront, Duration within) {
        return ask(
                request,
                storefront,
                names.keys("items", request.items(), MOST_KEYS, storefront.partner()),
                List.of(),
                within);
    }

    /** As {@link #read}, where the request's items are what to choose from. */
    Ask readRank(RecommendationRequest request, Storefront storefront, Duration within) {
        List<ItemKey> only = names.keys("items", request.items(), MOST_KEYS, storefront.partner());
        if (only.isEmpty() || only.size() > Ask.MOST_ITEMS) {
            throw field("items", "has %d entries and must have 1 to %d".formatted(only.size(), Ask.MOST_ITEMS));
        }
        return ask(request, storefront, List.of(), only, within);
    }

    private Ask ask(
            RecommendationRequest request,
            Storefront storefront,
            List<ItemKey> page,
            List<ItemKey> only,
            Duration within) {
        Domain domain = domain(request, storefront);
        return new Ask(
                storefront.partner(),
                storefront.domain(),
                leaf(request, storefront),
                domain,
                storefront.wanted(),
                Objects.requireNonNullElse(request.count(), only.isEmpty() ? DEFAULT_COUNT : only.size()),
                page,
                new HashSet<>(names.keys("exclude", request.exclude(), MOST_KEYS, storefront.partner())),
                Set.copyOf(only),
                pins(request, storefront, only.isEmpty() ? standingPins.getOrDefault(domain, List.of()) : List.of()),
                expression("filter", Use.FILTER, request.filter()),
                expression("boost", Use.BOOST, request.boost()),
                objective(request.objective(), storefront),
                Objects.requireNonNullElse(request.diversity(), 0.0),
                Objects.requireNonNullElse(request.locale(), DEFAULT_LOCALE),
                Objects.requireNonNullElse(request.explain(), true),
                context(request),
                exploration(request.surface()),
                new Rotation(
                        only.isEmpty() ? settings.rotationMostShown() : 0,
                        Objects.requireNonNullElse(request.rotation(), 0.0),
                        settings.rotationWithin()),
                Deadline.in(within.toNanos(), System::nanoTime),
                clock.instant());
    }

    /** @throws jakarta.ws.rs.WebApplicationException with status 404 for an item that nobody has seen */
    Domain domainOf(String item, PartnerId storefront) {
        ItemNode node = items.find(names.key(item, storefront));
        Domain domain = node == null ? null : node.domain();
        if (domain == null) {
            throw Problem.of(404, "The item is not known; name it partner:id, or by its id if it is your own.")
                    .toException();
        }
        return domain;
    }

    private Domain domain(RecommendationRequest request, Storefront storefront) {
        PartnerId wanted = storefront.wanted();
        Domain domain = request.domain() == null ? domainOf(wanted) : new Domain(request.domain());
        if (items.shelves(domain, wanted).isEmpty()) {
            throw Problem.of(
                            404,
                            wanted == null
                                    ? "No items of domain %s are known; known are %s."
                                            .formatted(domain, items.knownDomains())
                                    : "No items of domain %s by %s are known.".formatted(domain, wanted))
                    .toException();
        }
        return domain;
    }

    private Domain domainOf(@Nullable PartnerId wanted) {
        if (wanted == null) {
            throw field("domain", "is missing; known are %s".formatted(items.knownDomains()));
        }
        return keys.domainOf(wanted).orElseThrow(() -> field("partner", "is not known; name a domain as well"));
    }

    /** Whom a list is for that is not to be personal is checked all the same, so that a page learns of a bad token at once. */
    private @Nullable LeafKey leaf(RecommendationRequest request, Storefront storefront) {
        LeafKey leaf = visitors.leaf(request, storefront);
        return Boolean.FALSE.equals(request.personalised()) ? null : leaf;
    }

    /** @param standing where the request says nothing */
    private List<ItemKey> pins(RecommendationRequest request, Storefront storefront, List<ItemKey> standing) {
        if (request.pins() == null) {
            return standing;
        }
        return names.keys("pins", request.pins(), Ask.MOST_PINS, storefront.partner());
    }

    private @Nullable Expression expression(String name, Use use, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (expressions.compile(use, text)) {
            case Compiled.Ready(Expression expression) -> expression;
            case Compiled.Invalid(List<Compiled.Fault> faults) ->
                throw Problem.of(
                                400,
                                "The %s can't be read; it is written in the Common Expression Language."
                                        .formatted(name),
                                faults.stream()
                                        .map(fault -> new FieldError(name, fault.toString()))
                                        .toList())
                        .toException();
        };
    }

    private Objective objective(@Nullable String name, Storefront storefront) {
        if (name == null) {
            return standingObjective;
        }
        Objective wanted = Objective.ofWireName(name)
                .orElseThrow(() ->
                        field("objective", "is '%s' and must be relevance, clicks, orders or value".formatted(name)));
        if (wanted == Objective.VALUE && !mayWeigh(storefront)) {
            throw Problem.of(
                            403,
                            "Ordering by value weighs the margins of all whose items are listed. It is open for lists of your own items ('partner'), and for all lists once the operator makes it the standing objective.")
                    .toException();
        }
        return wanted;
    }

    /** Who asks again and again, with this boost and that, can tell how much more one item leaves than another. */
    private boolean mayWeigh(Storefront storefront) {
        return standingObjective == Objective.VALUE
                || storefront.isOperator()
                || storefront.partner().equals(storefront.wanted());
    }

    private Exploration exploration(@Nullable String surface) {
        boolean isExplored = settings.exploreSurfaces()
                .map(surfaces -> surface != null && surfaces.contains(surface))
                .orElse(true);
        return isExplored && settings.exploreShare() > 0
                ? new Exploration(
                        settings.exploreShare(), ThreadLocalRandom.current().nextDouble())
                : Exploration.NONE;
    }

    /** Expressions know whole numbers as 64 bits wide. */
    private static Map<String, Object> context(RecommendationRequest request) {
        Map<String, Object> context = new HashMap<>();
        if (request.context() != null) {
            request.context().forEach((name, value) -> {
                if (value != null) {
                    context.put(name, value instanceof Integer number ? (Object) number.longValue() : value);
                }
            });
        }
        if (request.surface() != null) {
            context.putIfAbsent("surface", request.surface());
        }
        return context;
    }

    static RuntimeException field(String name, String reason) {
        return Problem.of(
                        400,
                        "The request's field %s %s.".formatted(name, reason),
                        List.of(new FieldError(name, reason)))
                .toException();
    }
}
