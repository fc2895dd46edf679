package io.kuajie.recommend.app;

import io.kuajie.events.Amount;
import io.kuajie.events.Behavior;
import io.kuajie.events.CatalogItem;
import io.kuajie.events.ClusterLabel;
import io.kuajie.events.Consent;
import io.kuajie.events.Offer;
import io.kuajie.events.Origin;
import io.kuajie.events.Position;
import io.kuajie.events.Profile;
import io.kuajie.events.ProfileDimension;
import io.kuajie.events.ProfileItem;
import io.kuajie.events.ProfileLeaf;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.testkit.TestKeys;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds the records that recommend-service reads. */
final class Records {
    static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    private Records() {}

    static CatalogItem item(String key, String domain, String title, String english, String category) {
        return CatalogItem.newBuilder()
                .setPartner(ItemKey.parse(key).partner().value())
                .setItem(key)
                .setDomain(domain)
                .setKind(domain.equals("course") ? "course" : "product")
                .setTitle(title)
                .setTitles(Map.of("en", english))
                .setCategory(category)
                .setTags(List.of(category))
                .setPrice(new Amount(9900L, "CNY"))
                .setMargin(0.4)
                .setImage("https://shop.example/" + ItemKey.parse(key).id() + ".jpg")
                .setLink("https://shop.example/" + ItemKey.parse(key).id())
                .setUpdatedAt(AT)
                .build();
    }

    /** A person who bought these items, each at the leaf of its partner. */
    static Profile buyer(List<LeafKey> leaves, String cluster, long offset, String... items) {
        return Profile.newBuilder()
                .setPerson(leaves.getFirst().toString())
                .setLeaves(leaves.stream().map(leaf -> leaf(leaf, offset)).toList())
                .setLayout(1)
                .setVector(ByteBuffer.allocate(0))
                .setDimensions(Stream.of(items)
                        .map(item -> new ProfileDimension("buy", domain(item), category(item), 8.0))
                        .distinct()
                        .toList())
                .setItems(Stream.of(items).map(item -> bought(item, leaves)).toList())
                .setCounts(Map.of("buy", (long) items.length))
                .setCluster(new ClusterLabel("m1", cluster, 0.1))
                .setFirstAt(AT)
                .setEvaluatedAt(AT)
                .setVersion(1)
                .build();
    }

    /** A click on an item of a list. */
    static Behavior click(LeafKey leaf, String requestId, String item) {
        return Behavior.newBuilder()
                .setPartner(leaf.partner().value())
                .setLeaf(leaf.toString())
                .setMessageId(requestId + item)
                .setType("track")
                .setName("Product Clicked")
                .setAction(Action.CLICK.name())
                .setDomain(domain(item))
                .setOccurredAt(AT)
                .setReceivedAt(AT)
                .setItem(item)
                .setRequestId(requestId)
                .setOrigin(new Origin("http", null, null))
                .setPosition(new Position(0, 1L))
                .setWeight(1.0)
                .build();
    }

    static Consent consent(LeafKey leaf, Purpose purpose, boolean isGranted) {
        return Consent.newBuilder()
                .setLeaf(leaf.toString())
                .setPurpose(purpose.wireName())
                .setStatus(isGranted ? "GRANTED" : "REVOKED")
                .setGivenAt(AT)
                .build();
    }

    static Offer coupon(String campaign, String title, String target, int priority) {
        return Offer.newBuilder()
                .setCampaign(campaign)
                .setKind("coupon")
                .setTitle(title)
                .setIssuer("blossom")
                .setHost("academy")
                .setDomain("beauty")
                .setTarget(target)
                .setPriority(priority)
                .setPercentOff(20.0)
                .setMinimumSpend(new Amount(5000L, "CNY"))
                .setStartsAt(Instant.now().minusSeconds(3600))
                .setEndsAt(Instant.parse("2099-01-01T00:00:00Z"))
                .setVersion(1)
                .build();
    }

    private static ProfileLeaf leaf(LeafKey leaf, long offset) {
        boolean isAcademy = leaf.partner().equals(TestKeys.ACADEMY);
        return new ProfileLeaf(
                leaf.toString(), isAcademy ? "course" : "beauty", new Position(isAcademy ? 0 : 1, offset), 1L);
    }

    private static ProfileItem bought(String item, List<LeafKey> leaves) {
        LeafKey side = leaves.stream()
                .filter(leaf -> leaf.partner().equals(ItemKey.parse(item).partner()))
                .findFirst()
                .orElseThrow();
        return new ProfileItem(
                item, leaves.indexOf(side), domain(item), category(item), 8.0, Action.BUY.name(), true, AT);
    }

    private static String domain(String item) {
        return item.startsWith("academy:") ? "course" : "beauty";
    }

    private static String category(String item) {
        return domain(item) + "-things";
    }
}
