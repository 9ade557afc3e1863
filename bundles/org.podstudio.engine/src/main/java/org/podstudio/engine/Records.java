package org.podstudio.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.JobTurn;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.Attempts;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Outcome;
import org.podstudio.store.Turn;
import org.podstudio.store.Work;

/** How a stored job changes, and how it is shown. */
final class Records {

    private Records() {
    }

    /** What a job of an order has to do. @param stem what its results are named after, when not after its input */
    static Work work(ProjectFolder folder, Order order, PlannedJob job, Optional<String> stem) {
        return new Work(job.recipe(), folder.relative(job.input().file()), job.input().asset(),
                order.outputFolder().map(Path::toString), stem, order.terms().force(), order.terms().timeLimit());
    }

    /** A new job. */
    static JobRecord queued(UUID id, UUID batch, Work work, Priority priority, Instant now) {
        return new JobRecord(id, batch, work, JobState.QUEUED, Turn.last(priority), Attempts.NONE, Outcome.NONE,
                JobTimes.submitted(now), 1);
    }

    /** It begins, for the first time or again. */
    static JobRecord started(JobRecord r, Instant now) {
        return r.with(r.attempts().begun(now)).with(r.outcome().with(Optional.empty())).with(r.times().startedAt(now));
    }

    /** An attempt failed; another one comes. */
    static JobRecord failed(JobRecord r, Problem problem, Instant next) {
        return r.with(r.attempts().again(next)).with(r.outcome().with(Optional.of(problem)));
    }

    /** It is over. */
    static JobRecord ended(JobRecord r, List<String> outputs, Optional<Problem> problem, Instant now) {
        return r.with(r.attempts().due()).with(r.outcome().ending(outputs, problem)).with(r.times().finishedAt(now));
    }

    /**
     * The attempt of a job that runs, or ends because it becomes something else.
     *
     * @param r as it becomes
     */
    static Attempt attempt(JobRecord r, JobState to, Instant now, Attempt.Effort effort) {
        Attempt.Ending ending = switch (to) {
            case RUNNING -> Attempt.Ending.RUNNING;
            case SUCCESS -> Attempt.Ending.SUCCESS;
            case FAILED, WAITING_TO_RETRY -> Attempt.Ending.FAILED;
            case CANCELED -> Attempt.Ending.CANCELED;
            case QUEUED -> Attempt.Ending.INTERRUPTED;
        };
        return new Attempt(r.attempts().starts(), ending, began(r), now,
                r.outcome().problem().filter(p -> ending == Attempt.Ending.FAILED), effort);
    }

    /** The attempt that the death of the program cut off. @param heard when it last gave a sign of life */
    static Attempt died(JobRecord r, Instant heard) {
        return new Attempt(r.attempts().starts(), Attempt.Ending.DIED, began(r), heard, Optional.empty(),
                Attempt.Effort.UNKNOWN);
    }

    private static Instant began(JobRecord r) {
        return r.attempts().began().orElse(r.times().submitted());
    }

    /** As it is shown. */
    static JobSnapshot snapshot(JobRecord r, ProjectFolder folder, JobProgress progress) {
        JobTurn turn = new JobTurn(r.turn().priority(), r.turn().paused(), r.attempts().count(), r.attempts().next());
        return new JobSnapshot(r.id(), r.batch(), r.sequence(), r.work().recipe(), folder.resolve(r.work().input()),
                r.work().asset(), r.state(), turn, progress,
                r.outcome().outputs().stream().map(folder::resolve).toList(), r.outcome().notes(),
                r.outcome().problem(), r.times());
    }

    /** As it is shown when nothing but the record is known any more. */
    static JobSnapshot snapshot(JobRecord r, ProjectFolder folder) {
        return snapshot(r, folder, r.state() == JobState.SUCCESS ? JobProgress.WHOLE : JobProgress.NONE);
    }
}
