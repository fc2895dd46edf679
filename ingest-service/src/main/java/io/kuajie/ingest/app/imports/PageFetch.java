package io.kuajie.ingest.app.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Fetches pages, and asks again where the other side is busy or briefly away: after as long as it says, or longer each time. */
final class PageFetch {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

    /** Whether an address may be asked. */
    @FunctionalInterface
    interface Gate {
        /** @throws IOException if it may not */
        void require(URI url) throws IOException;
    }

    private final HttpClient http;
    private final IngestSettings.Pull settings;
    private final String header;
    private final @Nullable String secret;
    private final Gate gate;

    /** @param secret value of the header; null for none */
    PageFetch(HttpClient http, IngestSettings.Pull settings, String header, @Nullable String secret, Gate gate) {
        this.http = http;
        this.settings = settings;
        this.header = header;
        this.secret = secret;
        this.gate = gate;
    }

    /** One try's end: a page, or why there is none and when to ask again. */
    private sealed interface Answer {
        record Got(JsonNode page) implements Answer {}

        /** @param pause as the other side says; null where it says nothing */
        record Later(String why, @Nullable Duration pause) implements Answer {}
    }

    /** The page. @throws IOException if it can't be had */
    JsonNode page(URI url) throws IOException, InterruptedException {
        for (int tried = 1; ; tried++) {
            switch (once(url)) {
                case Answer.Got(JsonNode page) -> {
                    return page;
                }
                case Answer.Later(String why, Duration pause) -> {
                    if (tried >= settings.maxTries()) {
                        throw new PullEndedException("%s Asked %d times; start the import again, and it goes on here."
                                .formatted(why, tried));
                    }
                    Thread.sleep(pause == null ? backOff(tried) : pause);
                }
            }
        }
    }

    private Answer once(URI url) throws IOException, InterruptedException {
        gate.require(url);
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(settings.timeout())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip");
        if (secret != null) {
            request.setHeader(header, secret);
        }
        HttpResponse<InputStream> response;
        try {
            response = http.send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return answer(response, body);
            }
        } catch (PullEndedException e) {
            throw e;
        } catch (IOException e) {
            return new Answer.Later("The partner's interface did not answer.", null);
        }
    }

    private Answer answer(HttpResponse<InputStream> response, InputStream body) throws IOException {
        int status = response.statusCode();
        if (PASSING.contains(status)) {
            String why = "The partner's interface answered %d.".formatted(status);
            return new Answer.Later(why, retryAfter(response));
        }
        if (status != 200) {
            throw new PullEndedException("The partner's interface answered %d, where 200 is needed%s."
                    .formatted(status, status / 100 == 3 ? "; redirections are not followed" : ""));
        }
        byte[] bytes = Requests.plain(body).readNBytes(settings.maxPageBytes() + 1);
        if (bytes.length > settings.maxPageBytes()) {
            throw new PullEndedException(
                    "A page may have %d bytes; ask for less at once.".formatted(settings.maxPageBytes()));
        }
        try {
            return new Answer.Got(JSON.readTree(bytes));
        } catch (JsonProcessingException e) {
            throw new PullEndedException("A page is no JSON.");
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        String stated = response.headers().firstValue("Retry-After").orElse("").strip();
        try {
            Duration pause = stated.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(stated))
                    : Duration.between(
                            Instant.now(),
                            ZonedDateTime.parse(stated, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Twice as long each time, between the half and the whole of it. */
    private Duration backOff(int tried) {
        long millis = Math.min(LONGEST_BACK_OFF.toMillis(), settings.backOff().toMillis() << Math.min(tried - 1, 16));
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}
