package org.podstudio.api.project;

import java.time.Instant;
import java.util.Optional;

/**
 * When a job was where.
 *
 * @param submitted when it was accepted
 * @param started when it first ran
 * @param finished when it ended
 */
public record JobTimes(Instant submitted, Optional<Instant> started, Optional<Instant> finished) {

    /** Accepted, and not begun. */
    public static JobTimes submitted(Instant now) {
        return new JobTimes(now, Optional.empty(), Optional.empty());
    }

    /** It begins; what counts is the first time. */
    public JobTimes startedAt(Instant now) {
        return new JobTimes(submitted, Optional.of(started.orElse(now)), finished);
    }

    /** It is over. */
    public JobTimes finishedAt(Instant now) {
        return new JobTimes(submitted, started, Optional.of(now));
    }
}
