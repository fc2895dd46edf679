package io.kuajie.ingest.topology;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.Money;
import java.nio.charset.StandardCharsets;
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

    /** Room to write in, and what was written last of what events of a batch mostly have in common. */
    private static final class Memory {
        private final AvroBytes out;
        private Call call = new Call("", null, "", "");
        private final Repeated<Call> calls = new Repeated<>(RawBytes::call);
        private final Repeated<Client> clients = new Repeated<>(RawBytes::client);
        private final Repeated<Origin> origins = new Repeated<>(RawBytes::origin);

        Memory(int contentId) {
            this.out = new AvroBytes(contentId);
        }

        /** The call that the event came by; the same object again for the same texts. */
        Call callOf(RawEvent event) {
            if (!call.isOf(event)) {
                call = new Call(event.type(), event.name(), event.action(), event.domain());
            }
            return call;
        }
    }

    private record Call(String type, @Nullable String name, String action, String domain) {
        @SuppressWarnings("ReferenceEquality") // texts that are equal and other objects are not worth the comparison
        boolean isOf(RawEvent event) {
            return name == event.name() && action == event.action() && type == event.type() && domain == event.domain();
        }
    }

    /** The value on the wire. */
    public byte[] of(RawEvent event, String leaf) {
        return of(event, leaf.getBytes(StandardCharsets.UTF_8));
    }

    /** The same. @param leaf the event's, in UTF-8 */
    public byte[] of(RawEvent event, byte[] leaf) {
        Memory known = memory.get();
        AvroBytes out = known.out.again();
        out.usual(event.leaf().partner().value());
        out.text(leaf);
        out.flag(event.anonymous());
        out.text(event.messageId());
        known.calls.write(out, known.callOf(event));
        out.number(event.occurredAt());
        out.number(event.receivedAt());
        details(out, event.details());
        known.clients.write(out, event.client());
        out.optional(event.properties());
        known.origins.write(out, event.origin());
        out.texts(event.marks());
        out.textByName(event.declared());
        return out.toBytes();
    }

    private static void call(AvroBytes out, Call call) {
        out.usual(call.type);
        out.usualOrNone(call.name);
        out.usual(call.action);
        out.usual(call.domain);
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
