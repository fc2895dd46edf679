package io.kuajie.edge.visitor;

import org.jspecify.annotations.Nullable;

/**
 * What a partner's key holds of user tokens.
 *
 * @param isRequired whether the key asks for a named user only with that user's token
 * @param key what tokens are checked with; null where none can be
 */
public record UserTokenRule(boolean isRequired, @Nullable UserTokenKey key) {
    /** Of keys that ask for whom they like, and with which no tokens are sent. */
    public static final UserTokenRule NONE = new UserTokenRule(false, null);
}
