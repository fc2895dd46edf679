package io.kuajie.profile.domain.person;

import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often a person has entered and left each segment: an odd number means that they are in it. Mutable. */
public final class SegmentVersions {
    private final SortedMap<String, Long> versionBySegment = new TreeMap<>();

    public boolean isEmpty() {
        return versionBySegment.isEmpty();
    }

    public boolean isIn(String segment) {
        return (version(segment) & 1) == 1;
    }

    /** Number of changes so far. */
    public long version(String segment) {
        return versionBySegment.getOrDefault(segment, 0L);
    }

    /** Segments the person is in, in the order of their ids. */
    public List<String> present() {
        return versionBySegment.keySet().stream().filter(this::isIn).toList();
    }

    /** All segments the person has ever been in. */
    public Collection<String> known() {
        return List.copyOf(versionBySegment.keySet());
    }

    /** Enters or leaves. @return the new version */
    public long change(String segment) {
        return versionBySegment.merge(segment, 1L, Long::sum);
    }

    void writeTo(BinaryWriter out) {
        out.count(versionBySegment.size());
        versionBySegment.forEach((segment, version) -> out.text(segment).count(version));
    }

    static SegmentVersions readFrom(BinaryReader in) {
        SegmentVersions read = new SegmentVersions();
        for (int left = in.size(); left > 0; left--) {
            read.versionBySegment.put(in.text(), in.count());
        }
        return read;
    }
}
