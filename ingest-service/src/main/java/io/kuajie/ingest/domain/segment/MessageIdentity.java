package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a message, as far as it may leave the door.
 *
 * @param leaf null where the message names nobody
 * @param anonymous whether the leaf was made of the anonymous id
 * @param ids the clear ids, so that repetitions of them can be scrubbed
 */
record MessageIdentity(@Nullable LeafKey leaf, boolean anonymous, Set<String> ids) {
    private static final Name USER = Name.of("userId");
    private static final Name ANONYMOUS = Name.of("anonymousId");
    private static final Name PREVIOUS = Name.of("previousId");
    private static final Name GROUP = Name.of("groupId");

    static MessageIdentity of(Message message, Pseudonymizer pseudonymizer) {
        Json body = message.body();
        String stated = body.ownText(USER);
        String user = stated != null ? stated : message.cover().user();
        String anonymous = body.ownText(ANONYMOUS);
        Set<String> ids = distinct(user, anonymous, body.text(PREVIOUS), body.text(GROUP));
        PartnerId partner = message.sender().partner();
        if (user != null) {
            return new MessageIdentity(pseudonymizer.leaf(partner, Pseudonymizer.Kind.USER, user), false, ids);
        }
        return anonymous == null
                ? new MessageIdentity(message.cover().leaf(), false, ids)
                : new MessageIdentity(pseudonymizer.leaf(partner, Pseudonymizer.Kind.ANONYMOUS, anonymous), true, ids);
    }

    /** Most messages have one, which needs no table. */
    private static Set<String> distinct(@Nullable String... ids) {
        Set<String> distinct = Set.of();
        for (String id : ids) {
            if (id != null && distinct.isEmpty()) {
                distinct = Set.of(id);
            } else if (id != null && !distinct.contains(id)) {
                distinct = Stream.concat(distinct.stream(), Stream.of(id)).collect(Collectors.toUnmodifiableSet());
            }
        }
        return distinct;
    }

    LeafKey requireLeaf() {
        return Objects.requireNonNull(leaf);
    }
}
