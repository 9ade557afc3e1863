package org.podstudio.store;

import java.util.OptionalDouble;

/**
 * What one run taught: how long work of a size takes, and how good the estimate of its needs was.
 *
 * @param subject whose run it was: the id of a processor, or those of a chain's, joined; at most 1,000 characters
 * @param unit of the size: {@code bytes}, {@code pixels}, …; at most 20 characters
 * @param amount how much work it was, in that unit, more than 0
 * @param seconds it took, more than 0; empty when it did not come to a good end
 * @param quietSeconds the longest that it went without progress
 * @param cores used, as a multiple of the estimate; empty when that could not be measured
 * @param memory likewise
 * @param scratch likewise
 */
public record Lesson(String subject, String unit, double amount, OptionalDouble seconds, double quietSeconds,
        OptionalDouble cores, OptionalDouble memory, OptionalDouble scratch) {

    /** Refuses what is no number. */
    public Lesson {
        if (!(amount > 0) || !seconds.stream().allMatch(s -> s > 0 && s < Double.POSITIVE_INFINITY)
                || !(quietSeconds >= 0)) {
            throw new IllegalArgumentException("a size and a time are numbers above zero");
        }
    }
}
