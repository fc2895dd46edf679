package io.kuajie.campaign.app;

import static io.restassured.RestAssured.given;

import io.kuajie.testkit.TestKeys;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The service as a caller with one key speaks to it. */
record CampaignApi(String key) {
    static final CampaignApi OPERATOR = new CampaignApi(TestKeys.OPERATOR_KEY);
    static final CampaignApi ACADEMY = new CampaignApi(TestKeys.ACADEMY_WRITE_KEY);
    static final CampaignApi BLOSSOM = new CampaignApi(TestKeys.BLOSSOM_WRITE_KEY);

    /** A coupon of the beauty shop for the academy's learners, valid from now for a month; to be changed by tests. */
    static Map<String, Object> coupon() {
        Map<String, Object> coupon = new LinkedHashMap<>();
        coupon.put("name", "春季护肤券");
        coupon.put("kind", "coupon");
        coupon.put("issuer", "blossom");
        coupon.put("host", "academy");
        coupon.put("clusters", List.of("c1"));
        coupon.put("percentOff", 15);
        coupon.put("titles", Map.of("zh-CN", "学员专享八五折", "en", "15% off for learners"));
        coupon.put("priority", 3);
        coupon.put("endsAt", Instant.now().plus(30, ChronoUnit.DAYS).toString());
        return coupon;
    }

    RequestSpecification request() {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }

    Response create(Map<String, Object> campaign) {
        return request().body(campaign).post("/v1/campaigns");
    }

    Response get(String path) {
        return request().get("/v1/campaigns" + path);
    }

    Response ask(String id, String action) {
        return request().post("/v1/campaigns/" + id + ":" + action);
    }

    /** Creates, approves and starts a campaign. @return its id */
    static String running(Map<String, Object> campaign) {
        String id = OPERATOR.create(campaign).then().statusCode(201).extract().path("id");
        OPERATOR.ask(id, "approve").then().statusCode(200);
        OPERATOR.ask(id, "start").then().statusCode(200);
        return id;
    }

    static String running() {
        return running(coupon());
    }
}
