package io.kuajie.campaign.app.intake;

import io.kuajie.campaign.domain.effect.RequestId;
import io.kuajie.campaign.domain.effect.Touch;
import io.kuajie.events.Amount;
import io.kuajie.events.Behavior;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.SourcePosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads behavior.clean: the events that answer a list. */
final class TouchMapper {
    private TouchMapper() {}

    static List<Touch> touches(Behavior event) {
        return RequestId.parse(event.getRequestId()).stream()
                .map(request -> touch(event, request))
                .toList();
    }

    private static Touch touch(Behavior event, RequestId request) {
        String item = event.getItem();
        return new Touch(
                new SourcePosition(
                        event.getPosition().getPartition(), event.getPosition().getOffset()),
                request,
                new Action(event.getAction()),
                LeafKey.parse(event.getLeaf()),
                item == null ? null : ItemKey.parse(item),
                money(event.getAmount()),
                event.getOccurredAt());
    }

    private static @Nullable Money money(@Nullable Amount amount) {
        return amount == null ? null : new Money(amount.getMinorUnits(), amount.getCurrency());
    }
}
