package io.kuajie.recommend.domain.serving;

/** The kind of evidence that speaks loudest for a candidate, from the most personal to the most general. */
sealed interface Evidence {
    /** People who dealt with the anchor also deal with it. */
    record Tie(Anchor anchor) implements Evidence {}

    /** People who dealt with the anchor deal with it next. */
    record Step(Anchor anchor) implements Evidence {}

    /** By its words it is about what the anchor is about. */
    record Alike(Anchor anchor) implements Evidence {}

    /** By its words it is on a topic that the anchor is on. */
    record SameTopic(Anchor anchor) implements Evidence {}

    /** Its category fits one of the person's. @param category by number @param isNameable whether a reason may name it */
    record Taste(int category, boolean isNameable) implements Evidence {}

    /** The learnt model finds that it fits what the person did. */
    record Fit() implements Evidence {}

    /** It is popular with people of the same cluster. */
    record LikedInCluster() implements Evidence {}

    /** It is popular. */
    record Liked() implements Evidence {}

    /** It is liked more lately than usual. */
    record Rising() implements Evidence {}

    /** It is in the catalogue, and nobody has touched it. */
    record Untouched() implements Evidence {}

    /** A business wants it there. */
    record Pinned() implements Evidence {}

    /** Whether it rests on this very person. */
    default boolean isPersonal() {
        return switch (this) {
            case Tie(Anchor anchor) -> anchor.action() != null;
            case Step(Anchor anchor) -> anchor.action() != null;
            case Alike(Anchor anchor) -> anchor.action() != null;
            case SameTopic(Anchor anchor) -> anchor.action() != null;
            case Taste taste -> true;
            case Fit fit -> true;
            case LikedInCluster cluster -> false;
            case Liked liked -> false;
            case Rising rising -> false;
            case Untouched untouched -> false;
            case Pinned pinned -> false;
        };
    }
}
