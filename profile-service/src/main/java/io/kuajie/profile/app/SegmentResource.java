package io.kuajie.profile.app;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.profile.domain.segment.Condition;
import io.kuajie.profile.domain.segment.Conditions;
import io.kuajie.profile.domain.segment.Segment;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Segments: people by a written condition. Conditions see the whole person, so they are for operators only. */
@Path("/v1/segments")
@RolesAllowed(Role.ADMIN)
public class SegmentResource {
    /** What a segment is to be. */
    public record Definition(
            @JsonDeserialize(using = TextOnly.class) @Nullable
            String condition,

            @JsonDeserialize(contentUsing = TextOnly.class) @Nullable
            Map<String, @Nullable String> titles) {

        static final Definition EMPTY = new Definition(null, null);

        String conditionOrBlank() {
            return condition == null ? "" : condition;
        }

        Map<String, @Nullable String> titlesOrNone() {
            return titles == null ? Map.of() : titles;
        }
    }

    /** A segment as it is. @param timed whether people may enter or leave although nothing happens */
    public record SegmentView(String id, String condition, Map<String, String> titles, boolean timed) {}

    /** How many people are in it. */
    public record SizeView(String id, long people) {}

    private static final String ID = "[a-z0-9][a-z0-9-]{0,63}";
    private static final int MOST = 200;

    private final SegmentBook book;
    private final People people;
    private final Staleness staleness;

    SegmentResource(SegmentBook book, People people, Staleness staleness) {
        this.book = book;
        this.people = people;
        this.staleness = staleness;
    }

    @GET
    public List<SegmentView> all() {
        return book.active().all().stream().map(SegmentResource::view).toList();
    }

    @GET
    @Path("{id}")
    public SegmentView one(@PathParam("id") String id) {
        return view(known(id));
    }

    @PUT
    @Path("{id}")
    public SegmentView define(@PathParam("id") String id, @Nullable Definition definition) {
        if (!id.matches(ID)) {
            throw Problem.of(400, "The segment id must be 1 to 64 lower-case letters, digits or hyphens.")
                    .toException();
        }
        Definition told = definition == null ? Definition.EMPTY : definition;
        Condition condition = usable(told.conditionOrBlank());
        Map<String, String> titles = titles(told.titlesOrNone());
        boolean isNew =
                book.active().all().stream().noneMatch(segment -> segment.id().equals(id));
        if (isNew && book.active().all().size() >= MOST) {
            throw Problem.of(409, "There are %d segments already; remove one first.".formatted(MOST))
                    .toException();
        }
        book.define(id, condition.text(), titles);
        return new SegmentView(id, condition.text(), titles, condition.dependsOnTime());
    }

    @DELETE
    @Path("{id}")
    public void remove(@PathParam("id") String id) {
        book.remove(known(id).id());
    }

    @GET
    @Path("{id}/size")
    public SizeView size(@PathParam("id") String id) {
        String segment = known(id).id();
        long members = people.askAll(new PeopleQuestion.Size(segment)).stream()
                .mapToLong(answer -> staleness.noted(answer).people())
                .sum();
        return new SizeView(segment, members);
    }

    private Condition usable(String text) {
        return switch (book.compiled(text)) {
            case Conditions.Compiled.Ready ready -> ready.condition();
            case Conditions.Compiled.Invalid invalid ->
                throw Problem.of(
                                400,
                                "The condition can't be used.",
                                invalid.faults().stream()
                                        .map(fault -> new Problem.FieldError("condition", fault))
                                        .toList())
                        .toException();
        };
    }

    private static Map<String, String> titles(Map<String, @Nullable String> told) {
        List<Problem.FieldError> faults = SegmentTitles.faults(told);
        if (!faults.isEmpty()) {
            throw Problem.of(400, "The titles can't be used.", faults).toException();
        }
        Map<String, String> titles = new TreeMap<>();
        told.forEach((locale, title) -> titles.put(locale, Objects.requireNonNull(title)));
        return titles;
    }

    private Segment known(String id) {
        return book.active().all().stream()
                .filter(segment -> segment.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "There is no such segment; see GET /v1/segments.")
                        .toException());
    }

    private static SegmentView view(Segment segment) {
        return new SegmentView(segment.id(), segment.condition(), segment.titles(), segment.dependsOnTime());
    }
}
