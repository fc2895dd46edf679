package io.kuajie.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a key that is limited to scopes must have to open a resource. A resource without a scope is closed to such keys. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Scope {
    /** Send events. */
    String EVENTS = "events";
    /** Import files. */
    String IMPORTS = "imports";
    /** See and correct rejected events. */
    String REJECTED = "rejected";
    /** Manage the tracking plan. */
    String PLANS = "plans";
    /** Manage the catalogue. */
    String CATALOG = "catalog";
    /** Record consents. */
    String CONSENTS = "consents";
    /** Link users. */
    String IDENTITY = "identity";
    /** Demand erasure of, and access to, what is kept of a person. */
    String PRIVACY = "privacy";
    /** See the agreements with other partners. */
    String AGREEMENTS = "agreements";
    /** Manage campaigns. */
    String CAMPAIGNS = "campaigns";
    /** See portraits and groups. */
    String PROFILES = "profiles";
    /** Ask for recommendations. */
    String RECOMMEND = "recommend";

    String value();
}
