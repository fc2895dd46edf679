package io.kuajie.profile.domain.segment;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.leaf.LeafCodec;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.LeafEvents;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.Membership;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with a leaf at either partner. Behaviour halves every day and happens at whole days before the last event, so every mass is
 * a sum of powers of two and exact.
 */
final class KnownPerson {
    static final Instant LAST = Instant.parse("2026-03-10T00:00:00Z");

    private static final HalfLife DAY = HalfLife.ofDays(1);
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");
    private static final LeafKey BELLA = LeafKey.parse("blossom:bella");

    private KnownPerson() {}

    /** Both leaves. */
    static Portrait portrait() {
        LeafState bella = bella();
        PersonState person = new PersonState(ANNA);
        person.keepOwn(anna());
        person.merge(Membership.belonging(BELLA, 1, bella.applied(), LeafCodec.encode(bella)));
        return person.portrait().orElseThrow();
    }

    /** Somebody who has looked at one thing, and said and bought nothing. */
    static Portrait stranger() {
        LeafState state = new LeafState(DAY);
        state.apply(event(1, 0, Action.BROWSE, "course", "styling", "academy:lesson", null));
        return of(state);
    }

    /** Somebody with as many items as are kept. */
    static Portrait collector() {
        LeafState state = new LeafState(DAY);
        for (int item = 0; item < LeafState.MOST_ITEMS; item++) {
            state.apply(event(item, 0, Action.BROWSE, "course", "styling", "academy:" + item, null));
        }
        return of(state);
    }

    private static Portrait of(LeafState state) {
        PersonState person = new PersonState(ANNA);
        person.keepOwn(state);
        return person.portrait().orElseThrow();
    }

    private static LeafState anna() {
        LeafState anna = new LeafState(DAY);
        anna.apply(event(1, 20, Action.LEARN, "course", "styling", "academy:lesson", null));
        anna.apply(event(2, 5, Action.BROWSE, "course", "styling", "academy:lesson", new Money(3200, "CNY")));
        anna.apply(event(3, 0, Action.BUY, "course", "styling", "academy:lesson", new Money(1000, "CNY")));
        return anna;
    }

    private static LeafState bella() {
        LeafState bella = new LeafState(DAY);
        bella.apply(event(1, 5, Action.CART, "beauty", "skin-care", "blossom:serum", null));
        bella.apply(new LeafEvent(
                new SourcePosition(0, 2),
                before(5),
                Action.EVALUATE,
                new Domain("beauty"),
                "skin-care",
                ItemKey.parse("blossom:serum"),
                Action.EVALUATE.defaultWeight(),
                1,
                null,
                -1,
                4,
                0.5,
                Map.of()));
        bella.apply(event(3, 5, Action.BUY, "beauty", "skin-care", "blossom:serum", new Money(600, "EUR")));
        bella.apply(event(4, 5, Action.CLICK, "beauty", "hair", "blossom:mask", null));
        bella.apply(event(5, 5, Action.BUY, "beauty", "nails", "blossom:polish", null));
        bella.apply(event(6, 5, Action.REFUND, "beauty", "nails", "blossom:polish", new Money(200, "EUR")));
        bella.apply(LeafEvents.identify(
                7, before(1), Map.of(Trait.GENDER, "female", Trait.AGE, "25-34", Trait.REGION, "CN-GD")));
        return bella;
    }

    private static LeafEvent event(
            long offset,
            int daysBefore,
            Action action,
            String domain,
            String category,
            String item,
            @Nullable Money amount) {
        return new LeafEvent(
                new SourcePosition(0, offset),
                before(daysBefore),
                action,
                new Domain(domain),
                category,
                ItemKey.parse(item),
                action.defaultWeight(),
                1,
                amount);
    }

    private static Instant before(int days) {
        return LAST.minus(Duration.ofDays(days));
    }
}
