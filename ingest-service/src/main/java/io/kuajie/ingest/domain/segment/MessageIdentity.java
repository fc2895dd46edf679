package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
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
    private static final Name[] OTHERS = Name.all("previousId", "groupId");

    static MessageIdentity of(Message message, Pseudonymizer pseudonymizer) {
        Json body = message.body();
        Set<String> ids = new HashSet<>(4);
        String stated = body.text(USER);
        String user = stated != null ? stated : message.cover().user();
        String anonymous = body.text(ANONYMOUS);
        add(ids, user);
        add(ids, anonymous);
        for (Name other : OTHERS) {
            add(ids, body.text(other));
        }
        PartnerId partner = message.sender().partner();
        if (user != null) {
            return new MessageIdentity(pseudonymizer.leaf(partner, Pseudonymizer.Kind.USER, user), false, ids);
        }
        return anonymous == null
                ? new MessageIdentity(message.cover().leaf(), false, ids)
                : new MessageIdentity(pseudonymizer.leaf(partner, Pseudonymizer.Kind.ANONYMOUS, anonymous), true, ids);
    }

    private static void add(Set<String> ids, @Nullable String id) {
        if (id != null) {
            ids.add(id);
        }
    }

    LeafKey requireLeaf() {
        return Objects.requireNonNull(leaf);
    }
}
