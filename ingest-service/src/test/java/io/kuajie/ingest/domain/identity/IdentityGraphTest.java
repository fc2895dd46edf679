package io.kuajie.ingest.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentityGraphTest {
    private static final String MAIL = IdentityGraph.matchNode(Relation.MAIL, "m");

    private final World world = new World();

    @Test
    void device_identified_belongsToItsUser() {
        // When
        world.claim("a:device", Relation.ALIAS, "a:user", true);
        // Then
        assertThat(world.personByAlias).containsExactly(Map.entry("a:device", "a:user"));
    }

    @Test
    void device_handedOn_belongsToTheLatestUserAndJoinsNobody() {
        // When
        world.claim("a:device", Relation.ALIAS, "a:user1", true);
        world.claim("a:device", Relation.ALIAS, "a:user2", true);
        // Then
        assertThat(world.personByAlias).containsExactly(Map.entry("a:device", "a:user2"));
    }

    @Test
    void chain_ofDeviceUserAndPartner_pointsToOnePerson() {
        // When
        world.claim("b:device", Relation.ALIAS, "b:user", true);
        world.claim("b:user", Relation.DECLARED, "a:user", false);
        // Then
        assertThat(world.personByAlias).containsOnly(Map.entry("b:device", "a:user"), Map.entry("b:user", "a:user"));
    }

    @Test
    void matchKey_withConsentOfBoth_linksUntilEitherRevokes() {
        // Given
        world.claim("a:user", Relation.MAIL, MAIL, false);
        world.consent("a:user", true, null);
        world.consent("b:user", true, null);
        assertThat(world.personByAlias).isEmpty();
        // When
        world.claim("b:user", Relation.MAIL, MAIL, false);
        // Then
        assertThat(world.personByAlias).containsExactly(Map.entry("b:user", "a:user"));
        world.consent("a:user", false, null);
        assertThat(world.personByAlias).isEmpty();
        world.consent("a:user", true, null);
        assertThat(world.personByAlias).containsExactly(Map.entry("b:user", "a:user"));
    }

    @Test
    void consent_thatEnds_unlinks() {
        // Given
        world.claim("a:user", Relation.MAIL, MAIL, false);
        world.claim("b:user", Relation.MAIL, MAIL, false);
        world.consent("a:user", true, 1_000L);
        world.consent("b:user", true, null);
        assertThat(world.personByAlias).hasSize(1);
        // When
        world.time = 1_000;
        world.reminders.forEach((leaf, at) -> world.graph.expire(leaf, world.time));
        // Then
        assertThat(world.personByAlias).isEmpty();
    }

    @Test
    void matchKey_sharedByMany_linksNobody() {
        // When
        for (int i = 0; i < 12; i++) {
            world.claim("a:u" + i, Relation.MAIL, MAIL, false);
            world.consent("a:u" + i, true, null);
        }
        // Then
        assertThat(world.personByAlias).isEmpty();
    }

    @Test
    void erasure_forgetsTiesMatchKeysAndWhatWasTold() {
        // Given
        world.claim("b:device", Relation.ALIAS, "b:user", true);
        world.claim("b:user", Relation.MAIL, MAIL, false);
        world.claim("a:user", Relation.MAIL, MAIL, false);
        world.consent("a:user", true, null);
        world.consent("b:user", true, null);
        assertThat(world.personByAlias).hasSize(2);
        // When
        world.time++;
        world.graph.erase("b:user", world.time, world.time);
        // Then
        assertThat(world.personByAlias).isEmpty();
        assertThat(world.forgotten).containsExactly("b:user");
        assertThat(world.nodes.entrySet())
                .filteredOn(node -> !node.getKey().equals("b:user"))
                .noneMatch(node ->
                        new String(node.getValue(), java.nio.charset.StandardCharsets.UTF_8).contains("b:user"));
    }

    @Test
    void erasure_ofAPersonWhoWasLinkedAnewMeanwhile_tellsTheLinkAgain() {
        // Given: said after the demand, and heard before it.
        world.time = 200;
        world.claim("b:user", Relation.DECLARED, "a:user", false);
        long told = world.versionByAlias.getOrDefault("b:user", 0L);
        // When
        world.graph.erase("a:user", 150, world.time);
        // Then
        assertThat(world.personByAlias).containsExactly(Map.entry("b:user", "a:user"));
        assertThat(world.versionByAlias.get("b:user")).isGreaterThan(told);
    }

    @Test
    void rotation_namesThePresentPseudonym() {
        // When
        world.claim("a:0old", Relation.ROTATION, "a:1new", false);
        // Then
        assertThat(world.personByAlias).containsExactly(Map.entry("a:0old", "a:1new"));
        assertThat(world.methods).containsExactly("rotation");
    }

    /** The links told are those that the ties holding in the end connect, whatever the order; the oracle merges sets. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void words_inAnyOrder_endAsTheNaiveFoldDoes(long seed) {
        // Given
        Random random = new Random(seed);
        List<String> leaves = List.of("a:1", "a:2", "b:3", "b:4", "c:5", "c:6", "c:7");
        List<String> keys = List.of(MAIL, IdentityGraph.matchNode(Relation.MAIL, "n"));
        // When
        Map<String, String> mail = new HashMap<>();
        Map<String, Boolean> granted = new HashMap<>();
        Set<List<String>> declared = new HashSet<>();
        for (int step = 0; step < 200; step++) {
            String leaf = leaves.get(random.nextInt(leaves.size()));
            String other = leaves.get(random.nextInt(leaves.size()));
            world.time++;
            switch (random.nextInt(5)) {
                case 0 -> {
                    String key = keys.get(random.nextInt(keys.size()));
                    mail.put(leaf, key);
                    world.claim(leaf, Relation.MAIL, key, false);
                }
                case 1, 2 -> {
                    boolean grants = random.nextBoolean();
                    granted.put(leaf, grants);
                    world.consent(leaf, grants, null);
                }
                case 3 -> {
                    if (leaf.compareTo(other) > 0) {
                        boolean holds = random.nextInt(3) == 0;
                        if (holds) {
                            declared.add(List.of(leaf, other));
                        } else {
                            declared.remove(List.of(leaf, other));
                        }
                        world.graph.claim(
                                new Claim(leaf, Relation.DECLARED, other, holds, false, world.time), world.time);
                    }
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        mail.remove(leaf);
                        granted.remove(leaf);
                        declared.removeIf(pair -> pair.contains(leaf));
                        world.graph.erase(leaf, world.time, world.time);
                        world.time++;
                    }
                }
            }
            // Then
            assertThat(world.personByAlias).as("step %d", step).isEqualTo(fold(leaves, mail, granted, declared));
        }
    }

    private static Map<String, String> fold(
            List<String> leaves, Map<String, String> mail, Map<String, Boolean> granted, Set<List<String>> declared) {
        List<Set<String>> groups = new ArrayList<>();
        leaves.forEach(leaf -> groups.add(new HashSet<>(Set.of(leaf))));
        List<List<String>> pairs = new ArrayList<>(declared);
        for (String one : leaves) {
            for (String other : leaves) {
                boolean both = granted.getOrDefault(one, false) && granted.getOrDefault(other, false);
                if (both && mail.containsKey(one) && mail.get(one).equals(mail.get(other))) {
                    pairs.add(List.of(one, other));
                }
            }
        }
        for (List<String> pair : pairs) {
            Set<String> one = groupOf(groups, pair.get(0));
            Set<String> other = groupOf(groups, pair.get(1));
            if (one != other) {
                one.addAll(other);
                groups.remove(other);
            }
        }
        Map<String, String> personByAlias = new TreeMap<>();
        for (Set<String> group : groups) {
            String person = Collections.min(group);
            group.stream().filter(leaf -> !leaf.equals(person)).forEach(leaf -> personByAlias.put(leaf, person));
        }
        return personByAlias;
    }

    private static Set<String> groupOf(List<Set<String>> groups, String leaf) {
        for (Set<String> group : groups) {
            if (group.contains(leaf)) {
                return group;
            }
        }
        throw new AssertionError(leaf);
    }

    /** Keeps nodes in a map, and what was told as a reader of the compacted topic has it. */
    private static final class World implements IdentityGraph.Store, IdentityGraph.Listener {
        final Map<String, byte[]> nodes = new TreeMap<>();
        final Map<String, Long> reminders = new TreeMap<>();
        final Map<String, String> personByAlias = new TreeMap<>();
        final Map<String, Long> versionByAlias = new TreeMap<>();
        final List<String> forgotten = new ArrayList<>();
        final List<String> methods = new ArrayList<>();
        final IdentityGraph graph = new IdentityGraph(this, this);
        long time = 100;

        void claim(String leaf, Relation relation, String other, boolean anonymous) {
            graph.claim(new Claim(leaf, relation, other, true, anonymous, time), time);
        }

        void consent(String leaf, boolean granted, @Nullable Long expiresAt) {
            graph.consent(leaf, granted, time, expiresAt, time);
        }

        @Override
        public byte @Nullable [] get(String key) {
            return nodes.get(key);
        }

        @Override
        public void put(String key, byte @Nullable [] node) {
            if (node == null) {
                nodes.remove(key);
            } else {
                nodes.put(key, node);
            }
        }

        @Override
        public void remind(long at, String leaf) {
            reminders.put(leaf, at);
        }

        @Override
        public void linked(String alias, @Nullable String person, long version, String method) {
            assertThat(version).isGreaterThan(versionByAlias.getOrDefault(alias, 0L));
            versionByAlias.put(alias, version);
            methods.add(method);
            if (person == null) {
                personByAlias.remove(alias);
            } else {
                personByAlias.put(alias, person);
            }
        }

        @Override
        public void forgotten(String leaf) {
            forgotten.add(leaf);
            personByAlias.remove(leaf);
            versionByAlias.remove(leaf);
        }
    }
}
