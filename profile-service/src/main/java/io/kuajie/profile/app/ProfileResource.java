package io.kuajie.profile.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.edge.KeyAuthentication;
import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Platform;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.cluster.Disclosure;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Portraits by person, by a partner's own user id, and as a list.
 *
 * <p>A partner sees what was done on its own side, the group of that, and figures taken among others where enough people stand behind
 * them. An operator sees all.
 */
@Path("/v1")
@Scope(Scope.PROFILES)
public class ProfileResource {
    /** Whom to look up: one of the two. */
    public record Lookup(@Nullable String userId, @Nullable String anonymousId) {}

    /** Some portraits. @param next cursor of the following page; absent at the end */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<ProfileView> profiles, @Nullable String next) {}

    /**
     * Everything kept of a person.
     *
     * @param belongsTo the person that the leaf of this name belongs to
     * @param leaves that belong, or have belonged
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Export(
            String person,
            Instant exportedAt,
            String belongsTo,
            List<ExportedLeaf> leaves,
            List<String> segments,
            @Nullable ProfileView profile,
            @Nullable PortraitView portrait) {}

    /** One leaf of a person. @param version of the link that says so; 0 without a link */
    public record ExportedLeaf(String leaf, boolean belongs, long version) {}

    private static final int MOST_LISTED = 500;

    private final People people;
    private final Staleness staleness;
    private final ClusterBook book;
    private final PopulationBook populations;
    private final LeastShown least;
    private final RefusalBook refusals;
    private final PartnerBook partners;
    private final Clock clock;
    private final KeyRing keys;
    private final Pseudonymizer pseudonymizer;
    private final Platform.FormerPseudonymizers former;
    private final SecurityIdentity identity;

    ProfileResource(
            People people,
            Staleness staleness,
            ClusterBook book,
            PopulationBook populations,
            LeastShown least,
            RefusalBook refusals,
            PartnerBook partners,
            Clock clock,
            KeyRing keys,
            Pseudonymizer pseudonymizer,
            Platform.FormerPseudonymizers former,
            SecurityIdentity identity) {
        this.people = people;
        this.staleness = staleness;
        this.book = book;
        this.populations = populations;
        this.least = least;
        this.refusals = refusals;
        this.partners = partners;
        this.clock = clock;
        this.keys = keys;
        this.pseudonymizer = pseudonymizer;
        this.former = former;
        this.identity = identity;
    }

    @GET
    @Path("profiles/{person}")
    @RolesAllowed({Role.WRITER, Role.STOREFRONT, Role.ADMIN})
    public ProfileView profile(@PathParam("person") String person) {
        return shown(new PersonKey(person));
    }

    @GET
    @Path("profiles/{person}/portrait")
    @RolesAllowed({Role.WRITER, Role.STOREFRONT, Role.ADMIN})
    public PortraitView portrait(@PathParam("person") String person) {
        PersonKey key = new PersonKey(person);
        return person(key)
                .flatMap(state -> state.portrait(this::isVisible)
                        .map(shown -> PortraitView.of(
                                shown,
                                label(state, this::isVisible)
                                        .map(Clusters.Label::group)
                                        .orElse(""),
                                // Segments are made of the whole person, which a partner does not see.
                                caller().partner() == null ? state.segments().present() : List.of(),
                                audience(),
                                populations.latest(),
                                clock.instant())))
                .orElseThrow(ProfileResource::unknown);
    }

    /** The people most like this one, nearest first; nobody where the person refuses analytics. */
    @GET
    @Path("profiles/{person}/neighbours")
    @RolesAllowed(Role.ADMIN)
    public List<Neighbours.Neighbour> neighbours(
            @PathParam("person") String person,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("limit") @DefaultValue("10")
                    String limit) {
        int count = limit(limit);
        PersonKey key = new PersonKey(person);
        Optional<Portrait> analysed = person(key)
                .filter(state -> state.portrait().isPresent())
                .orElseThrow(ProfileResource::unknown)
                .portrait(leaf -> !refusals.isRefused(leaf));
        return analysed.map(shown -> nearest(key, shown, count)).orElse(List.of());
    }

    private List<Neighbours.Neighbour> nearest(PersonKey key, Portrait shown, int count) {
        Neighbours question = new Neighbours(key.value(), VectorLayout.vectorOf(shown.dimensions()), count);
        return question.among(
                people.askAll(question).stream().map(staleness::noted).toList());
    }

    /** All that is known of a person, for handing it out to them. */
    @GET
    @Path("profiles/{person}/export")
    @RolesAllowed(Role.ADMIN)
    public Export export(@PathParam("person") String person) {
        PersonKey key = new PersonKey(person);
        return exported(key, person(key).filter(state -> !state.isBlank()).orElseThrow(ProfileResource::unknown));
    }

    /** All that is known under a key. */
    Export exported(PersonKey key, PersonState state) {
        Instant now = clock.instant();
        return new Export(
                key.value(),
                now,
                state.link().person().value(),
                state.memberships().stream()
                        .map(membership -> new ExportedLeaf(
                                membership.leaf().toString(), membership.belongs(), membership.linkVersion()))
                        .toList(),
                state.segments().present(),
                view(state, leaf -> true, 0).orElse(null),
                state.portrait()
                        .map(shown -> PortraitView.of(
                                shown,
                                state.label(),
                                state.segments().present(),
                                Audience.ofOperators(partners.windowsOf(null)),
                                populations.latest(),
                                now))
                        .orElse(null));
    }

    @POST
    @Path("profiles:lookup")
    @RolesAllowed({Role.WRITER, Role.STOREFRONT})
    public ProfileView lookup(@Nullable Lookup lookup) {
        return leaves(lookup).stream()
                .flatMap(leaf -> shownIfKnown(staleness.noted(people.personOf(leaf))).stream())
                .findFirst()
                .orElseThrow(ProfileResource::unknown);
    }

    @GET
    @Path("profiles")
    @RolesAllowed(Role.ADMIN)
    public Page list(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("limit") @DefaultValue("50")
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var listing =
                new ProfileListing(people, staleness, limit(limit), (key, person) -> view(person, leaf -> true, 0));
        return listing.after(cursor == null ? ProfileListing.Cursor.START : ProfileListing.Cursor.parse(cursor));
    }

    /** Read as text, because JAX-RS would answer 404 to a number that is none. */
    private static int limit(String text) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_LISTED) {
            throw Problem.of(400, "The limit must be a number from 1 to %d.".formatted(MOST_LISTED))
                    .toException();
        }
        return Integer.parseInt(text);
    }

    private ProfileView shown(PersonKey key) {
        return shownIfKnown(key).orElseThrow(ProfileResource::unknown);
    }

    private Optional<ProfileView> shownIfKnown(PersonKey key) {
        return person(key).flatMap(person -> view(person, this::isVisible, least.to(caller())));
    }

    private Optional<PersonState> person(PersonKey key) {
        return staleness.noted(people.person(key));
    }

    private static WebApplicationException unknown() {
        return Problem.of(404, "Nothing is known of this person on your side; send events first.")
                .toException();
    }

    /** @param fewest people that a group must have for its figures to be shown */
    private Optional<ProfileView> view(PersonState person, Predicate<LeafKey> visible, long fewest) {
        Optional<Disclosure> shown = book.active().map(model -> new Disclosure(model, fewest));
        return person.portrait(visible)
                .map(portrait -> ProfileView.of(portrait, label(person, visible), shown, keys::domainOf));
    }

    private Audience audience() {
        KeyRing.Caller caller = caller();
        return new Audience(
                partners.windowsOf(caller.partner()),
                least.to(caller),
                book.active().map(model -> least.of(model, caller).isWhole()).orElse(true));
    }

    /** The group that a person is of by what a caller sees of them: the label of the whole tells what they do elsewhere. */
    private Optional<Clusters.Label> label(PersonState person, Predicate<LeafKey> visible) {
        return person.portrait(leaf -> visible.test(leaf) && !refusals.isRefused(leaf))
                .map(Portrait::dimensions)
                .flatMap(seen -> book.active().flatMap(model -> model.labelOf(VectorLayout.vectorOf(seen))));
    }

    private List<LeafKey> leaves(PartnerId partner, Pseudonymizer.Kind kind, String id) {
        List<LeafKey> leaves = new ArrayList<>(List.of(pseudonymizer.leaf(partner, kind, id)));
        former.newestFirst().forEach(earlier -> leaves.add(earlier.leaf(partner, kind, id)));
        return leaves;
    }

    private boolean isVisible(LeafKey leaf) {
        PartnerId partner = caller().partner();
        return partner == null || partner.equals(leaf.partner());
    }

    /** The leaf under the present secret, then under former ones, as long as the person was not seen again. */
    private List<LeafKey> leaves(@Nullable Lookup lookup) {
        PartnerId partner = caller().requirePartner();
        if (lookup != null && lookup.userId() != null && !lookup.userId().isBlank()) {
            return leaves(partner, Pseudonymizer.Kind.USER, lookup.userId());
        }
        if (lookup != null
                && lookup.anonymousId() != null
                && !lookup.anonymousId().isBlank()) {
            return leaves(partner, Pseudonymizer.Kind.ANONYMOUS, lookup.anonymousId());
        }
        throw Problem.of(
                        400,
                        "The body names nobody.",
                        List.of(new Problem.FieldError("userId", "give userId, or anonymousId, as text")))
                .toException();
    }

    private KeyRing.Caller caller() {
        return identity.<KeyRing.Caller>getAttribute(KeyAuthentication.CALLER);
    }
}
