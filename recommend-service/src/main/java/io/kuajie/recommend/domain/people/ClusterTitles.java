package io.kuajie.recommend.domain.people;

import io.kuajie.recommend.domain.items.Titles;
import java.util.Map;
import java.util.Optional;

/** What marks each group of people, in words. Thread-safe. */
public final class ClusterTitles {
    private volatile Map<String, Map<String, String>> titlesByCluster = Map.of();

    /** Takes the groups of the model in use: titles by locale, by label id. */
    public void replace(Map<String, Map<String, String>> titles) {
        titlesByCluster = Map.copyOf(titles);
    }

    /** The group's title in this language; empty if it has none. */
    public Optional<String> title(String cluster, String locale) {
        String title = Titles.in(locale, titlesByCluster.getOrDefault(cluster, Map.of()), "");
        return Optional.of(title).filter(text -> !text.isBlank());
    }
}
