package io.kuajie.ingest.topology.identity;

import io.kuajie.events.Consent;
import io.kuajie.ingest.domain.identity.ConsentCarrier;
import io.kuajie.ingest.domain.identity.ConsentCarrier.Said;
import io.kuajie.ingest.domain.identity.IdentityGraph;
import io.kuajie.ingest.domain.identity.Relation;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells under a person's present leaf what the former one consented to. The record has a key of its own, so that it can never take the
 * place of what the present leaf says at the same moment; of the two, readers go by the time they were said.
 */
final class ConsentProcessor implements Processor<String, IdentityNews, String, Consent> {
    private static final String CARRIED = "carried";

    private @Nullable ConsentCarrier carrier;
    /** Of what is being read; what is carried over belongs to the same trace. */
    private Headers headers = new RecordHeaders();

    @Override
    public void init(ProcessorContext<String, Consent> context) {
        carrier = new ConsentCarrier(
                new Stored(
                        context.getStateStore(IdentityTopology.CONSENTS),
                        context.getStateStore(IdentityTopology.NODES)),
                (leaf, said) -> context.forward(record(leaf, said, context.currentSystemTimeMs())));
    }

    @Override
    public void process(Record<String, IdentityNews> record) {
        ConsentCarrier known = Objects.requireNonNull(carrier);
        headers = record.headers();
        switch (record.value()) {
            case IdentityNews.Claimed(var claim) -> {
                if (claim.relation() == Relation.ROTATION && claim.holds()) {
                    known.rotated(claim.leaf(), claim.other(), claim.at());
                }
            }
            case IdentityNews.Consented(String leaf, Said said) -> known.said(leaf, said);
            case IdentityNews.Erased(String leaf, long at) -> known.erase(leaf, at);
        }
    }

    private Record<String, Consent> record(String leaf, Said said, long now) {
        Long expiresAt = said.expiresAt();
        Consent consent = new Consent(
                leaf,
                said.purpose(),
                said.status(),
                Instant.ofEpochMilli(said.at()),
                expiresAt == null ? null : Instant.ofEpochMilli(expiresAt),
                said.policy());
        return new Record<>(String.join("|", leaf, said.purpose(), CARRIED), consent, now, headers);
    }

    private record Stored(KeyValueStore<String, byte[]> words, KeyValueStore<String, byte[]> nodes)
            implements ConsentCarrier.Store {
        @Override
        public byte @Nullable [] get(String leaf) {
            return words.get(leaf);
        }

        @Override
        public void put(String leaf, byte @Nullable [] said) {
            if (said == null) {
                words.delete(leaf);
            } else {
                words.put(leaf, said);
            }
        }

        @Override
        public long erasedAt(String leaf) {
            return IdentityGraph.erasedAt(nodes.get(leaf)).orElse(Long.MIN_VALUE);
        }
    }
}
