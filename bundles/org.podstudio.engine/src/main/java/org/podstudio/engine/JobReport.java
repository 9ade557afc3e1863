package org.podstudio.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobTimes;

/**
 * Everything that is known of a job, for whoever asks what happened to it. Immutable.
 *
 * @param job as it stands
 * @param waited from its acceptance to its start, or until now
 * @param ran all of its attempts together
 * @param attempts each time it ran, in order; the one that runs comes last
 * @param log its log, which is there once it ran for a second, made something or had something to say that is not told here
 * @param timeLimit how long an attempt may take as it was ordered; empty: as long as is usual for such work
 */
public record JobReport(JobSnapshot job, Duration waited, Duration ran, List<Attempt> attempts, Path log,
        Optional<Duration> timeLimit) {

    /** Copies the list. */
    public JobReport {
        attempts = List.copyOf(attempts);
    }

    /** Reckons the times. */
    static JobReport of(JobSnapshot job, List<Attempt> attempts, Path log, Optional<Duration> timeLimit, Instant now) {
        JobTimes times = job.times();
        Instant until = times.started().or(times::finished).orElse(now);
        Duration waited = Duration.between(times.submitted(), until);
        Duration ran = attempts.stream().map(Attempt::took).reduce(Duration.ZERO, Duration::plus);
        return new JobReport(job, waited.isNegative() ? Duration.ZERO : waited, ran, attempts, log, timeLimit);
    }
}
