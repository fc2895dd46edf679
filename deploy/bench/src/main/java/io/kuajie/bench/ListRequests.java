package io.kuajie.bench;

import io.kuajie.testkit.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Requests for lists of twenty, with a filter, for the people of a {@link PeopleLoad}. */
final class ListRequests {
    private static final String PATH =
            "/v1/recommendations?domain=beauty&count=20&surface=home&filter=item.price%20%3C%3D%2030000";
    private static final long PATIENCE_SECONDS = 600;
    /** Made once, as it takes more of the processor than a swap of models, which is measured beside it. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int people;
    private final SplittableRandom random = new SplittableRandom(1);

    ListRequests(int people) {
        this.people = people;
    }

    /** For somebody drawn evenly. */
    ByteBuffer next() {
        String text = "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nKuajie-User: %s\r\n\r\n"
                .formatted(PATH, TestKeys.ACADEMY_STOREFRONT_KEY, PeopleLoad.user(random.nextInt(people)));
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A list as text. */
    static String list(URI service) throws IOException, InterruptedException {
        return new String(answer(service), StandardCharsets.UTF_8);
    }

    static byte[] answer(URI service) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(service.resolve(PATH))
                .header("Authorization", "Bearer " + TestKeys.ACADEMY_STOREFRONT_KEY)
                .header("Kuajie-User", PeopleLoad.user(1))
                .build());
    }

    /** Has the service do something with its models, such as to take one. */
    static byte[] askOfModels(URI service, String what) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(service.resolve("/v1/models:" + what))
                .header("Authorization", "Bearer " + TestKeys.OPERATOR_KEY)
                .POST(BodyPublishers.noBody())
                .build());
    }

    /** Ready is the service once it has read the topics; this makes sure that it read what was meant. */
    static void awaitPeople(URI service, int people) throws Exception {
        String known = "kuajie_recommend_people %.1f".formatted((double) people);
        HttpRequest metrics = HttpRequest.newBuilder(service.resolve("/q/metrics"))
                .header("Authorization", "Bearer " + TestKeys.ACADEMY_STOREFRONT_KEY)
                .build();
        await(
                () -> new String(ask(metrics), StandardCharsets.UTF_8).contains(known),
                "The service has not everybody in memory.");
    }

    static void await(Callable<Boolean> condition, String otherwise) throws Exception {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(otherwise);
            }
            Thread.sleep(500);
        }
    }

    /** The answer's body. @throws IOException saying what the answer was, if it is not 200 */
    static byte[] ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("An answer was not 200: " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }
}
