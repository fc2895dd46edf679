package io.kuajie.recommend.domain.consent;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.recommend.domain.consent.Consents.Standing;
import java.time.Instant;
import java.util.List;

/**
 * Decides what may be used for whom. In words:
 * <ol>
 *   <li>Nothing is personal unless the asking leaf granted personalization.
 *   <li>What crosses over to another domain or partner needs the asking leaf's cross_partner as well.
 *   <li>Behaviour at another partner is used only if both the asking leaf and that partner's leaf granted cross_partner.
 *   <li>Behaviour of a leaf that refused personalization is not used, whoever asks.
 *   <li>Behaviour at another partner is used only while an agreement of that partner with the asking one allows it, and is named
 *       in reasons only as far as the agreement says.
 * </ol>
 */
public final class ConsentPolicy {
    private final Consents consents;
    private final Agreements agreements;
    private final boolean assumesConsent;

    /** @param assumesConsent whether silence counts as agreement, as when files are replayed; a refusal always holds */
    public ConsentPolicy(Consents consents, Agreements agreements, boolean assumesConsent) {
        this.consents = consents;
        this.agreements = agreements;
        this.assumesConsent = assumesConsent;
    }

    /**
     * @param asking the leaf at the storefront that asks
     * @param crosses whether what is asked for is another domain's or partner's than the storefront's own
     * @param leaves the leaves of the asking leaf's person; empty where nobody is known
     */
    public Permission of(LeafKey asking, boolean crosses, List<LeafKey> leaves, Instant now) {
        boolean mayCross = isGranted(asking, Purpose.CROSS_PARTNER, now);
        if (!isGranted(asking, Purpose.PERSONALIZATION, now) || (crosses && !mayCross)) {
            return Permission.GENERAL;
        }
        byte[] usesByLeaf = new byte[leaves.size()];
        byte usesOfAll = Uses.ALL;
        for (int i = 0; i < usesByLeaf.length; i++) {
            usesByLeaf[i] = uses(leaves.get(i), asking, mayCross, now);
            usesOfAll &= usesByLeaf[i];
        }
        return new Permission.Personal(usesByLeaf, usesOfAll);
    }

    private byte uses(LeafKey leaf, LeafKey asking, boolean mayCross, Instant now) {
        if (leaf.equals(asking)) {
            return Uses.ALL;
        }
        if (consents.standing(leaf, Purpose.PERSONALIZATION, now) == Standing.REFUSED) {
            return Uses.NONE;
        }
        boolean isOwn = leaf.partner().equals(asking.partner());
        boolean isAllowed = isOwn || (mayCross && isGranted(leaf, Purpose.CROSS_PARTNER, now));
        return isAllowed ? agreements.usesAt(leaf.partner(), asking.partner(), now) : Uses.NONE;
    }

    private boolean isGranted(LeafKey leaf, Purpose purpose, Instant now) {
        return switch (consents.standing(leaf, purpose, now)) {
            case GRANTED -> true;
            case REFUSED -> false;
            case UNKNOWN -> assumesConsent;
        };
    }
}
