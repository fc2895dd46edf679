package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Decides over a line's form before its content: a line that is too long, not UTF-8, or last without a line feed is refused. A last
 * line without a line feed may be cut anywhere, so it is refused even where what is left of it looks valid.
 */
public final class LineIntake {
    private final LineMapper mapper;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    public LineIntake(LineMapper mapper) {
        this.mapper = mapper;
    }

    /** Takes what a line says of the others; to be told of every line, done before or not. */
    public void see(Line line) {
        if (isHeader(line)) {
            mapper.header(lenient(line));
        }
    }

    /** The outcomes of a line; none of a header or a blank line. @param receivedAt milliseconds since the epoch */
    public List<Mapped> outcomes(Line line, long receivedAt) {
        if (isHeader(line) || line.isBlank()) {
            return List.of();
        }
        if (line.isTooLong()) {
            return List.of(mapper.refused(line.number(), lenient(line), Reason.LINE_TOO_LONG));
        }
        if (!line.isTerminated()) {
            return List.of(mapper.refused(line.number(), lenient(line), Reason.TRUNCATED));
        }
        try {
            String text = utf8.decode(ByteBuffer.wrap(line.bytes())).toString();
            return mapper.map(line.number(), text, receivedAt);
        } catch (CharacterCodingException e) {
            return List.of(mapper.refused(line.number(), lenient(line), Reason.BAD_ENCODING));
        }
    }

    private boolean isHeader(Line line) {
        return line.number() == 1 && mapper.hasHeader();
    }

    private static String lenient(Line line) {
        return new String(line.bytes(), StandardCharsets.UTF_8);
    }
}
