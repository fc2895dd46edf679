package io.kuajie.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests that have begun to arrive and are under way until their other halves are sent. */
final class HalfSent implements AutoCloseable {
    private static final int ANSWER_MILLIS = 30_000;

    private record Request(Socket socket, byte[] otherHalf) {}

    private final URI door;
    private final String key;
    private final String run;
    private final int count;
    private final List<Request> requests = new ArrayList<>();

    /** Sends the first halves. @param run names the messages, and their origin */
    HalfSent(URI door, String key, String run, int count) throws IOException {
        this.door = door;
        this.key = key;
        this.run = run;
        this.count = count;
        for (String message : messages()) {
            requests.add(begin(message));
        }
    }

    /** The messages of all requests. */
    Set<String> messages() {
        return IntStream.range(0, count).mapToObj(n -> run + "-half-" + n).collect(Collectors.toSet());
    }

    /** Sends the other halves. @return the answers' status codes */
    List<Integer> finish() throws IOException {
        List<Integer> answers = new ArrayList<>();
        for (Request request : requests) {
            answers.add(finish(request));
        }
        return answers;
    }

    /** Sends a whole request on a connection of its own. @return the answer's status code */
    int sendWhole(String message) throws IOException {
        Request request = begin(message);
        try (Socket socket = request.socket()) {
            return finish(request);
        }
    }

    @Override
    public void close() throws IOException {
        for (Request request : requests) {
            request.socket().close();
        }
    }

    private Request begin(String message) throws IOException {
        String body =
                "{\"userId\":\"u\",\"event\":\"Product Viewed\",\"messageId\":\"%s\",\"context\":{\"library\":{\"name\":\"%s\"}}}"
                        .formatted(message, run);
        String head =
                "POST /v1/track HTTP/1.1\r\nHost: door\r\nAuthorization: Basic %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(
                                Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.US_ASCII)),
                                body.length());
        Socket socket = new Socket(door.getHost(), door.getPort());
        socket.setSoTimeout(ANSWER_MILLIS);
        int half = body.length() / 2;
        socket.getOutputStream().write((head + body.substring(0, half)).getBytes(StandardCharsets.US_ASCII));
        return new Request(socket, body.substring(half).getBytes(StandardCharsets.US_ASCII));
    }

    private static int finish(Request request) throws IOException {
        request.socket().getOutputStream().write(request.otherHalf());
        var answer =
                new BufferedReader(new InputStreamReader(request.socket().getInputStream(), StandardCharsets.US_ASCII));
        String status = answer.readLine();
        if (status == null) {
            throw new IOException("The connection ended without an answer.");
        }
        return Integer.parseInt(status.split(" ", -1)[1]);
    }
}
