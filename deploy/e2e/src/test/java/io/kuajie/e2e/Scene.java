package io.kuajie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.LocalStack;
import io.kuajie.local.Partner;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A school and a shop with a few items each, and people who go to both: enough to recommend lipstick to those who learn make-up. */
final class Scene {
    private static final int PEOPLE = 12;

    private final LocalStack stack;
    private final StackClient client;

    Scene(LocalStack stack, StackClient client) {
        this.stack = stack;
        this.client = client;
    }

    void begin() throws IOException {
        uploadItems();
        agree(Partner.ACADEMY, Partner.BLOSSOM);
        agree(Partner.BLOSSOM, Partner.ACADEMY);
        for (int person = 0; person < PEOPLE; person++) {
            behaveAtBoth(person);
        }
    }

    JsonNode recommend(String user) throws IOException {
        return ask(user).expect(200).body();
    }

    Edge.Answer ask(String user) throws IOException {
        return ask(stack.recommend().base(), user);
    }

    /** As above. @param base of an instance */
    Edge.Answer ask(URI base, String user) throws IOException {
        return client.edge.get(
                base,
                "/v1/recommendations?domain=beauty&count=5&explain=true&locale=zh-CN&surface=course-detail",
                stack.keys().storefrontKey(Partner.ACADEMY),
                Map.of("Kuajie-User", URLEncoder.encode(user, StandardCharsets.UTF_8)));
    }

    /** What the shop shows one of its own users. */
    JsonNode recommendAtShop(String user) throws IOException {
        return client.edge
                .get(
                        stack.recommend().base(),
                        "/v1/recommendations?domain=beauty&count=5&explain=true&locale=zh-CN&surface=home",
                        stack.keys().storefrontKey(Partner.BLOSSOM),
                        Map.of("Kuajie-User", URLEncoder.encode(user, StandardCharsets.UTF_8)))
                .expect(200)
                .body();
    }

    /** What the shop shows of the school's courses to nobody in particular. */
    JsonNode recommendCourses() throws IOException {
        return client.edge
                .get(
                        stack.recommend().base(),
                        "/v1/recommendations?domain=course&count=5&locale=zh-CN&surface=home",
                        stack.keys().storefrontKey(Partner.BLOSSOM),
                        Map.of())
                .expect(200)
                .body();
    }

    private void uploadItems() throws IOException {
        post(Partner.ACADEMY, "/v1/catalog/items:batch", """
                {"items":[{"id":"makeup","kind":"course","title":"新手化妆课","category":"makeup-technique","tags":["makeup"]},
                          {"id":"yoga","kind":"course","title":"瑜伽入门","category":"fitness","tags":["yoga"]}]}""");
        post(Partner.BLOSSOM, "/v1/catalog/items:batch", """
                {"items":[{"id":"lipstick","title":"丝绒口红","category":"lips","tags":["makeup"],"price":{"minorUnits":9900,"currency":"CNY"}},
                          {"id":"bath-salt","title":"舒缓浴盐","category":"bath","tags":["relax"],"price":{"minorUnits":4900,"currency":"CNY"}}]}""");
    }

    /** Even people learn make-up and buy lipstick, odd ones do yoga and buy bath salt. */
    private void behaveAtBoth(int person) throws IOException {
        boolean even = person % 2 == 0;
        buyAtBoth(Integer.toString(person), even ? "makeup" : "yoga", even ? "lipstick" : "bath-salt");
    }

    /** Somebody who goes to both, is linked and has consented buys something at each. */
    void buyAtBoth(String person, String course, String product) throws IOException {
        String atSchool = "school-" + person;
        String atShop = "shop-" + person;
        consent(atSchool);
        consentAtShop(atShop);
        link(atSchool, atShop);
        buyCourse(atSchool, course, "buy-" + atSchool);
        buyProduct(atShop, product, "buy-" + atShop);
    }

    /** Has the source agree that the target uses and names what the source knows. */
    void agree(Partner source, Partner target) throws IOException {
        client.edge
                .put(
                        stack.ingest().base(),
                        agreement(source, target),
                        stack.keys().operatorKey(),
                        "{\"uses\":[\"behavior\",\"category\",\"item\"],\"purpose\":\"recommendations\"}")
                .expect(200);
    }

    void endAgreement(Partner source, Partner target) throws IOException {
        client.edge
                .delete(
                        stack.ingest().base(),
                        agreement(source, target),
                        stack.keys().operatorKey())
                .expect(200);
    }

    private static String agreement(Partner source, Partner target) {
        return "/v1/agreements/" + source.id() + "/" + target.id();
    }

    void link(String atSchool, String atShop) throws IOException {
        post(
                Partner.ACADEMY,
                "/v1/identity/links",
                "{\"userId\":\"%s\",\"sameAs\":{\"partner\":\"blossom\",\"userId\":\"%s\"}}"
                        .formatted(atSchool, atShop));
    }

    /** What a user of the school demands. @return the demand's id */
    String demand(String user, String kind) throws IOException {
        String body = "{\"userId\":\"%s\",\"kind\":\"%s\"}".formatted(user, kind);
        return post(Partner.ACADEMY, "/v1/privacy/requests", body)
                .body()
                .path("request")
                .asText();
    }

    /** Makes a demand and waits until every service has answered. @return how it stands then */
    JsonNode answered(String user, String kind, Duration patience) throws IOException {
        String request = demand(user, kind);
        return await().atMost(patience)
                .until(
                        () -> client.edge
                                .get(
                                        stack.ingest().base(),
                                        "/v1/privacy/requests/" + request,
                                        stack.keys().writeKey(Partner.ACADEMY))
                                .body(),
                        view -> view.path("state").asText().equals("done"));
    }

    /** A coupon of the shop, shown at the school. @return the running campaign's id */
    String runCoupon() throws IOException {
        return runCoupon("""
                {"name":"口红券","kind":"coupon","issuer":"blossom","host":"academy","domain":"beauty","percentOff":20,
                 "titles":{"zh-CN":"口红八折券","en":"20%% off lipstick"},"endsAt":"%s"}""".formatted(Instant.now().plus(Duration.ofDays(7))));
    }

    /** A coupon of the school, shown at the shop. @return the running campaign's id */
    String runCourseCoupon() throws IOException {
        return runCoupon("""
                {"name":"课程券","kind":"coupon","issuer":"academy","host":"blossom","domain":"course","percentOff":20,
                 "titles":{"zh-CN":"课程八折券","en":"20%% off courses"},"endsAt":"%s"}""".formatted(Instant.now().plus(Duration.ofDays(7))));
    }

    void endCampaign(String id) throws IOException {
        campaign("/" + id + ":end", "", 200);
    }

    private String runCoupon(String body) throws IOException {
        String id = campaign("", body, 201).path("id").asText();
        campaign("/" + id + ":approve", "", 200);
        campaign("/" + id + ":start", "", 200);
        return id;
    }

    private JsonNode campaign(String path, String body, int expected) throws IOException {
        return client.edge
                .post(
                        stack.campaign().base(),
                        "/v1/campaigns" + path,
                        stack.keys().operatorKey(),
                        body)
                .expect(expected)
                .body();
    }

    void buyProduct(String atShop, String product, String messageId) throws IOException {
        track(
                Partner.BLOSSOM,
                atShop,
                "Order Completed",
                messageId,
                "{\"order_id\":\"o-%s\",\"currency\":\"CNY\",\"products\":[{\"product_id\":\"%s\",\"price\":99.0}]}"
                        .formatted(messageId, product));
    }

    String buyCourse(String user, String course, String messageId) throws IOException {
        return track(
                Partner.ACADEMY,
                user,
                "Order Completed",
                messageId,
                "{\"order_id\":\"o-%s\",\"currency\":\"CNY\",\"products\":[{\"product_id\":\"%s\",\"price\":199.0}]}"
                        .formatted(messageId, course));
    }

    String track(Partner partner, String user, String event, String messageId, String properties) throws IOException {
        return post(
                        partner,
                        "/v1/track",
                        "{\"userId\":\"%s\",\"event\":\"%s\",\"messageId\":\"%s\",\"properties\":%s}"
                                .formatted(user, event, messageId, properties))
                .headers()
                .getOrDefault("Kuajie-Positions", "");
    }

    void consent(String user) throws IOException {
        post(Partner.ACADEMY, "/v1/privacy/consents", consentBody(user));
    }

    void consentAtShop(String user) throws IOException {
        post(Partner.BLOSSOM, "/v1/privacy/consents", consentBody(user));
    }

    private static String consentBody(String user) {
        return "{\"userId\":\"%s\",\"purposes\":{\"personalization\":\"GRANTED\",\"cross_partner\":\"GRANTED\"}}"
                .formatted(user);
    }

    Edge.Answer post(Partner partner, String path, String body) throws IOException {
        Edge.Answer answer =
                client.edge.post(stack.ingest().base(), path, stack.keys().writeKey(partner), body);
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isBetween(200, 299);
        return answer;
    }
}
