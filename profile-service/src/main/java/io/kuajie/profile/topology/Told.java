package io.kuajie.profile.topology;

/** Where a processor's records go: names of its children in the graph, which differ between the two that tell. */
record Told(String profiles, String segments, String snapshots) {
    static final Told OF_LEAVES = new Told("profiles-of-leaves", "segments-of-leaves", "snapshots-of-leaves");
    static final Told OF_VISITORS = new Told("profiles-of-visitors", "segments-of-visitors", "snapshots-of-visitors");
}
