package io.kuajie.profile.app;

import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.Membership;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.topology.LeafReplay;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** Proves a profile: counts a person's events anew from the log and says what differs. Changes nothing. */
@Path("/v1")
@RolesAllowed(Role.ADMIN)
public class RecomputationResource {
    /** What came of it. */
    public record Report(String person, boolean agrees, List<LeafReport> leaves) {}

    /**
     * Of one leaf.
     *
     * @param events of it in the log
     * @param complete whether the log still has its first records; where not, differences are to be expected
     */
    public record LeafReport(String leaf, long events, boolean complete, List<String> differences) {}

    private final People people;
    private final Staleness staleness;
    private final ProfileStreams streams;
    private final Recomputation recomputation;

    RecomputationResource(People people, Staleness staleness, ProfileStreams streams, Recomputation recomputation) {
        this.people = people;
        this.staleness = staleness;
        this.streams = streams;
        this.recomputation = recomputation;
    }

    @POST
    @Path("profiles/{person}/recompute")
    public Report recompute(@PathParam("person") String person) {
        PersonState state = staleness
                .noted(people.person(new PersonKey(person)))
                .orElseThrow(() -> Problem.of(404, "Nothing is known of this person; send events first.")
                        .toException());
        List<LeafReport> leaves = state.memberships().stream()
                .filter(Membership::belongs)
                .map(this::report)
                .toList();
        return new Report(
                person, leaves.stream().allMatch(leaf -> leaf.differences().isEmpty()), leaves);
    }

    private LeafReport report(Membership membership) {
        LeafKey leaf = membership.leaf();
        LeafReplay replay = new LeafReplay(streams.rules(), leaf, membership.applied());
        Recomputation.Reading reading = recomputation.read(leaf, replay);
        java.util.Optional<LeafState> kept = membership.state();
        return new LeafReport(leaf.toString(), reading.events(), reading.isComplete(), replay.differences(kept));
    }
}
