package org.podstudio.api.project;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a job has come.
 *
 * @param fraction 0 to 1, never falls
 * @param stage what it does now: {@code upscale: tiles}; while it is queued, what it waits for; empty when there is nothing to say
 * @param remaining how much longer it works, once that can be told
 */
public record JobProgress(double fraction, String stage, Optional<Remaining> remaining) {

    /**
     * An estimate, and how good it is.
     *
     * @param least it will hardly take less
     * @param most it will hardly take more; not less than {@code least}
     */
    public record Remaining(Duration least, Duration most) {}

    /** Nothing is done yet. */
    public static final JobProgress NONE = new JobProgress(0, "", Optional.empty());

    /** All is done. */
    public static final JobProgress WHOLE = new JobProgress(1, "", Optional.empty());
}
