package io.kuajie.profile.topology;

import io.kuajie.events.Cluster;
import io.kuajie.events.ClusterFamily;
import io.kuajie.events.ClusterModel;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Between cluster models and the record that carries them. */
public final class ClusterMapper {
    private ClusterMapper() {}

    public static ClusterModel toRecord(Clusters clusters) {
        return ClusterModel.newBuilder()
                .setModel(clusters.model())
                .setLayout(clusters.layout())
                .setDimension(VectorLayout.DIMENSION)
                .setClusters(clusters.groups().stream()
                        .map(group -> new Cluster(
                                group.id(),
                                VectorLayout.toBytes(group.centre()),
                                group.size(),
                                new TreeMap<>(group.titles()),
                                clusters.familyOf(group.id())
                                        .map(Clusters.Family::id)
                                        .orElse("")))
                        .toList())
                .setFamilies(clusters.families().stream()
                        .map(family -> new ClusterFamily(family.id(), family.size(), new TreeMap<>(family.titles())))
                        .toList())
                .setPeople(clusters.people())
                .setSse(clusters.sse())
                .setSilhouette(clusters.silhouette())
                .setSeed(clusters.seed())
                .setFittedAt(clusters.fittedAt())
                .build();
    }

    public static Clusters fromRecord(ClusterModel model) {
        return new Clusters(
                model.getModel(),
                model.getLayout(),
                model.getClusters().stream()
                        .map(cluster -> new Clusters.Group(
                                cluster.getCluster(),
                                VectorLayout.fromBytes(cluster.getCentroid()),
                                cluster.getSize(),
                                Map.copyOf(cluster.getTitles())))
                        .toList(),
                model.getFamilies().stream()
                        .map(family -> family(family, model.getClusters()))
                        .toList(),
                model.getPeople(),
                model.getSse(),
                model.getSilhouette(),
                model.getSeed(),
                model.getFittedAt());
    }

    private static Clusters.Family family(ClusterFamily family, List<Cluster> clusters) {
        return new Clusters.Family(
                family.getFamily(),
                clusters.stream()
                        .filter(cluster -> cluster.getFamily().equals(family.getFamily()))
                        .map(Cluster::getCluster)
                        .toList(),
                family.getSize(),
                Map.copyOf(family.getTitles()));
    }
}
