package io.kuajie.local.client;

import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import java.net.http.HttpClient;
import java.time.Duration;

/** The stack's services with the right key for each caller. */
public final class Clients implements AutoCloseable {
    private final LocalStack stack;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public Clients(LocalStack stack) {
        this.stack = stack;
    }

    public Door door(Partner partner) {
        return new Door(new Api(http, stack.ingest().base(), stack.keys().writeKey(partner)));
    }

    /** ingest-service, as an operator uses it. */
    public Operator operator() {
        return new Operator(new Api(http, stack.ingest().base(), stack.keys().operatorKey()));
    }

    public Recommender recommender(Partner partner) {
        return new Recommender(
                new Api(http, stack.recommend().base(), stack.keys().storefrontKey(partner)));
    }

    /** campaign-service, as a partner's staff uses it. */
    public Api campaigns(Partner partner) {
        return new Api(http, stack.campaign().base(), stack.keys().writeKey(partner));
    }

    /** profile-service, as an operator uses it. */
    public Api profiles() {
        return new Api(http, stack.profile().base(), stack.keys().operatorKey());
    }

    @Override
    public void close() {
        http.close();
    }
}
