package io.kuajie.profile.app;

import io.kuajie.edge.Problem;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.person.PersonState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Pages through all people: partition by partition, in the order of their keys. */
record ProfileListing(
        People people, Staleness staleness, int limit, BiFunction<PersonKey, PersonState, Optional<ProfileView>> view) {
    /** Where a page begins: after this key of this partition. */
    record Cursor(int partition, @Nullable String key) {
        static final Cursor START = new Cursor(0, null);

        static Cursor parse(String text) {
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                int slash = plain.indexOf('/');
                if (plain.startsWith("-")) {
                    throw new IllegalArgumentException("partitions count from 0");
                }
                String key = plain.substring(slash + 1);
                return new Cursor(Integer.parseInt(plain.substring(0, slash)), key.isEmpty() ? null : key);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw Problem.of(400, "The cursor is not one that a page gave as 'next'; start without one.")
                        .toException();
            }
        }

        String text() {
            String plain = partition + "/" + (key == null ? "" : key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }
    }

    ProfileResource.Page after(Cursor cursor) {
        List<ProfileView> views = new ArrayList<>();
        Cursor last = cursor;
        int partitions = people.partitions();
        while (last.partition() < partitions && views.size() < limit) {
            last = addAfter(last, views);
        }
        return new ProfileResource.Page(views, last.partition() < partitions ? last.text() : null);
    }

    /** Adds some of one partition. @return where to go on */
    private Cursor addAfter(Cursor cursor, List<ProfileView> views) {
        int wanted = limit - views.size();
        List<PeopleQuestion.Entry> entries = staleness
                .noted(people.ask(cursor.partition(), new PeopleQuestion.Page(cursor.key(), wanted)))
                .people();
        entries.forEach(
                entry -> view.apply(new PersonKey(entry.key()), entry.person()).ifPresent(views::add));
        return entries.size() < wanted
                ? new Cursor(cursor.partition() + 1, null)
                : new Cursor(cursor.partition(), entries.getLast().key());
    }
}
