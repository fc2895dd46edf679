package io.kuajie.ingest.topology;

import io.kuajie.events.Amount;
import io.kuajie.events.Position;
import io.kuajie.events.RawBehavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.SourcePosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The domain's events as the records of the topics, and back. */
public final class EventRecords {
    private EventRecords() {}

    public static RawBehavior record(RawEvent event) {
        Details details = event.details();
        Client client = event.client();
        return RawBehavior.newBuilder()
                .setPartner(event.leaf().partner().value())
                .setLeaf(event.leaf().toString())
                .setAnonymous(event.anonymous())
                .setMessageId(event.messageId())
                .setType(event.type())
                .setName(event.name())
                .setAction(event.action())
                .setDomain(event.domain())
                .setOccurredAt(Instant.ofEpochMilli(event.occurredAt()))
                .setReceivedAt(Instant.ofEpochMilli(event.receivedAt()))
                .setItem(details.item())
                .setCategory(details.category())
                .setQuantity(details.quantity())
                .setAmount(record(details.amount()))
                .setRating(details.rating())
                .setProgress(details.progress())
                .setDwellMillis(details.dwellMillis())
                .setQuery(details.query())
                .setText(details.text())
                .setRequestId(details.requestId())
                .setOrderId(details.orderId())
                .setCampaign(details.campaign())
                .setLocale(client.locale())
                .setTimezone(client.timezone())
                .setDevice(client.device())
                .setSurface(client.surface())
                .setProperties(event.properties())
                .setOrigin(record(event.origin()))
                .setMarks(event.marks())
                .setDeclared(event.declared())
                .build();
    }

    /** @throws IllegalArgumentException if a key or a currency has another form */
    static RawEvent event(RawBehavior raw) {
        return new RawEvent(
                LeafKey.parse(raw.getLeaf()),
                raw.getAnonymous(),
                raw.getMessageId(),
                raw.getType(),
                raw.getName(),
                raw.getAction(),
                raw.getDomain(),
                raw.getOccurredAt().toEpochMilli(),
                raw.getReceivedAt().toEpochMilli(),
                details(raw),
                new Client(raw.getLocale(), raw.getTimezone(), raw.getDevice(), raw.getSurface()),
                raw.getProperties(),
                new Origin(
                        raw.getOrigin().getKind(),
                        raw.getOrigin().getId(),
                        raw.getOrigin().getLine()),
                List.copyOf(raw.getMarks()),
                Map.copyOf(raw.getDeclared()));
    }

    /** What the door refused, which has no position. */
    public static RejectedBehavior record(Refused refused, Instant rejectedAt) {
        LeafKey leaf = refused.leaf();
        return RejectedBehavior.newBuilder()
                .setPartner(refused.partner().value())
                .setLeaf(leaf == null ? null : leaf.toString())
                .setMessageId(refused.messageId())
                .setCode(refused.reason().code())
                .setDetail(refused.detail())
                .setPayload(refused.payload())
                .setPosition(null)
                .setFirstPosition(null)
                .setOrigin(record(refused.origin()))
                .setRejectedAt(rejectedAt)
                .build();
    }

    static Position record(SourcePosition position) {
        return new Position(position.partition(), position.offset());
    }

    private static Details details(RawBehavior raw) {
        Amount amount = raw.getAmount();
        return new Details(
                raw.getItem(),
                raw.getCategory(),
                raw.getQuantity(),
                amount == null ? null : new Money(amount.getMinorUnits(), amount.getCurrency()),
                raw.getRating(),
                raw.getProgress(),
                raw.getDwellMillis(),
                raw.getQuery(),
                raw.getText(),
                raw.getRequestId(),
                raw.getOrderId(),
                raw.getCampaign());
    }

    private static io.kuajie.events.Origin record(Origin origin) {
        return new io.kuajie.events.Origin(origin.kind(), origin.id(), origin.line());
    }

    private static @Nullable Amount record(@Nullable Money money) {
        return money == null ? null : new Amount(money.minorUnits(), money.currency());
    }
}
