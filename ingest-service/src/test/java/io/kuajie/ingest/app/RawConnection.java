package io.kuajie.ingest.app;

import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection to the door, on which a test says itself what is sent when; an end of it shows as an empty answer. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    RawConnection() throws IOException {
        socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends the head of a request for a batch. @param more header lines, each with its end */
    RawConnection head(String key, int bodyBytes, String more) throws IOException {
        return send("POST /v1/batch HTTP/1.1\r\nHost: door\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(key, bodyBytes, more));
    }

    /** Sends a whole request. */
    RawConnection request(String key, String body) throws IOException {
        return head(key, body.length(), "").send(body);
    }

    RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.US_ASCII));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Tells the door that nothing more will be sent. */
    RawConnection endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The head of the next answer, whose body is read as well. */
    String answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        in.readNBytes(bodyBytes(head.toString().toLowerCase(Locale.ROOT)));
        return head.toString();
    }

    /** Whether the door closes it before it sends anything more. */
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            // What was sent meanwhile met a closed connection.
            return true;
        }
    }

    private static int bodyBytes(String head) {
        String name = "\r\ncontent-length:";
        int start = head.indexOf(name);
        return start < 0
                ? 0
                : Integer.parseInt(head.substring(start + name.length(), head.indexOf("\r\n", start + name.length()))
                        .strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
