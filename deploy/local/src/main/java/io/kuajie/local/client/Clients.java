package io.kuajie.local.client;

import io.kuajie.local.Keys;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import io.kuajie.local.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Function;

/** The stack's services with the right key for each caller. */
public final class Clients implements AutoCloseable {
    private final Keys keys;
    private final Function<Service, URI> baseOf;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public Clients(LocalStack stack) {
        this(stack.keys(), service -> stack.process(service).base());
    }

    /** @param baseOf where each service is */
    public Clients(Keys keys, Function<Service, URI> baseOf) {
        this.keys = keys;
        this.baseOf = baseOf;
    }

    public Door door(Partner partner) {
        return new Door(api(Service.INGEST, keys.writeKey(partner)));
    }

    /** ingest-service, as an operator uses it. */
    public Operator operator() {
        return new Operator(api(Service.INGEST, keys.operatorKey()));
    }

    /** recommend-service, as a partner's storefront asks it. @param locale of titles and reasons */
    public Recommender recommender(Partner partner, String locale) {
        return new Recommender(api(Service.RECOMMEND, keys.storefrontKey(partner)), locale);
    }

    /** campaign-service, as a partner's staff uses it. */
    public Api campaigns(Partner partner) {
        return api(Service.CAMPAIGN, keys.writeKey(partner));
    }

    /** profile-service, as an operator uses it. */
    public Api profiles() {
        return api(Service.PROFILE, keys.operatorKey());
    }

    private Api api(Service service, String key) {
        return new Api(http, baseOf.apply(service), key);
    }

    @Override
    public void close() {
        http.close();
    }
}
