package io.kuajie.profile.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.profile.domain.cluster.ClusterMap;
import io.kuajie.profile.domain.cluster.Clusters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups of people who behave alike. */
@Path("/v1/clusters")
@RolesAllowed({Role.WRITER, Role.STOREFRONT, Role.ADMIN})
@Scope(Scope.PROFILES)
public class ClusterResource {
    /** The model in use; without groups before the first fit. */
    public record ModelView(
            @Nullable String model,
            int layout,
            long people,
            double sse,
            double silhouette,
            @Nullable Instant fittedAt,
            List<FamilyView> families,
            List<GroupView> clusters) {}

    /** Groups that are much alike. @param share of the people of the fit @param clusters ids of the groups */
    public record FamilyView(String id, long size, double share, Map<String, String> titles, List<String> clusters) {}

    /** One group. @param share of the people of the fit @param family its id; absent where the groups have none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GroupView(
            String id,
            long size,
            double share,
            Map<String, String> titles,
            @Nullable String family) {}

    private final ClusterBook book;

    ClusterResource(ClusterBook book) {
        this.book = book;
    }

    @GET
    public ModelView active() {
        return book.active()
                .map(ClusterResource::view)
                .orElseGet(() -> new ModelView(null, 0, 0, 0, 0, null, List.of(), List.of()));
    }

    /** Where the groups lie to each other, on a plane: the first two principal components of their centres. */
    @GET
    @Path("map")
    public List<ClusterMap.Place> map() {
        return book.active().map(model -> ClusterMap.of(model.groups())).orElse(List.of());
    }

    @GET
    @Path("{id}")
    public GroupView cluster(@PathParam("id") String id) {
        return active().clusters().stream()
                .filter(group -> group.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "The model in use has no such cluster; see GET /v1/clusters.")
                        .toException());
    }

    private static ModelView view(Clusters clusters) {
        return new ModelView(
                clusters.model(),
                clusters.layout(),
                clusters.people(),
                clusters.sse(),
                clusters.silhouette(),
                clusters.fittedAt(),
                clusters.families().stream()
                        .map(family -> familyView(family, clusters))
                        .toList(),
                clusters.groups().stream()
                        .map(group -> groupView(group, clusters))
                        .toList());
    }

    private static FamilyView familyView(Clusters.Family family, Clusters clusters) {
        return new FamilyView(
                family.id(),
                family.size(),
                (double) family.size() / clusters.people(),
                family.titles(),
                family.groups());
    }

    private static GroupView groupView(Clusters.Group group, Clusters clusters) {
        return new GroupView(
                group.id(),
                group.size(),
                (double) group.size() / clusters.people(),
                group.titles(),
                clusters.familyOf(group.id()).map(Clusters.Family::id).orElse(null));
    }
}
