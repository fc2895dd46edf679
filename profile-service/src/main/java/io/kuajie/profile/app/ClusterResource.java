package io.kuajie.profile.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.edge.KeyAuthentication;
import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.profile.domain.cluster.ClusterMap;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.cluster.Disclosure;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The groups of people who behave alike; to a partner, without the figures of those of few people. */
@Path("/v1/clusters")
@RolesAllowed({Role.WRITER, Role.STOREFRONT, Role.ADMIN})
@Scope(Scope.PROFILES)
public class ClusterResource {
    /**
     * The model in use; without groups before the first fit.
     *
     * @param people of the fit; to a partner, those in the groups whose size is shown
     */
    public record ModelView(
            @Nullable String model,
            int layout,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long people,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double sse,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double silhouette,

            @Nullable Instant fittedAt,
            List<FamilyView> families,
            List<GroupView> clusters) {
        static final ModelView NONE = new ModelView(null, 0, 0L, 0.0, 0.0, null, List.of(), List.of());
    }

    /**
     * Groups that are much alike.
     *
     * @param size absent where it would tell that of a group which is not shown
     * @param share of the {@code people} of the model
     * @param clusters ids of the groups
     * @param fewerThan said where there are too few people for the rest
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FamilyView(
            String id,
            @Nullable Long size,
            @Nullable Double share,
            @Nullable Map<String, String> titles,
            List<String> clusters,
            @Nullable Long fewerThan) {}

    /**
     * One group.
     *
     * @param share of the {@code people} of the model
     * @param family its id; absent where the groups have none
     * @param fewerThan said where there are too few people for size, share and titles
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GroupView(
            String id,
            @Nullable Long size,
            @Nullable Double share,
            @Nullable Map<String, String> titles,
            @Nullable String family,
            @Nullable Long fewerThan) {}

    private final ClusterBook book;
    private final LeastShown least;
    private final SecurityIdentity identity;

    ClusterResource(ClusterBook book, LeastShown least, SecurityIdentity identity) {
        this.book = book;
        this.least = least;
        this.identity = identity;
    }

    @GET
    public ModelView active() {
        return disclosure().map(ClusterResource::view).orElse(ModelView.NONE);
    }

    /** Where the shown groups lie to each other, on a plane: the first two principal components of their centres. */
    @GET
    @Path("map")
    public List<ClusterMap.Place> map() {
        return disclosure().map(shown -> ClusterMap.of(shown.shown())).orElse(List.of());
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

    private Optional<Disclosure> disclosure() {
        KeyRing.Caller caller = identity.getAttribute(KeyAuthentication.CALLER);
        return book.active().map(model -> least.of(model, caller));
    }

    static ModelView view(Disclosure shown) {
        Clusters clusters = shown.clusters();
        boolean isOfEnough = clusters.people() >= shown.least();
        return new ModelView(
                clusters.model(),
                clusters.layout(),
                shown.people().isPresent() ? shown.people().getAsLong() : null,
                isOfEnough ? clusters.sse() : null,
                isOfEnough ? clusters.silhouette() : null,
                clusters.fittedAt(),
                clusters.families().stream()
                        .map(family -> familyView(family, shown))
                        .toList(),
                clusters.groups().stream().map(group -> groupView(group, shown)).toList());
    }

    private static FamilyView familyView(Clusters.Family family, Disclosure shown) {
        boolean isShown = shown.shows(family);
        boolean hasTitles = shown.showsTitlesOf(family);
        return new FamilyView(
                family.id(),
                isShown ? family.size() : null,
                isShown ? share(family.size(), shown) : null,
                hasTitles ? family.titles() : null,
                family.groups(),
                hasTitles ? null : shown.least());
    }

    private static GroupView groupView(Clusters.Group group, Disclosure shown) {
        boolean isShown = shown.shows(group);
        return new GroupView(
                group.id(),
                isShown ? group.size() : null,
                isShown ? share(group.size(), shown) : null,
                isShown ? group.titles() : null,
                shown.clusters().familyOf(group.id()).map(Clusters.Family::id).orElse(null),
                isShown ? null : shown.least());
    }

    private static double share(long size, Disclosure shown) {
        return (double) size / shown.people().orElseThrow();
    }
}
