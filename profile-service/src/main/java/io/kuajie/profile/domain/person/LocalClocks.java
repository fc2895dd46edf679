package io.kuajie.profile.domain.person;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a clock on the wall showed somebody when something happened. Thread-safe. */
public final class LocalClocks {
    private static final int MOST_ZONES = 1000;
    private static final int HOURS_A_DAY = 24;

    private final ZoneId usual;
    private final Map<String, ZoneId> zoneByName = new ConcurrentHashMap<>();

    /** @param usual for events that don't tell theirs */
    public LocalClocks(ZoneId usual) {
        this.usual = usual;
    }

    /** Local hour of the week, from 0 for the first of Monday to 167. @param zone IANA name; unknown ones count as not told */
    public int hourOfWeek(Instant at, @Nullable String zone) {
        var local = at.atZone(zone == null ? usual : zone(zone));
        return (local.getDayOfWeek().getValue() - 1) * HOURS_A_DAY + local.getHour();
    }

    private ZoneId zone(String name) {
        ZoneId known = zoneByName.get(name);
        if (known != null) {
            return known;
        }
        ZoneId found;
        try {
            found = ZoneId.of(name);
        } catch (DateTimeException e) {
            return usual;
        }
        if (zoneByName.size() < MOST_ZONES) {
            zoneByName.put(name, found);
        }
        return found;
    }
}
