package io.kuajie.ingest.domain.segment;

import com.fasterxml.jackson.databind.JsonNode;
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
    private static final String[] ID_FIELDS = {"userId", "anonymousId", "previousId", "groupId"};

    static MessageIdentity of(Message message, Pseudonymizer pseudonymizer) {
        JsonNode body = message.body();
        Set<String> ids = new HashSet<>();
        for (String field : ID_FIELDS) {
            String id = JsonText.of(body, field);
            if (id != null) {
                ids.add(id);
            }
        }
        PartnerId partner = message.sender().partner();
        String user = JsonText.of(body, "userId");
        if (user != null) {
            return new MessageIdentity(pseudonymizer.leaf(partner, Pseudonymizer.Kind.USER, user), false, ids);
        }
        String anonymous = JsonText.of(body, "anonymousId");
        return anonymous == null
                ? new MessageIdentity(null, false, ids)
                : new MessageIdentity(pseudonymizer.leaf(partner, Pseudonymizer.Kind.ANONYMOUS, anonymous), true, ids);
    }

    LeafKey requireLeaf() {
        return Objects.requireNonNull(leaf);
    }
}
