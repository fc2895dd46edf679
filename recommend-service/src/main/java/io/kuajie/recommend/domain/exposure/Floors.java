package io.kuajie.recommend.domain.exposure;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Least shares of attention for partners, held in the long run rather than in each list. Every partner that has a floor in a domain
 * has a lift there, which is added to the log odds of its items; after each list the lift grows by the step times what the
 * partner's share of the list's attention lacks to the floor, and shrinks likewise, down to zero. Attention of a place is 1 / log₂(place + 1)
 * with places from 1, so the cost of a floor is about the least in NDCG.
 *
 * <p>This is dual ascent on the floors: after n lists the shares are within bound / (step × n) of the floors, if lists can hold them.
 * Cost: two map look-ups a list. Sources: Singh and Joachims, KDD 2018; Biega et al., SIGIR 2018; Zinkevich, ICML 2003.
 * Thread-safe.
 */
public final class Floors {
    /** Nobody has a floor. */
    public static final Floors NONE = new Floors(Map.of());

    private static final double STEP = 0.02;
    /** So that a partner who has nothing fitting to show does not push everybody else out later. */
    private static final double MOST_LIFT = 8;

    private final Map<PartnerId, Double> floorByPartner;
    private final Map<Domain, Map<PartnerId, Double>> liftByPartnerByDomain = new HashMap<>();

    /** @param floorByPartner shares, together at most 1 */
    public Floors(Map<PartnerId, Double> floorByPartner) {
        double sum =
                floorByPartner.values().stream().mapToDouble(floor -> floor).sum();
        if (sum > 1 || floorByPartner.values().stream().anyMatch(floor -> !(floor >= 0))) {
            throw new IllegalArgumentException(
                    "The floors (%s) must not be below 0, nor together above 1.".formatted(floorByPartner));
        }
        this.floorByPartner = Map.copyOf(floorByPartner);
    }

    /** Whether nobody has a floor. */
    public boolean isEmpty() {
        return floorByPartner.isEmpty();
    }

    /** What is added to log odds, by partner; empty where nothing is. */
    public Map<PartnerId, Double> lifts(Domain domain) {
        if (isEmpty()) {
            return Map.of();
        }
        synchronized (this) {
            return Map.copyOf(liftByPartnerByDomain.getOrDefault(domain, Map.of()));
        }
    }

    /**
     * Takes note of a list. @param carriers the partners that have items of the domain @param partners of the list, first place first
     */
    public synchronized void served(Domain domain, List<PartnerId> carriers, List<PartnerId> partners) {
        if (carriers.size() < 2 || partners.isEmpty() || floorByPartner.isEmpty()) {
            return;
        }
        Map<PartnerId, Double> liftByPartner = liftByPartnerByDomain.computeIfAbsent(domain, key -> new HashMap<>());
        for (PartnerId carrier : carriers) {
            Double floor = floorByPartner.get(carrier);
            if (floor != null) {
                double moved = liftByPartner.getOrDefault(carrier, 0.0) + STEP * (floor - share(carrier, partners));
                liftByPartner.put(carrier, Math.clamp(moved, 0, MOST_LIFT));
            }
        }
    }

    /** Of the list's attention. @param partners first place first */
    static double share(PartnerId partner, List<PartnerId> partners) {
        double own = 0;
        double all = 0;
        for (int place = 0; place < partners.size(); place++) {
            double attention = Math.log(2) / Math.log(place + 2.0);
            own += partners.get(place).equals(partner) ? attention : 0;
            all += attention;
        }
        return own / all;
    }
}
