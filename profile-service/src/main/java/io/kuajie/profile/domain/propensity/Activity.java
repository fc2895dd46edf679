package io.kuajie.profile.domain.propensity;

/** On which of fourteen days somebody did something, and the most telling of what they did. */
final class Activity {
    /** Days looked at. */
    static final int DAYS = 14;
    /** Cells are from 0 to below this. */
    static final int CELLS = 100;

    private static final int LEVELS = 5;

    /** What actions tell of the wish to buy, weakest first. */
    private enum Intent {
        NOTHING,
        SEEN,
        WANTED,
        BOUGHT;

        private static final Intent[] WEAKEST_FIRST = values();

        static Intent of(String action) {
            return switch (action) {
                case "buy" -> BOUGHT;
                case "cart", "favourite" -> WANTED;
                default -> SEEN;
            };
        }
    }

    /** The lowest bit stands for the last day. */
    private int days;

    private Intent intent = Intent.NOTHING;

    /** @param daysBefore the last day, 0 to below {@value #DAYS} */
    void add(String action, int daysBefore) {
        days |= 1 << daysBefore;
        Intent told = Intent.of(action);
        intent = told.compareTo(intent) > 0 ? told : intent;
    }

    boolean isNone() {
        return days == 0;
    }

    boolean hasBought() {
        return intent == Intent.BOUGHT;
    }

    /** The number of the cell of those who did alike: how lately, with what intent, on how many days. */
    int cell() {
        return (recency() * Intent.WEAKEST_FIRST.length + intent.ordinal()) * LEVELS + level();
    }

    /** A number that a cell shares with those that differ in the number of days alone. */
    static int coarse(int cell) {
        return cell / LEVELS;
    }

    /** From 0, today or yesterday, to 4, not within the days. */
    private int recency() {
        int daysAgo = days == 0 ? DAYS : Integer.numberOfTrailingZeros(days);
        return daysAgo <= 1 ? 0 : daysAgo <= 3 ? 1 : daysAgo <= 6 ? 2 : daysAgo < DAYS ? 3 : 4;
    }

    /** Active days: none, one, two or three, four to seven, more. */
    private int level() {
        int active = Integer.bitCount(days);
        return active <= 1 ? active : active <= 3 ? 2 : active <= 7 ? 3 : 4;
    }
}
