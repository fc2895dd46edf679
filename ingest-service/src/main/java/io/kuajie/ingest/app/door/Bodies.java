package io.kuajie.ingest.app.door;

import io.kuajie.edge.Problem;
import io.kuajie.ingest.app.DamagedGzipException;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Receives bodies: no larger, no slower, and no more of them at once than allowed. */
@Singleton
public class Bodies {
    private static final int FIRST_BYTES = 4 * 1024;
    /** How much more room than what has arrived a body that is still to come may take. */
    private static final int AHEAD = 16;

    /** Senders whose key is not in the head may fill this part of the room, so that those without any key shut out nobody. */
    private static final int KEYLESS_PART = 4;

    private static final byte[] NOTHING = {};

    private final long mostBytes;
    private final long timeoutMillis;
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final AtomicLong keylessBytesInFlight = new AtomicLong();
    /** Of each event loop. */
    private final ThreadLocal<Rooms> rooms = ThreadLocal.withInitial(Rooms::new);

    Bodies(IngestSettings settings, Limits limits, MeterRegistry meters) {
        this.mostBytes = limits.maxBodyBytesInFlight();
        this.timeoutMillis = settings.ingest().bodyTimeout().toMillis();
        meters.gauge("kuajie.door.body.bytes", bytesInFlight);
        meters.gauge("kuajie.door.body.keyless.bytes", keylessBytesInFlight);
    }

    /**
     * Hands on the body when it is complete, decompressed where it is gzip, or the refusal.
     *
     * @param isKeyKnown whether the request's head told whose it is; @param onBody has taken the body when it returns
     */
    void receive(
            RoutingContext context,
            int limit,
            boolean isKeyKnown,
            Consumer<Body> onBody,
            Consumer<WebApplicationException> onRefusal) {
        new Receiving(context, limit, isKeyKnown, onBody, onRefusal).start();
    }

    private final class Receiving {
        private final RoutingContext context;
        private final HttpServerRequest request;
        private final int limit;
        private final boolean isKeyKnown;
        private final Consumer<Body> onBody;
        private final Consumer<WebApplicationException> onRefusal;
        private byte[] bytes;
        /** How long the body is, where the request says so; else 0. */
        private int told;

        private int size;
        private int reserved;
        private long timer = -1;
        private boolean isOver;

        Receiving(
                RoutingContext context,
                int limit,
                boolean isKeyKnown,
                Consumer<Body> onBody,
                Consumer<WebApplicationException> onRefusal) {
            this.context = context;
            this.request = context.request();
            this.limit = limit;
            this.isKeyKnown = isKeyKnown;
            this.onBody = onBody;
            this.onRefusal = onRefusal;
            this.bytes = NOTHING;
        }

        void start() {
            long length = Leftover.statedBytes(request);
            if (length > limit) {
                refuse(tooLarge());
                return;
            }
            told = (int) Math.max(0, length);
            if (Leftover.isAsking(request)) {
                context.response().writeContinue();
            }
            request.handler(this::chunk);
            request.endHandler(ignored -> end());
            request.exceptionHandler(failure -> release());
            request.resume();
        }

        private void chunk(Buffer chunk) {
            if (isOver) {
                return;
            }
            int length = chunk.length();
            if (size + length > limit) {
                refuse(tooLarge());
                return;
            }
            if (size + length > bytes.length && !grow(size + length)) {
                return;
            }
            chunk.getBytes(bytes, size);
            size += length;
            boolean isComplete = told > 0 && size == told;
            if (timer < 0 && !isComplete) {
                timer = context.vertx().setTimer(timeoutMillis, ignored -> refuse(tooSlow()));
            }
        }

        /**
         * Makes room when something arrives, and not much more than that: who only says that much will come takes none from others.
         *
         * @param needed bytes that have arrived
         */
        private boolean grow(int needed) {
            long expected = told > 0 ? told : Math.max(FIRST_BYTES, 2L * bytes.length);
            int wanted = (int) Math.max(needed, Math.min(expected, Math.min(limit, (long) AHEAD * needed)));
            if (!reserve(Math.max(0, Rooms.sizeFor(wanted) - reserved))) {
                return false;
            }
            byte[] larger = rooms.get().take(wanted);
            System.arraycopy(bytes, 0, larger, 0, size);
            rooms.get().giveBack(bytes);
            bytes = larger;
            return true;
        }

        private void end() {
            if (isOver) {
                return;
            }
            try {
                onBody.accept(Requests.isGzip(bytes, size) ? decompressed() : new Body(bytes, size));
            } catch (WebApplicationException e) {
                onRefusal.accept(e);
            } catch (DamagedGzipException e) {
                onRefusal.accept(e.problem().toException());
            } catch (IOException e) {
                // It stands in memory.
                throw new UncheckedIOException(e);
            } finally {
                release();
            }
        }

        private Body decompressed() throws IOException {
            byte[] body = Requests.body(new ByteArrayInputStream(bytes, 0, size), limit);
            return new Body(body, body.length);
        }

        private boolean reserve(int more) {
            reserved += more;
            long keyless = isKeyKnown ? 0 : keylessBytesInFlight.addAndGet(more);
            if (bytesInFlight.addAndGet(more) > mostBytes) {
                refuse(Requests.later(503, "Too much is being received; send this again a little later.", null));
            } else if (keyless > mostBytes / KEYLESS_PART) {
                refuse(Requests.later(
                        503,
                        "Too much is being received without a key in the head; send the key there, or this again a little later.",
                        null));
            }
            return !isOver;
        }

        private void refuse(WebApplicationException refusal) {
            if (!isOver) {
                release();
                onRefusal.accept(refusal);
            }
        }

        private void release() {
            if (!isOver) {
                isOver = true;
                bytesInFlight.addAndGet(-reserved);
                if (!isKeyKnown) {
                    keylessBytesInFlight.addAndGet(-reserved);
                }
                rooms.get().giveBack(bytes);
                bytes = NOTHING;
                if (timer >= 0) {
                    context.vertx().cancelTimer(timer);
                }
            }
        }

        private WebApplicationException tooLarge() {
            return Problem.of(413, "The body may have %d bytes; send less at once.".formatted(limit))
                    .toException();
        }

        private WebApplicationException tooSlow() {
            // Clients give up what is answered 4xx, and a slow line is no fault of what they send.
            return Requests.later(503, "The body took too long to arrive; send it again.", null);
        }
    }
}
