package io.kuajie.profile.topology;

import io.kuajie.events.Profile;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * In words, where a profile that was told differs from the portrait that the log gives: everything but label and version, which
 * depend on when it was told. Masses may differ by the tolerance, relative to the greater of them and one; all else must be equal.
 */
final class ProfileDifferences {
    /** Vectors are of unit length and of single precision. */
    private static final double VECTOR_TOLERANCE = 1e-5;

    private final List<String> found = new ArrayList<>();
    private final double tolerance;
    private final Function<PartnerId, Optional<Domain>> domainOf;

    ProfileDifferences(double tolerance, Function<PartnerId, Optional<Domain>> domainOf) {
        this.tolerance = tolerance;
        this.domainOf = domainOf;
    }

    List<String> between(Optional<Portrait> counted, Optional<Profile> told) {
        found.clear();
        if (counted.isEmpty() || told.isEmpty()) {
            counted.ifPresent(portrait -> found.add("the log has %d leaves, nothing was told"
                    .formatted(portrait.leaves().size())));
            told.ifPresent(profile -> found.add("a profile was told, the log has nothing"));
        } else {
            compare(counted.get(), told.get());
        }
        return List.copyOf(found);
    }

    private void compare(Portrait counted, Profile told) {
        same("leaves", leaves(counted), leaves(told));
        same("counts", counted.countByAction(), told.getCounts());
        same("spend", spend(counted), spend(told));
        same("first event", counted.firstAt(), told.getFirstAt());
        same("latest event", counted.evaluatedAt(), told.getEvaluatedAt());
        near("mass", masses(counted), masses(told));
        near("mass of item", itemMasses(counted), itemMasses(told));
        same("items", items(counted), items(told));
        vector(counted, told);
    }

    private List<String> leaves(Portrait counted) {
        return counted.leaves().stream()
                .map(leaf -> "%s of %s with %d events at %s"
                        .formatted(
                                leaf.leaf(),
                                domainOf.apply(leaf.leaf().partner())
                                        .map(Domain::value)
                                        .orElse(leaf.domain()),
                                leaf.events(),
                                leaf.position().map(Objects::toString).orElse("-1@-1")))
                .toList();
    }

    private static List<String> leaves(Profile told) {
        return told.getLeaves().stream()
                .map(leaf -> "%s of %s with %d events at %d@%d"
                        .formatted(
                                leaf.getLeaf(),
                                leaf.getDomain(),
                                leaf.getEvents(),
                                leaf.getPosition().getPartition(),
                                leaf.getPosition().getOffset()))
                .toList();
    }

    private static Set<String> spend(Portrait counted) {
        return counted.spend().stream()
                .map(money -> money.minorUnits() + " " + money.currency())
                .collect(Collectors.toSet());
    }

    private static Set<String> spend(Profile told) {
        return told.getSpend().stream()
                .map(amount -> amount.getMinorUnits() + " " + amount.getCurrency())
                .collect(Collectors.toSet());
    }

    private static Map<Object, Double> masses(Portrait counted) {
        return counted.dimensions().stream()
                .collect(Collectors.toMap(Portrait.Dimension::key, Portrait.Dimension::mass));
    }

    private static Map<Object, Double> masses(Profile told) {
        Map<Object, Double> massByKey = new HashMap<>();
        told.getDimensions()
                .forEach(dimension -> massByKey.put(
                        new DimensionKey(dimension.getAction(), dimension.getDomain(), dimension.getCategory()),
                        dimension.getMass()));
        return massByKey;
    }

    private static Map<Object, Double> itemMasses(Portrait counted) {
        return counted.items().stream()
                .collect(Collectors.toMap(item -> item.leaf() + " " + item.item(), Portrait.Item::mass));
    }

    private static Map<Object, Double> itemMasses(Profile told) {
        Map<Object, Double> massByItem = new HashMap<>();
        told.getItems().forEach(item -> massByItem.put(item.getLeaf() + " " + item.getItem(), item.getMass()));
        return massByItem;
    }

    private static Set<String> items(Portrait counted) {
        return counted.items().stream()
                .map(item -> "%s of %d (%s, %s, %s, %s, %s)"
                        .formatted(
                                item.item(),
                                item.leaf(),
                                item.domain(),
                                item.category(),
                                item.strongest(),
                                item.owned() ? "owned" : "not owned",
                                item.lastAt()))
                .collect(Collectors.toSet());
    }

    private static Set<String> items(Profile told) {
        return told.getItems().stream()
                .map(item -> "%s of %d (%s, %s, %s, %s, %s)"
                        .formatted(
                                item.getItem(),
                                item.getLeaf(),
                                item.getDomain(),
                                item.getCategory(),
                                item.getStrongest(),
                                item.getOwned() ? "owned" : "not owned",
                                item.getLastAt()))
                .collect(Collectors.toSet());
    }

    private void vector(Portrait counted, Profile told) {
        float[] byLog = VectorLayout.vectorOf(counted.dimensions());
        float[] kept = VectorLayout.fromBytes(told.getVector());
        for (int i = 0; i < Math.max(byLog.length, kept.length); i++) {
            if (byLog.length != kept.length || Math.abs(byLog[i] - kept[i]) > VECTOR_TOLERANCE) {
                found.add("vector: differs from place %d on".formatted(i));
                return;
            }
        }
    }

    private void near(String what, Map<Object, Double> byLog, Map<Object, Double> told) {
        Set<Object> keys = new HashSet<>(byLog.keySet());
        keys.addAll(told.keySet());
        for (Object key : keys) {
            Double counted = byLog.get(key);
            Double shown = told.get(key);
            if (counted == null
                    || shown == null
                    || Math.abs(counted - shown) > tolerance * Math.max(1, Math.abs(counted))) {
                found.add("%s %s: %s by the log, %s told".formatted(what, key, counted, shown));
            }
        }
    }

    private void same(String what, Object byLog, Object told) {
        if (!byLog.equals(told)) {
            found.add("%s: %s by the log, %s told".formatted(what, byLog, told));
        }
    }
}
