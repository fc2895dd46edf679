package io.kuajie.ingest.domain.privacy;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import ua_parser.Parser;

/** Tells the class of a device from what clients say of themselves, so that the user agent itself need not be kept. */
public final class DeviceClass {
    /** The class of crawlers and monitors. */
    public static final String BOT = "bot";

    private static final int MOST_REMEMBERED = 20_000;
    /** No browser's is longer; the rest is not looked at. */
    private static final int LONGEST_READ = 400;

    private static final String SPIDER = "Spider";
    private static final Parser AGENTS = new Parser();
    /** User agents repeat, and one costs about a millisecond; when there are too many, it is begun again. */
    private static final Map<String, String> CLASS_BY_AGENT = new ConcurrentHashMap<>();

    private DeviceClass() {}

    /** desktop, mobile, tablet, server or bot; null where nothing tells. */
    public static @Nullable String of(@Nullable String userAgent, @Nullable String deviceType) {
        if (userAgent == null) {
            return deviceType == null ? null : ofType(deviceType.toLowerCase(Locale.ROOT));
        }
        String read = userAgent.length() > LONGEST_READ ? userAgent.substring(0, LONGEST_READ) : userAgent;
        String known = CLASS_BY_AGENT.get(read);
        if (known != null) {
            return known;
        }
        if (CLASS_BY_AGENT.size() >= MOST_REMEMBERED) {
            CLASS_BY_AGENT.clear();
        }
        String found = ofAgent(read);
        CLASS_BY_AGENT.put(read, found);
        return found;
    }

    private static String ofAgent(String userAgent) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        if (isBot(userAgent, agent)) {
            return BOT;
        }
        if (agent.contains("ipad") || agent.contains("tablet")) {
            return "tablet";
        }
        if (agent.contains("android") || agent.contains("iphone") || agent.contains("mobile")) {
            return agent.contains("android") && !agent.contains("mobile") ? "tablet" : "mobile";
        }
        return agent.startsWith("mozilla") ? "desktop" : "server";
    }

    private static boolean isBot(String userAgent, String lowerCase) {
        return lowerCase.contains("bot/")
                || lowerCase.contains("headless")
                || lowerCase.contains("lighthouse")
                || SPIDER.equals(AGENTS.parseDevice(userAgent).family);
    }

    private static @Nullable String ofType(String type) {
        return switch (type) {
            case "android", "ios", "mobile", "phone" -> "mobile";
            case "tablet", "ipados" -> "tablet";
            case "desktop", "web", "browser" -> "desktop";
            case "server", BOT -> type;
            default -> null;
        };
    }
}
