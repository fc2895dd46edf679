package io.kuajie.profile.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.HostInfo;

/** The other instances of this service. One that can't be reached is not asked again for a second, so that callers don't wait for it. */
@ApplicationScoped
class Peers {
    private static final Duration CONNECT_LIMIT = Duration.ofMillis(500);
    private static final Duration PERSON_LIMIT = Duration.ofSeconds(2);
    private static final Duration PEOPLE_LIMIT = Duration.ofSeconds(30);
    private static final long AVOIDED_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int OK = 200;

    private final PeerSignature signature;
    private final ObjectMapper json;
    private final Map<HostInfo, Long> failedAt = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    Peers(PeerSignature signature, ObjectMapper json) {
        this.signature = signature;
        this.json = json;
    }

    /** @throws NotReadableException where that instance can't answer */
    <T> Answer<T> ask(HostInfo at, int partition, PeopleQuestion<T> question) {
        Long failed = failedAt.get(at);
        if (failed != null && System.nanoTime() - failed < AVOIDED_NANOS) {
            throw new NotReadableException();
        }
        try {
            HttpResponse<String> reply = http.send(request(at, partition, question), BodyHandlers.ofString());
            if (reply.statusCode() != OK) {
                throw new NotReadableException();
            }
            T answer = json.readValue(reply.body(), question.form());
            return new Answer<>(answer, reply.headers().firstValueAsLong(Staleness.HEADER));
        } catch (IOException e) {
            failedAt.put(at, System.nanoTime());
            throw new NotReadableException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadableException();
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    private HttpRequest request(HostInfo at, int partition, PeopleQuestion<?> question) throws JsonProcessingException {
        boolean isOfOne = question instanceof PeopleQuestion.One;
        String asked = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.writeValueAsString(question).getBytes(StandardCharsets.UTF_8));
        String target =
                "/peers/v1/partitions/%d/%s?question=%s".formatted(partition, isOfOne ? "person" : "people", asked);
        return HttpRequest.newBuilder(URI.create("http://%s:%d%s".formatted(at.host(), at.port(), target)))
                .timeout(isOfOne ? PERSON_LIMIT : PEOPLE_LIMIT)
                .header(PeerSignature.HEADER, signature.of(target))
                .build();
    }
}
