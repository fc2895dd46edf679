package io.kuajie.recommend.domain;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.exploration.Exploration;
import io.kuajie.recommend.domain.exposure.Rotation;
import io.kuajie.recommend.domain.expression.Expression;
import io.kuajie.recommend.domain.serving.Ask;
import io.kuajie.recommend.domain.serving.Deadline;
import io.kuajie.recommend.domain.serving.Objective;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds requests for tests. */
public final class Asks {
    private final PartnerId storefront;
    private final Domain domain;
    private @Nullable LeafKey leaf;
    private @Nullable PartnerId partner;
    private int count = 10;
    private List<ItemKey> page = List.of();
    private Set<ItemKey> exclude = Set.of();
    private Set<ItemKey> only = Set.of();
    private List<ItemKey> pins = List.of();
    private @Nullable Expression filter;
    private @Nullable Expression boost;
    private Objective objective = Objective.CLICKS;
    private double diversity;
    private String locale = "zh-CN";
    private Exploration exploration = Exploration.NONE;
    private Rotation rotation = Rotation.NONE;
    private Deadline deadline = Deadline.in(1, () -> 0);

    private Asks(PartnerId storefront, Domain domain) {
        this.storefront = storefront;
        this.domain = domain;
    }

    public static Asks at(PartnerId storefront, Domain domain) {
        return new Asks(storefront, domain);
    }

    public Asks user(String name) {
        leaf = Town.leaf(storefront, name);
        return this;
    }

    public Asks of(PartnerId wanted) {
        partner = wanted;
        return this;
    }

    public Asks count(int wanted) {
        count = wanted;
        return this;
    }

    public Asks page(String... items) {
        page = List.of(items).stream().map(Town::key).toList();
        return this;
    }

    public Asks exclude(String... items) {
        exclude = Set.copyOf(List.of(items).stream().map(Town::key).toList());
        return this;
    }

    public Asks only(String... items) {
        only = Set.copyOf(List.of(items).stream().map(Town::key).toList());
        return this;
    }

    public Asks pins(String... items) {
        pins = List.of(items).stream().map(Town::key).toList();
        return this;
    }

    public Asks filter(Expression condition) {
        filter = condition;
        return this;
    }

    public Asks boost(Expression factor) {
        boost = factor;
        return this;
    }

    public Asks objective(Objective wanted) {
        objective = wanted;
        return this;
    }

    public Asks diversity(double wanted) {
        diversity = wanted;
        return this;
    }

    public Asks locale(String wanted) {
        locale = wanted;
        return this;
    }

    public Asks exploration(Exploration wanted) {
        exploration = wanted;
        return this;
    }

    public Asks rotation(Rotation wanted) {
        rotation = wanted;
        return this;
    }

    public Asks deadline(Deadline wanted) {
        deadline = wanted;
        return this;
    }

    public Ask ask() {
        return new Ask(
                storefront,
                Town.domainOf(storefront),
                leaf,
                domain,
                partner,
                count,
                page,
                exclude,
                only,
                pins,
                filter,
                boost,
                objective,
                diversity,
                locale,
                true,
                Map.of(),
                exploration,
                rotation,
                deadline,
                Town.NOW);
    }
}
