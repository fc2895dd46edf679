package io.kuajie.ingest.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kuajie.edge.Problem;
import io.kuajie.ingest.domain.form.Form;
import jakarta.ws.rs.WebApplicationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/** Reads what comes in: bodies no larger than allowed, decompressed no further than allowed, and forms. */
public final class Requests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private Requests() {}

    /**
     * The body, decompressed where it is gzip, whatever the headers say.
     *
     * @param limit most bytes, before and after decompression
     * @throws WebApplicationException 413 if it is larger
     * @throws DamagedGzipException if it starts as gzip and is none
     */
    public static byte[] body(InputStream in, int limit) throws IOException {
        byte[] body = plain(in).readNBytes(limit + 1);
        if (body.length > limit) {
            throw Problem.of(413, "The body may have %d bytes; send less at once.".formatted(limit))
                    .toException();
        }
        return body;
    }

    /** The stream, decompressed where it starts as gzip. @throws DamagedGzipException now or where it is read, if it is none after all */
    public static InputStream plain(InputStream in) throws IOException {
        byte[] start = in.readNBytes(2);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), in);
        return isGzip(start, start.length) ? new Gunzip(whole) : whole;
    }

    /** Whether a body starts as gzip does, whatever the headers say. @param length how many of the bytes are the body */
    public static boolean isGzip(byte[] body, int length) {
        return length >= 2 && (body[0] & 0xff) == GZIP_FIRST && (body[1] & 0xff) == GZIP_SECOND;
    }

    /** The body as JSON. @throws com.fasterxml.jackson.core.JsonProcessingException if it is none */
    public static JsonNode json(InputStream in, int limit) throws IOException {
        JsonNode json = JSON.readTree(body(in, limit));
        if (json == null || json.isMissingNode()) {
            throw Problem.of(400, "The body is empty; send JSON.").toException();
        }
        return json;
    }

    /** The form's value. @throws WebApplicationException 400 naming every field at fault */
    public static <T> T valid(Form<T> form) {
        return switch (form) {
            case Form.Valid<T> valid -> valid.value();
            case Form.Invalid<T> invalid ->
                throw Problem.of(
                                400,
                                "%d fields are not valid; see errors."
                                        .formatted(invalid.faults().size()),
                                invalid.faults().stream()
                                        .map(fault -> new Problem.FieldError(fault.field(), fault.reason()))
                                        .toList())
                        .toException();
        };
    }

    /** A refusal that passes. @param cause what it came from, where something failed */
    public static WebApplicationException later(int status, String detail, @Nullable Throwable cause) {
        return later(status, detail, cause, 1);
    }

    /** As above. @param seconds after which to send again */
    public static WebApplicationException later(int status, String detail, @Nullable Throwable cause, long seconds) {
        return new WebApplicationException(
                detail, cause, Problem.of(status, detail).toResponse(seconds));
    }
}
