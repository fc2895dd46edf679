package io.kuajie.ingest.topology;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.Money;
import io.kuajie.serde.AvroBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as the record of behavior.raw, byte for byte what the serde makes of {@link EventRecords#record(RawEvent)}, without
 * making that record first. The fields follow the order of the schema.
 */
public final class RawBytes {
    private final ThreadLocal<Room> rooms;

    /** @param contentId the registry's number of the schema of behavior.raw */
    public RawBytes(int contentId) {
        byte[] header = WireHeader.of(contentId);
        this.rooms = ThreadLocal.withInitial(() -> new Room(header));
    }

    /** The value on the wire. */
    public byte[] of(RawEvent event, String leaf) {
        return of(event, leaf.getBytes(StandardCharsets.UTF_8));
    }

    /** The same. @param leaf the event's, in UTF-8 */
    public byte[] of(RawEvent event, byte[] leaf) {
        return rooms.get().write(event, leaf);
    }

    private record Call(String type, @Nullable String name, String action, String domain) {
        @SuppressWarnings("ReferenceEquality") // texts that are equal and other objects are not worth the comparison
        boolean isOf(RawEvent event) {
            return name == event.name() && action == event.action() && type == event.type() && domain == event.domain();
        }
    }

    /** Where one thread writes, and what it wrote last of what events of a batch mostly have in common. */
    private static final class Room {
        private final byte[] header;
        private final AvroBytes out = new AvroBytes();
        private final KnownTexts known = new KnownTexts();
        private Call call = new Call("", null, "", "");
        private final Repeated<Call> calls = new Repeated<>(this::call);
        private final Repeated<Client> clients = new Repeated<>(this::client);
        private final Repeated<Origin> origins = new Repeated<>(this::origin);

        Room(byte[] header) {
            this.header = header;
        }

        byte[] write(RawEvent event, byte[] leaf) {
            out.clear().octets(header);
            known.write(out, event.leaf().partner().value());
            out.text(leaf);
            out.flag(event.anonymous());
            text(event.messageId());
            calls.write(out, callOf(event));
            out.number(event.occurredAt());
            out.number(event.receivedAt());
            details(event.details());
            clients.write(out, event.client());
            optional(event.properties());
            origins.write(out, event.origin());
            marks(event.marks());
            declared(event.declared());
            return out.toBytes();
        }

        /** The call that the event came by; the same object again for the same texts. */
        private Call callOf(RawEvent event) {
            if (!call.isOf(event)) {
                call = new Call(event.type(), event.name(), event.action(), event.domain());
            }
            return call;
        }

        private void call(Call call) {
            known.write(out, call.type);
            known.writeOrNone(out, call.name);
            known.write(out, call.action);
            known.write(out, call.domain);
        }

        private void details(Details details) {
            optional(details.item());
            known.writeOrNone(out, details.category());
            out.real(details.quantity());
            amount(details.amount());
            optional(details.rating());
            optional(details.progress());
            Long dwell = details.dwellMillis();
            out.branch(dwell != null);
            if (dwell != null) {
                out.number(dwell);
            }
            optional(details.query());
            optional(details.text());
            optional(details.requestId());
            optional(details.orderId());
            optional(details.campaign());
        }

        private void amount(@Nullable Money amount) {
            out.branch(amount != null);
            if (amount != null) {
                out.number(amount.minorUnits());
                known.write(out, amount.currency());
            }
        }

        private void optional(@Nullable Double value) {
            out.branch(value != null);
            if (value != null) {
                out.real(value);
            }
        }

        private void client(Client client) {
            known.writeOrNone(out, client.locale());
            known.writeOrNone(out, client.timezone());
            known.writeOrNone(out, client.device());
            known.writeOrNone(out, client.surface());
        }

        private void origin(Origin origin) {
            known.write(out, origin.kind());
            known.writeOrNone(out, origin.id());
            Long line = origin.line();
            out.branch(line != null);
            if (line != null) {
                out.number(line);
            }
        }

        private void marks(List<String> marks) {
            if (!marks.isEmpty()) {
                out.begin(marks.size());
                marks.forEach(out::text);
            }
            out.end();
        }

        private void declared(Map<String, String> valueByName) {
            if (!valueByName.isEmpty()) {
                out.begin(valueByName.size());
                valueByName.forEach((name, value) -> {
                    out.text(name);
                    out.text(value);
                });
            }
            out.end();
        }

        private void optional(@Nullable String value) {
            out.branch(value != null);
            if (value != null) {
                text(value);
            }
        }

        private void text(String value) {
            out.text(value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
