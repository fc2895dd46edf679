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

/** Pages through the people held here: partition by partition, in the order of their keys. */
record ProfileListing(ProfileStores stores, int limit, BiFunction<PersonKey, PersonState, Optional<ProfileView>> view) {
    /** Where a page begins: after this key of this partition. */
    record Cursor(int partition, @Nullable String key) {
        static final Cursor START = new Cursor(0, null);

        static Cursor parse(String text) {
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                int slash = plain.indexOf('/');
                return new Cursor(Integer.parseInt(plain.substring(0, slash)), plain.substring(slash + 1));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw Problem.of(400, "The cursor is not one that a page gave as 'next'; start without one.")
                        .toException();
            }
        }

        String text() {
            String plain = partition + "/" + key;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }
    }

    ProfileResource.Page after(Cursor cursor) {
        List<ProfileView> views = new ArrayList<>();
        Cursor[] last = {cursor};
        for (int partition : stores.partitions()) {
            if (partition >= cursor.partition() && views.size() < limit) {
                stores.visit(partition, partition == cursor.partition() ? cursor.key() : null, (key, person) -> {
                    view.apply(key, person).ifPresent(views::add);
                    last[0] = new Cursor(partition, key.value());
                    return views.size() < limit;
                });
            }
        }
        return new ProfileResource.Page(views, views.size() < limit ? null : last[0].text());
    }
}
