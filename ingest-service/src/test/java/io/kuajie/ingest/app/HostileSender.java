package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.ingest.app.HostileRequest.Ending;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends hostile requests over one connection as long as that is of use, many before their answers are read. What is neither answered nor
 * closed within a bound fails, and so does an answer that may not be given.
 */
final class HostileSender {
    /** So few that neither side waits for the other to read. */
    private static final int PIPELINED = 16;

    private static final int CLOSED = 0;
    private static final int SHOWN = 2_000;

    private final HostileRequests requests;
    private final List<HostileRequest> unanswered = new ArrayList<>(PIPELINED);
    private final Set<String> good = new HashSet<>();
    private final Set<Integer> statuses = new HashSet<>();
    private RawConnection connection;

    HostileSender(HostileRequests requests) throws IOException {
        this.requests = requests;
        this.connection = new RawConnection();
    }

    /** What was sent. @param good ids of the messages that must become clean; @param statuses that were answered */
    record Sent(Set<String> good, Set<Integer> statuses) {}

    /** Sends so many. */
    Sent send(int count) throws IOException {
        try {
            for (int n = 0; n < count; n++) {
                send(requests.next());
            }
            readAnswers();
            return new Sent(good, statuses);
        } catch (IOException e) {
            throw new IOException(shown(), e);
        } finally {
            connection.close();
        }
    }

    private void send(HostileRequest request) throws IOException {
        if (request.ending() == Ending.FRAMED) {
            unanswered.add(request);
            connection.send(request.bytes());
            if (unanswered.size() == PIPELINED) {
                readAnswers();
            }
        } else {
            readAnswers();
            sendLast(request);
        }
    }

    private void readAnswers() throws IOException {
        for (HostileRequest request : unanswered) {
            check(request, status());
            good.addAll(request.good());
        }
        unanswered.clear();
    }

    /** Sends what ends its connection, answered or not. */
    private void sendLast(HostileRequest request) throws IOException {
        unanswered.add(request);
        int status = lastStatus(request);
        if (status != CLOSED) {
            check(request, status);
        }
        unanswered.clear();
        connection.close();
        connection = new RawConnection();
    }

    private int lastStatus(HostileRequest request) throws IOException {
        try {
            connection.send(request.bytes());
            if (request.ending() == Ending.CUT) {
                connection.endOutput();
            }
            return status();
        } catch (SocketException e) {
            // Closed while there was more to send, or to read.
            return CLOSED;
        }
    }

    private int status() throws IOException {
        String head = connection.answer();
        while (head.startsWith("HTTP/1.1 100 ")) {
            head = connection.answer();
        }
        // The version is the request's, whatever stands there.
        return head.isEmpty() ? CLOSED : Integer.parseInt(head.split(" ", 3)[1]);
    }

    private void check(HostileRequest request, int status) {
        assertThat(request.statuses()).as(() -> shown(request)).contains(status);
        statuses.add(status);
    }

    private String shown() {
        return unanswered.stream()
                .map(HostileSender::shown)
                .collect(Collectors.joining("\n", "No answer to one of\n", ""));
    }

    private static String shown(HostileRequest request) {
        String text = new String(request.bytes(), StandardCharsets.ISO_8859_1);
        return request.kind() + ": " + text.substring(0, Math.min(text.length(), SHOWN));
    }
}
