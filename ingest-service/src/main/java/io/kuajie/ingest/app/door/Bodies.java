package io.kuajie.ingest.app.door;

import io.kuajie.edge.Problem;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.Requests;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Receives bodies: no larger, no slower, and no more of them at once than allowed. */
@Singleton
public class Bodies {
    private static final int FIRST_BYTES = 4 * 1024;
    private static final byte[] NOTHING = {};

    private final long mostBytes;
    private final long timeoutMillis;
    private final AtomicLong bytesInFlight = new AtomicLong();
    /** Of each event loop. */
    private final ThreadLocal<Rooms> rooms = ThreadLocal.withInitial(Rooms::new);

    Bodies(IngestSettings settings) {
        this.mostBytes = settings.ingest().maxBodyBytesInFlight();
        this.timeoutMillis = settings.ingest().bodyTimeout().toMillis();
    }

    /** Hands on the body when it is complete, decompressed where it is gzip, or the refusal. @param onBody has taken it when it returns */
    void receive(
            RoutingContext context, int limit, Consumer<Body> onBody, Consumer<WebApplicationException> onRefusal) {
        new Receiving(context, limit, onBody, onRefusal).start();
    }

    private final class Receiving {
        private final RoutingContext context;
        private final HttpServerRequest request;
        private final int limit;
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
                RoutingContext context, int limit, Consumer<Body> onBody, Consumer<WebApplicationException> onRefusal) {
            this.context = context;
            this.request = context.request();
            this.limit = limit;
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
            if (bytes.length == 0 && !begin()) {
                return;
            }
            if (size + length > bytes.length) {
                int wanted = Math.min(limit, Math.max(bytes.length * 2, size + length));
                if (!reserve(Math.max(0, wanted - reserved))) {
                    return;
                }
                rooms.get().giveBack(bytes);
                bytes = Arrays.copyOf(bytes, wanted);
            }
            chunk.getBytes(bytes, size);
            size += length;
            boolean isComplete = told > 0 && size == told;
            if (timer < 0 && !isComplete) {
                timer = context.vertx().setTimer(timeoutMillis, ignored -> refuse(tooSlow()));
            }
        }

        /** Makes room when something arrives, not before: who only says that much will come takes none from others. */
        private boolean begin() {
            int first = told > 0 ? told : FIRST_BYTES;
            boolean isRoom = reserve(Rooms.sizeFor(first));
            if (isRoom) {
                bytes = rooms.get().take(first);
            }
            return isRoom;
        }

        private void end() {
            if (isOver) {
                return;
            }
            try {
                onBody.accept(Requests.isGzip(bytes, size) ? decompressed() : new Body(bytes, size));
            } catch (WebApplicationException e) {
                onRefusal.accept(e);
            } catch (IOException e) {
                onRefusal.accept(Problem.of(400, "The body starts as gzip but ends too early.")
                        .toException());
            } finally {
                release();
            }
        }

        private Body decompressed() throws IOException {
            byte[] body = Requests.body(new ByteArrayInputStream(bytes, 0, size), limit);
            return new Body(body, body.length);
        }

        private boolean reserve(int more) {
            if (bytesInFlight.addAndGet(more) > mostBytes) {
                bytesInFlight.addAndGet(-more);
                refuse(Requests.later(503, "Too much is being received; send this again a little later.", null));
                return false;
            }
            reserved += more;
            return true;
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
            return Problem.of(408, "The body took too long to arrive; send it again.")
                    .toException();
        }
    }
}
