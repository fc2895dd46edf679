package io.kuajie.profile.domain.cluster;

import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.person.Portrait;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Describes a group by what its members do most, each member counting the same: the two heaviest (industry, category) pairs, the
 * heaviest action, when most of them are there, and whether next to nobody has bought yet, such as "beauty · skin-care, mostly browse,
 * in the evening, nothing bought yet". A family has people of many tastes: where no pair stands out, its industries are named.
 */
final class GroupTitles {
    private static final int MOST_TASTES = 2;
    private static final double LEAST_SHARE = 0.2;
    private static final double MOST_OF_THEM = 0.6;
    private static final double NEXT_TO_NOBODY = 0.05;
    private static final Map<String, String> DOMAIN_ZH = Map.of(
            "course", "课程", "beauty", "美妆", "fashion", "时尚", "hair", "美发", "home", "家居", "travel", "旅行", "fitness",
            "健身", "finance", "金融", "dining", "餐饮", "health", "健康");
    private static final Map<String, String> ACTION_ZH = Map.ofEntries(
            Map.entry("browse", "浏览"),
            Map.entry("click", "点击"),
            Map.entry("dwell", "停留"),
            Map.entry("search", "搜索"),
            Map.entry("favourite", "收藏"),
            Map.entry("cart", "加购"),
            Map.entry("buy", "购买"),
            Map.entry("evaluate", "评价"),
            Map.entry("share", "分享"),
            Map.entry("comment", "评论"),
            Map.entry("vote", "投票"),
            Map.entry("attend", "参加活动"),
            Map.entry("check-in", "签到"),
            Map.entry("learn", "学习"),
            Map.entry("redeem", "兑换"));

    private GroupTitles() {}

    /** Titles by locale: zh-CN and en. */
    static Map<String, String> of(Collection<Member> members) {
        return titles(members, heaviest(shares(members, DimensionKey::taste)));
    }

    /** The same for the members of several groups. */
    static Map<String, String> ofFamily(Collection<Member> members) {
        Map<DimensionKey, Double> categories = shares(members, DimensionKey::taste);
        boolean standsOut = categories.values().stream().anyMatch(share -> share >= LEAST_SHARE);
        return titles(members, heaviest(standsOut ? categories : shares(members, GroupTitles::industry)));
    }

    private static Map<String, String> titles(Collection<Member> members, List<DimensionKey> tastes) {
        List<DimensionKey> actions = heaviest(shares(members, GroupTitles::action));
        if (tastes.isEmpty() || actions.isEmpty()) {
            return Map.of("zh-CN", "尚无明显偏好", "en", "no clear preference yet");
        }
        String action = actions.getFirst().action();
        Daypart daypart = daypart(members);
        boolean hasBought = share(members, Member::hasBought) > NEXT_TO_NOBODY;
        return Map.of(
                "zh-CN",
                        joined(
                                "，",
                                tasteText(tastes, "、", GroupTitles::chinese),
                                "以" + ACTION_ZH.getOrDefault(action, action) + "为主",
                                daypart.chinese(),
                                hasBought ? "" : "尚未购买"),
                "en",
                        joined(
                                ", ",
                                tasteText(tastes, ", ", Function.identity()),
                                "mostly " + action,
                                daypart.english(),
                                hasBought ? "" : "nothing bought yet"));
    }

    private static Daypart daypart(Collection<Member> members) {
        return Arrays.stream(Daypart.values())
                .filter(part -> share(members, member -> member.daypart() == part) >= MOST_OF_THEM)
                .findFirst()
                .orElse(Daypart.NONE);
    }

    private static double share(Collection<Member> members, Predicate<Member> of) {
        return (double) members.stream().filter(of).count() / members.size();
    }

    private static String joined(String comma, String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(comma));
    }

    private static DimensionKey industry(DimensionKey key) {
        return new DimensionKey("", key.domain(), "");
    }

    private static DimensionKey action(DimensionKey key) {
        return new DimensionKey(key.action(), "", "");
    }

    /** How much of what members do is of each, each member counting the same. */
    private static Map<DimensionKey, Double> shares(
            Collection<Member> members, Function<DimensionKey, DimensionKey> part) {
        Map<DimensionKey, Double> shareByPart = new TreeMap<>();
        for (Member member : members) {
            double total =
                    positive(member).mapToDouble(Portrait.Dimension::mass).sum();
            positive(member)
                    .forEach(d ->
                            shareByPart.merge(part.apply(d.key()), d.mass() / total / members.size(), Double::sum));
        }
        return shareByPart;
    }

    private static List<DimensionKey> heaviest(Map<DimensionKey, Double> shareByPart) {
        List<DimensionKey> sorted = shareByPart.entrySet().stream()
                .sorted(Map.Entry.<DimensionKey, Double>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .limit(MOST_TASTES)
                .toList();
        return sorted.stream()
                .filter(key -> key.equals(sorted.getFirst()) || shareByPart.getOrDefault(key, 0.0) >= LEAST_SHARE)
                .toList();
    }

    private static java.util.stream.Stream<Portrait.Dimension> positive(Member member) {
        return member.dimensions().stream().filter(d -> d.mass() > 0);
    }

    private static String tasteText(List<DimensionKey> tastes, String comma, Function<String, String> domainName) {
        return tastes.stream()
                .map(key -> domainName.apply(key.domain()) + (key.category().isEmpty() ? "" : " · " + key.category()))
                .collect(Collectors.joining(comma));
    }

    private static String chinese(String domain) {
        return DOMAIN_ZH.getOrDefault(domain, domain);
    }
}
