package io.kuajie.profile.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
        boolean isOfOne = question instanceof PeopleQuestion.One;
        try {
            String asked = Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(question));
            HttpResponse<byte[]> reply = get(
                    at,
                    "/peers/v1/partitions/%d/%s?question=%s".formatted(partition, isOfOne ? "person" : "people", asked),
                    isOfOne ? PERSON_LIMIT : PEOPLE_LIMIT);
            T answer = json.readValue(reply.body(), question.form());
            return new Answer<>(answer, reply.headers().firstValueAsLong(Staleness.HEADER));
        } catch (IOException e) {
            throw new NotReadableException();
        }
    }

    /** That instance's latest sums over a partition. @throws NotReadableException where it has none */
    byte[] population(HostInfo at, int partition) {
        return get(at, "/peers/v1/partitions/%d/population".formatted(partition), PEOPLE_LIMIT)
                .body();
    }

    /** That instance's latest sample of a partition. @throws NotReadableException where it has none */
    byte[] sample(HostInfo at, int partition) {
        return get(at, "/peers/v1/partitions/%d/sample".formatted(partition), PEOPLE_LIMIT)
                .body();
    }

    /** Changes that what that instance holds lacks, by partition. @throws NotReadableException where it can't answer */
    Copies.Lags lags(HostInfo at) {
        try {
            return json.readValue(get(at, "/peers/v1/lags", PERSON_LIMIT).body(), Copies.Lags.class);
        } catch (IOException e) {
            throw new NotReadableException();
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    private HttpResponse<byte[]> get(HostInfo at, String target, Duration limit) {
        Long failed = failedAt.get(at);
        if (failed != null && System.nanoTime() - failed < AVOIDED_NANOS) {
            throw new NotReadableException();
        }
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://%s:%d%s".formatted(at.host(), at.port(), target)))
                .timeout(limit)
                .header(PeerSignature.HEADER, signature.of(target))
                .build();
        try {
            HttpResponse<byte[]> reply = http.send(request, BodyHandlers.ofByteArray());
            if (reply.statusCode() != OK) {
                throw new NotReadableException();
            }
            return reply;
        } catch (IOException e) {
            failedAt.put(at, System.nanoTime());
            throw new NotReadableException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadableException();
        }
    }
}
