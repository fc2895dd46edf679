package io.kuajie.ingest.topology;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as the record of behavior.raw, byte for byte what the serde makes of {@link EventRecords#record(RawEvent)}, without
 * making that record first. The fields follow the order of the schema.
 */
public final class RawBytes {
    private final ThreadLocal<Memory> memory;

    /** @param contentId the registry's number of the schema of behavior.raw */
    public RawBytes(int contentId) {
        this.memory = ThreadLocal.withInitial(() -> new Memory(contentId));
    }

    /** Room to write in, and the client written last: events of a batch mostly have the same one. */
    private static final class Memory {
        private final AvroBytes out;
        private Client client = Client.UNKNOWN;
        private byte[] encodedClient = new byte[4];

        Memory(int contentId) {
            this.out = new AvroBytes(contentId);
        }

        @SuppressWarnings("ReferenceEquality") // a client that is equal and another object is written anew
        void client(Client next) {
            if (client == next) {
                out.append(encodedClient);
                return;
            }
            int start = out.size();
            RawBytes.client(out, next);
            encodedClient = out.from(start);
            client = next;
        }
    }

    /** The value on the wire. */
    public byte[] of(RawEvent event, String leaf) {
        Memory known = memory.get();
        AvroBytes out = known.out.again();
        out.usual(event.leaf().partner().value());
        out.text(leaf);
        out.flag(event.anonymous());
        out.text(event.messageId());
        out.usual(event.type());
        out.usualOrNone(event.name());
        out.usual(event.action());
        out.usual(event.domain());
        out.number(event.occurredAt());
        out.number(event.receivedAt());
        details(out, event.details());
        known.client(event.client());
        out.optional(event.properties());
        origin(out, event.origin());
        out.texts(event.marks());
        out.textByName(event.declared());
        return out.toBytes();
    }

    private static void details(AvroBytes out, Details details) {
        out.optional(details.item());
        out.usualOrNone(details.category());
        out.decimal(details.quantity());
        amount(out, details.amount());
        out.optional(details.rating());
        out.optional(details.progress());
        out.optional(details.dwellMillis());
        out.optional(details.query());
        out.optional(details.text());
        out.optional(details.requestId());
        out.optional(details.orderId());
        out.optional(details.campaign());
    }

    private static void amount(AvroBytes out, @Nullable Money amount) {
        out.branch(amount != null);
        if (amount != null) {
            out.number(amount.minorUnits());
            out.usual(amount.currency());
        }
    }

    private static void client(AvroBytes out, Client client) {
        out.usualOrNone(client.locale());
        out.usualOrNone(client.timezone());
        out.usualOrNone(client.device());
        out.usualOrNone(client.surface());
    }

    private static void origin(AvroBytes out, Origin origin) {
        out.usual(origin.kind());
        out.usualOrNone(origin.id());
        out.optional(origin.line());
    }
}
