package io.kuajie.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.events.Amount;
import io.kuajie.events.Position;
import io.kuajie.events.Profile;
import io.kuajie.events.ProfileDimension;
import io.kuajie.events.ProfileItem;
import io.kuajie.events.ProfileLeaf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * All that a profile says of a person's behaviour, a line each and in order, so that what the topic tells and what the service shows of
 * its store can be held side by side. Without the group, which is another in the store while people are labelled anew.
 */
public final class ProfileFacts {
    private static final double MILLIONTHS = 1e6;

    private final List<String> lines = new ArrayList<>();

    private ProfileFacts() {}

    /** As the topic tells it. */
    public static List<String> of(Profile told) {
        ProfileFacts facts = new ProfileFacts();
        facts.add("first", told.getFirstAt());
        facts.add("evaluated", told.getEvaluatedAt());
        told.getCounts().forEach((action, count) -> facts.add("count", action, count));
        for (ProfileLeaf leaf : told.getLeaves()) {
            facts.add("leaf", leaf.getLeaf(), leaf.getEvents(), place(leaf.getPosition()));
        }
        for (Amount amount : told.getSpend()) {
            facts.add("spend", amount.getCurrency(), amount.getMinorUnits());
        }
        for (ProfileDimension one : told.getDimensions()) {
            facts.add("dimension", one.getAction(), one.getDomain(), one.getCategory(), rounded(one.getMass()));
        }
        for (ProfileItem one : told.getItems()) {
            facts.add(
                    "item",
                    one.getItem(),
                    one.getDomain(),
                    one.getCategory(),
                    rounded(one.getMass()),
                    one.getStrongest(),
                    one.getOwned(),
                    one.getLastAt(),
                    told.getLeaves().get(one.getLeaf()).getLeaf());
        }
        return facts.sorted();
    }

    /** As the service shows it. */
    public static List<String> of(JsonNode shown) {
        ProfileFacts facts = new ProfileFacts();
        facts.add("first", Instant.parse(shown.path("firstAt").asText()));
        facts.add("evaluated", Instant.parse(shown.path("evaluatedAt").asText()));
        shown.path("counts")
                .properties()
                .forEach(count ->
                        facts.add("count", count.getKey(), count.getValue().asLong()));
        for (JsonNode leaf : shown.path("leaves")) {
            facts.add(
                    "leaf",
                    leaf.path("leaf").asText(),
                    leaf.path("events").asLong(),
                    leaf.path("position").asText("none"));
        }
        for (JsonNode amount : shown.path("spend")) {
            facts.add(
                    "spend",
                    amount.path("currency").asText(),
                    amount.path("minorUnits").asLong());
        }
        for (JsonNode one : shown.path("dimensions")) {
            facts.add(
                    "dimension",
                    one.path("action").asText(),
                    one.path("domain").asText(),
                    one.path("category").asText(),
                    rounded(one.path("mass").asDouble()));
        }
        for (JsonNode one : shown.path("items")) {
            facts.add(
                    "item",
                    one.path("item").asText(),
                    one.path("domain").asText(),
                    one.path("category").asText(),
                    rounded(one.path("mass").asDouble()),
                    one.path("strongest").asText(),
                    one.path("owned").asBoolean(),
                    Instant.parse(one.path("lastAt").asText()),
                    one.path("leaf").asText());
        }
        return facts.sorted();
    }

    private static String place(Position position) {
        return position.getOffset() < 0 ? "none" : position.getPartition() + "@" + position.getOffset();
    }

    private static double rounded(double mass) {
        return Math.rint(mass * MILLIONTHS) / MILLIONTHS;
    }

    private void add(Object... parts) {
        lines.add(String.join(" | ", Arrays.stream(parts).map(String::valueOf).toList()));
    }

    private List<String> sorted() {
        Collections.sort(lines);
        return List.copyOf(lines);
    }
}
