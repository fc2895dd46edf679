package io.kuajie.edge.visitor;

import org.jspecify.annotations.Nullable;

/**
 * Whom a user token names: one of the two at least.
 *
 * @param user the partner's own id of a user
 * @param anonymousId the partner's id of somebody who is not logged in
 */
public record Visitor(@Nullable String user, @Nullable String anonymousId) {
    public Visitor {
        if (user == null && anonymousId == null) {
            throw new IllegalArgumentException("A visitor must have a user id or an anonymous id.");
        }
    }
}
