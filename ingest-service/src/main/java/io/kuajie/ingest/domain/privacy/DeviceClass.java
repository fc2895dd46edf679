package io.kuajie.ingest.domain.privacy;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells the class of a device from what clients say of themselves, so that the user agent itself need not be kept. */
public final class DeviceClass {
    private static final int MOST_REMEMBERED = 2_000;
    private static final int LONGEST_REMEMBERED = 300;
    /** User agents repeat; beyond the bound each is looked at again. */
    private static final Map<String, String> CLASS_BY_AGENT = new ConcurrentHashMap<>();

    private DeviceClass() {}

    /** desktop, mobile, tablet, server or bot; null where nothing tells. */
    public static @Nullable String of(@Nullable String userAgent, @Nullable String deviceType) {
        if (userAgent == null) {
            return deviceType == null ? null : ofType(deviceType.toLowerCase(Locale.ROOT));
        }
        String known = CLASS_BY_AGENT.get(userAgent);
        if (known != null) {
            return known;
        }
        String found = ofAgent(userAgent);
        if (CLASS_BY_AGENT.size() < MOST_REMEMBERED && userAgent.length() <= LONGEST_REMEMBERED) {
            CLASS_BY_AGENT.put(userAgent, found);
        }
        return found;
    }

    private static String ofAgent(String userAgent) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        if (agent.contains("bot") || agent.contains("spider") || agent.contains("crawl")) {
            return "bot";
        }
        if (agent.contains("ipad") || agent.contains("tablet")) {
            return "tablet";
        }
        if (agent.contains("android") || agent.contains("iphone") || agent.contains("mobile")) {
            return agent.contains("android") && !agent.contains("mobile") ? "tablet" : "mobile";
        }
        return agent.startsWith("mozilla") ? "desktop" : "server";
    }

    private static @Nullable String ofType(String type) {
        return switch (type) {
            case "android", "ios", "mobile", "phone" -> "mobile";
            case "tablet", "ipados" -> "tablet";
            case "desktop", "web", "browser" -> "desktop";
            case "server", "bot" -> type;
            default -> null;
        };
    }
}
