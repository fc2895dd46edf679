package io.kuajie.profile.domain.cluster;

import java.util.List;

/** A fitted group with its people. */
record Crowd(Clusters.Group group, List<Member> members) {
    static Crowd of(String id, float[] centre, List<Member> members) {
        return new Crowd(new Clusters.Group(id, centre, members.size(), GroupTitles.of(members)), members);
    }
}
