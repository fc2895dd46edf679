package io.kuajie.local.sample;

import io.kuajie.local.Partner;
import io.kuajie.local.client.Api;
import io.kuajie.local.client.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One coupon in each direction, proposed by its issuer, approved by both partners, and started. */
final class SampleCampaigns {
    private static final Duration RUNS = Duration.ofDays(90);

    private SampleCampaigns() {}

    static void start(Clients clients, Instant until) {
        String endsAt = until.plus(RUNS).toString();
        start(
                clients,
                Partner.BLOSSOM,
                Partner.ACADEMY,
                coupon(
                        endsAt,
                        Partner.BLOSSOM,
                        Partner.ACADEMY,
                        "学员专享美妆券",
                        Map.of("zh-CN", "学员专享：满199减50", "en", "For learners: 50 off 199"),
                        Map.of("amountOff", money(5_000), "minimumSpend", money(19_900))));
        start(
                clients,
                Partner.ACADEMY,
                Partner.BLOSSOM,
                coupon(
                        endsAt,
                        Partner.ACADEMY,
                        Partner.BLOSSOM,
                        "美妆会员课程券",
                        Map.of("zh-CN", "美妆会员：课程八折", "en", "For beauty members: 20% off courses"),
                        Map.of("percentOff", 20.0)));
    }

    private static void start(Clients clients, Partner issuer, Partner host, Map<String, Object> proposal) {
        Api ofIssuer = clients.campaigns(issuer);
        String id = ofIssuer.post("/v1/campaigns", proposal, key(proposal))
                .body()
                .path("id")
                .asText();
        ofIssuer.post("/v1/campaigns/" + id + ":approve", Map.of());
        clients.campaigns(host).post("/v1/campaigns/" + id + ":approve", Map.of());
        ofIssuer.post("/v1/campaigns/" + id + ":start", Map.of());
    }

    private static Map<String, Object> coupon(
            String endsAt,
            Partner issuer,
            Partner host,
            String name,
            Map<String, String> titles,
            Map<String, Object> discount) {
        Map<String, Object> proposal = new LinkedHashMap<>();
        proposal.put("name", name);
        proposal.put("kind", "coupon");
        proposal.put("issuer", issuer.id());
        proposal.put("host", host.id());
        proposal.put("titles", titles);
        proposal.putAll(discount);
        proposal.put("endsAt", endsAt);
        return proposal;
    }

    /** The same proposal sent twice makes one campaign. */
    private static Map<String, String> key(Map<String, Object> proposal) {
        return Map.of("Idempotency-Key", "sample-%s-%s".formatted(proposal.get("issuer"), proposal.get("host")));
    }

    private static Map<String, Object> money(long fen) {
        return Map.of("minorUnits", fen, "currency", "CNY");
    }
}
