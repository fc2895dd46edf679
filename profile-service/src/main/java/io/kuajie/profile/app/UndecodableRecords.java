package io.kuajie.profile.app;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs, counts and skips a record that can't be decoded: it could not be decoded the next time either. */
public final class UndecodableRecords implements DeserializationExceptionHandler {
    /** Key in the streams' configuration: a {@code Consumer<String>} told the reason of every skip. */
    static final String SKIPPED = "kuajie.skipped";

    private static final Logger LOG = LoggerFactory.getLogger(UndecodableRecords.class);

    private Consumer<String> skipped = reason -> {};

    @Override
    @SuppressWarnings("unchecked") // StreamsConfiguration put it there
    public void configure(Map<String, ?> configs) {
        if (configs.get(SKIPPED) instanceof Consumer<?> given) {
            skipped = (Consumer<String>) given;
        }
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        skipped.accept("undecodable");
        LOG.error(
                "Skipping the undecodable record at {}-{} offset {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                exception.getMessage());
        return Response.resume();
    }
}
