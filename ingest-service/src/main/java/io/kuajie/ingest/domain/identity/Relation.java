package io.kuajie.ingest.domain.identity;

import java.util.Locale;
import java.util.Optional;

/** How a leaf is tied to another leaf or to a match key. All but declared ones are one at a time: a later word replaces the earlier. */
public enum Relation {
    /** The leaf is another name, at the same partner, of the other. */
    ALIAS("alias"),
    /** The leaf was made with an earlier secret, and the other with the present one. */
    ROTATION("rotation"),
    /** A partner says that both are one person. */
    DECLARED("declared"),
    /** The leaf has this e-mail address. */
    MAIL("match-key"),
    /** The leaf has this telephone number. */
    PHONE("match-key");

    private final String method;

    Relation(String method) {
        this.method = method;
    }

    /** How links that come of it say they are known. */
    public String method() {
        return method;
    }

    /** Whether the other end is a match key, which counts only while the leaf consents to it. */
    public boolean isMatch() {
        return this == MAIL || this == PHONE;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Relation> fromWireName(String name) {
        for (Relation relation : values()) {
            if (relation.wireName().equals(name)) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }
}
