package io.kuajie.edge;

/** What a key may do, as {@code @RolesAllowed} names it. */
public final class Role {
    /** Send a partner's events and manage its data. */
    public static final String WRITER = "writer";
    /** Ask for recommendations on a partner's storefront. */
    public static final String STOREFRONT = "storefront";
    /** Operate the platform. */
    public static final String ADMIN = "admin";

    private Role() {}
}
