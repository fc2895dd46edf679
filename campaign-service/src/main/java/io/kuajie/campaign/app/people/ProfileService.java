package io.kuajie.campaign.app.people;

import io.kuajie.campaign.app.settings.CampaignSettings;
import io.kuajie.edge.Problem;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** profile-service, asked with the caller's key, which alone decides what it answers. */
@ApplicationScoped
class ProfileService {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final List<String> PASSED_ON = List.of("Kuajie-Stale", HttpHeaders.RETRY_AFTER);

    private final URI at;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();

    ProfileService(CampaignSettings settings) {
        this.at = settings.profileService();
    }

    /** @param target path and query, encoded @param key the caller's Authorization */
    Response get(String target, String key) {
        return answer(request(target, key).GET());
    }

    /** The same with a JSON body. */
    Response post(String target, String key, String body) {
        return answer(request(target, key)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .POST(BodyPublishers.ofString(body)));
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String target, String key) {
        return HttpRequest.newBuilder(at.resolve(target)).timeout(ANSWER_LIMIT).header(HttpHeaders.AUTHORIZATION, key);
    }

    private Response answer(HttpRequest.Builder request) {
        try {
            return response(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return away();
        }
    }

    private static Response response(HttpResponse<byte[]> reply) {
        Response.ResponseBuilder response = Response.status(reply.statusCode()).entity(reply.body());
        response.type(reply.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse(MediaType.APPLICATION_JSON));
        PASSED_ON.forEach(name -> reply.headers().firstValue(name).ifPresent(value -> response.header(name, value)));
        return response.build();
    }

    private static Response away() {
        return Response.fromResponse(Problem.of(503, "profile-service can't be reached; try again in a moment.")
                        .toResponse())
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }
}
