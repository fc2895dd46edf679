package io.kuajie.recommend.domain.shards;

/**
 * One of so many shares of everybody, told apart by the partition that their profiles stand in.
 *
 * @param number from 0
 * @param count of shards; 1 where one instance holds everybody
 */
public record Shard(int number, int count) {
    public Shard {
        if (count < 1 || number < 0 || number >= count) {
            throw new IllegalArgumentException(
                    "The shard (%d of %d) must be from 0 to one less than their number.".formatted(number, count));
        }
    }

    public boolean isWhole() {
        return count == 1;
    }

    public boolean holds(int partition) {
        return of(partition) == number;
    }

    /** Number of the shard that a partition belongs to. */
    int of(int partition) {
        return partition % count;
    }
}
