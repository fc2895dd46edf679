package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.ItemKey;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.items.Titles;
import io.kuajie.recommend.domain.people.ClusterTitles;
import io.kuajie.recommend.domain.serving.Anchor.Naming;
import io.kuajie.recommend.domain.serving.Answer.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says why, in words a customer can read, in Chinese or English. What somebody did at another partner is named only as far as
 * that partner agreed to; else the reason says no more than that it fits.
 */
final class Reasons {
    /** What was done, as the reasons tell it. */
    private enum Verb {
        STUDIED("studied-topic", "学习", "studied"),
        BOUGHT("bought-item", "购买", "bought"),
        SEARCHED("searched-item", "搜索", "searched for"),
        FAVOURITED("favourited-item", "收藏", "saved"),
        CARTED("carted-item", "加购", "put in your basket"),
        REVIEWED("reviewed-item", "评价", "reviewed"),
        SHARED("shared-item", "分享", "shared"),
        BROWSED("browsed-item", "浏览", "looked at");

        final String code;
        final String chinese;
        final String english;

        Verb(String code, String chinese, String english) {
            this.code = code;
            this.chinese = chinese;
            this.english = english;
        }

        static Verb of(Action action) {
            return switch (action.name()) {
                case "learn", "attend", "check-in" -> STUDIED;
                case "buy", "redeem" -> BOUGHT;
                case "search" -> SEARCHED;
                case "favourite" -> FAVOURITED;
                case "cart", "uncart" -> CARTED;
                case "evaluate", "comment" -> REVIEWED;
                case "share" -> SHARED;
                default -> BROWSED;
            };
        }
    }

    private static final Set<String> BOOK_LIKE = Set.of("course", "book", "lecture", "column");

    private final Items items;

    private final ClusterTitles clusterTitles;

    Reasons(Items items, ClusterTitles clusterTitles) {
        this.items = items;
        this.clusterTitles = clusterTitles;
    }

    /** The reasons of one list; what stands behind several of its places is put into words once. */
    Function<Evidence, Reason> of(Subject subject, String locale, boolean explain) {
        boolean isChinese = Titles.language(locale).equals("zh");
        // So few that they are found sooner by looking at each than by their hashes.
        List<Evidence> known = new ArrayList<>();
        List<Reason> reasons = new ArrayList<>();
        return evidence -> {
            int place = known.indexOf(evidence);
            if (place >= 0) {
                return reasons.get(place);
            }
            Reason full = full(evidence, subject, locale, isChinese);
            known.add(evidence);
            reasons.add(explain ? full : new Reason(full.code(), "", List.of()));
            return reasons.getLast();
        };
    }

    private Reason full(Evidence evidence, Subject subject, String locale, boolean isChinese) {
        return switch (evidence) {
            case Evidence.Tie(Anchor anchor) ->
                naming(anchor, subject, isChinese, () -> ofTie(anchor, locale, isChinese));
            case Evidence.Step(Anchor anchor) ->
                naming(anchor, subject, isChinese, () -> ofStep(anchor, locale, isChinese));
            case Evidence.Alike(Anchor anchor) ->
                naming(anchor, subject, isChinese, () -> ofAlike(anchor, locale, isChinese));
            case Evidence.SameTopic(Anchor anchor) ->
                naming(anchor, subject, isChinese, () -> ofSameTopic(anchor, locale, isChinese));
            case Evidence.Taste(int category, boolean isNameable) ->
                isNameable ? ofTaste(category, subject, isChinese) : ofFit(isChinese);
            case Evidence.Fit fit -> ofFit(isChinese);
            case Evidence.LikedInCluster cluster -> ofCluster(subject, locale, isChinese);
            case Evidence.Liked liked -> new Reason("popular", isChinese ? "大家都在看" : "Popular right now", List.of());
            case Evidence.Rising rising -> new Reason("trending", isChinese ? "近期热度上升" : "Trending lately", List.of());
            case Evidence.Untouched untouched ->
                new Reason("new-arrival", isChinese ? "新品上架" : "New arrival", List.of());
            case Evidence.Pinned pinned ->
                new Reason(Reason.PINNED, isChinese ? "本店推荐" : "Recommended by the shop", List.of());
        };
    }

    /** What rests on an anchor says no more of it than may be named. */
    private Reason naming(Anchor anchor, Subject subject, boolean isChinese, Supplier<Reason> ofItem) {
        return switch (anchor.naming()) {
            case ITEM -> ofItem.get();
            case CATEGORY -> ofTaste(anchor.category(), subject, isChinese);
            case NOTHING -> ofFit(isChinese);
        };
    }

    private Reason ofStep(Anchor anchor, String locale, boolean isChinese) {
        ItemNode node = items.at(anchor.item());
        String title = quoted(node, locale, isChinese);
        Action action = anchor.action();
        String verb = action == null ? Verb.BROWSED.chinese : Verb.of(action).chinese;
        String text = isChinese ? verb + title + "的人接下来常选" : "What people go on to after " + title;
        return new Reason("next-item", text, List.of(node.key()));
    }

    private Reason ofAlike(Anchor anchor, String locale, boolean isChinese) {
        return ofAlike("similar-item", "内容相近", "Similar to ", anchor, locale, isChinese);
    }

    /** What has a topic in common need not have a word in common. */
    private Reason ofSameTopic(Anchor anchor, String locale, boolean isChinese) {
        return ofAlike("same-topic", "主题相近", "On the same topic as ", anchor, locale, isChinese);
    }

    private Reason ofAlike(
            String code, String chineseEnd, String englishBegin, Anchor anchor, String locale, boolean isChinese) {
        ItemNode node = items.at(anchor.item());
        String title = quoted(node, locale, isChinese);
        Action action = anchor.action();
        String chinese = action == null ? "" : "你" + Verb.of(action).chinese + "的";
        String english = action == null ? "" : ", which you " + Verb.of(action).english;
        String text = isChinese ? "与" + chinese + title + chineseEnd : englishBegin + title + english;
        return new Reason(code, text, List.of(node.key()));
    }

    private Reason ofTie(Anchor anchor, String locale, boolean isChinese) {
        ItemNode node = items.at(anchor.item());
        List<ItemKey> because = List.of(node.key());
        String title = quoted(node, locale, isChinese);
        Action action = anchor.action();
        if (action == null) {
            String text = isChinese ? "与" + title + "相关" : "Goes with " + title;
            return new Reason("related-item", text, because);
        }
        Verb verb = Verb.of(action);
        String text = isChinese ? "因为你" + verb.chinese + "了" + title : "Because you " + verb.english + " " + title;
        return new Reason(verb.code, text, because);
    }

    private static Reason ofFit(boolean isChinese) {
        return new Reason("similar-taste", isChinese ? "符合你的喜好" : "Fits what you like", List.of());
    }

    private Reason ofTaste(int number, Subject subject, boolean isChinese) {
        String category = items.categoryAt(number).key().category();
        String text = isChinese ? "因为你关注「" + category + "」" : "Because you are interested in “" + category + "”";
        return new Reason("category-interest", text, firstOf(number, subject));
    }

    /** What the person did first of this category, heaviest first, of what may be named. */
    private List<ItemKey> firstOf(int category, Subject subject) {
        for (Anchor anchor : subject.anchors()) {
            if (anchor.action() != null && anchor.category() == category && anchor.naming() == Naming.ITEM) {
                return List.of(items.at(anchor.item()).key());
            }
        }
        return List.of();
    }

    /** The group's title tells what its people deal with. */
    private Reason ofCluster(Subject subject, String locale, boolean isChinese) {
        String text = isChinese ? "和你兴趣相近的人都在看" : "Popular with people like you";
        String group = clusterTitles
                .title(subject.cluster(), locale)
                .filter(title -> subject.isClusterNameable())
                .map(title -> isChinese ? "（" + title + "）" : " (" + title + ")")
                .orElse("");
        return new Reason("popular-in-group", text + group, List.of());
    }

    /** The title in the quotation marks of the language; in Chinese, works have their own. */
    private static String quoted(ItemNode node, String locale, boolean isChinese) {
        Item item = node.item();
        if (item == null) {
            return isChinese ? "相关内容" : "something similar";
        }
        if (!isChinese) {
            return "“" + item.title(locale) + "”";
        }
        return isWork(item) ? "《" + item.title(locale) + "》" : "「" + item.title(locale) + "」";
    }

    private static boolean isWork(@Nullable Item item) {
        return item != null
                && (BOOK_LIKE.contains(item.kind()) || item.domain().value().equals("course"));
    }
}
