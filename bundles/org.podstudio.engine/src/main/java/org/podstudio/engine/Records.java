package org.podstudio.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.store.Attempts;
import org.podstudio.store.JobRecord;

/** How a stored job changes, and how it is shown. */
final class Records {

    private Records() {
    }

    /** A new job of an order. @param stem what its results are named after, when not after its input */
    static JobRecord queued(ProjectFolder folder, Order order, PlannedJob job, UUID batch, Optional<String> stem,
            Instant now) {
        var steps = job.steps().stream().map(PlannedStep::step).toList();
        return new JobRecord(UUID.randomUUID(), batch, new Recipe(steps), folder.relative(job.input().file()),
                job.input().asset(), order.outputFolder().map(Path::toString), stem, order.force(), JobState.QUEUED,
                order.priority(), Attempts.NONE, List.of(), List.of(), Optional.empty(), now, Optional.empty(),
                Optional.empty(),
                1);
    }

    /** A new job with the same order as an old one. */
    static JobRecord again(JobRecord old, Instant now) {
        return new JobRecord(UUID.randomUUID(), UUID.randomUUID(), old.recipe(), old.input(), old.asset(),
                old.outputFolder(), old.stem(), old.force(), JobState.QUEUED, old.priority(), Attempts.NONE, List.of(),
                List.of(),
                Optional.empty(), now, Optional.empty(), Optional.empty(), 1);
    }

    /** It begins, for the first time or again. */
    static JobRecord started(JobRecord r, Instant now) {
        return tried(new JobRecord(r.id(), r.batch(), r.recipe(), r.input(), r.asset(), r.outputFolder(), r.stem(),
                r.force(), r.state(), r.priority(), r.attempts(), r.outputs(), r.notes(), Optional.empty(),
                r.submitted(), Optional.of(r.started().orElse(now)), r.finished(), r.sequence()),
                r.attempts().begun());
    }

    /** An attempt failed; another one comes. */
    static JobRecord failed(JobRecord r, Problem problem, Instant next) {
        return tried(new JobRecord(r.id(), r.batch(), r.recipe(), r.input(), r.asset(), r.outputFolder(), r.stem(),
                r.force(), r.state(), r.priority(), r.attempts(), r.outputs(), r.notes(), Optional.of(problem),
                r.submitted(), r.started(), r.finished(), r.sequence()), r.attempts().again(next));
    }

    /** With another count of its attempts. */
    static JobRecord tried(JobRecord r, Attempts attempts) {
        return new JobRecord(r.id(), r.batch(), r.recipe(), r.input(), r.asset(), r.outputFolder(), r.stem(), r.force(),
                r.state(), r.priority(), attempts, r.outputs(), r.notes(), r.problem(), r.submitted(), r.started(),
                r.finished(), r.sequence());
    }

    /** It is over. */
    static JobRecord ended(JobRecord r, List<String> outputs, Optional<Problem> problem, Instant now) {
        return new JobRecord(r.id(), r.batch(), r.recipe(), r.input(), r.asset(), r.outputFolder(), r.stem(), r.force(),
                r.state(), r.priority(), r.attempts().due(), outputs, r.notes(), problem, r.submitted(), r.started(),
                Optional.of(now), r.sequence());
    }

    /** With what changes along with every transition. */
    static JobRecord noted(JobRecord r, List<String> notes, long sequence) {
        return new JobRecord(r.id(), r.batch(), r.recipe(), r.input(), r.asset(), r.outputFolder(), r.stem(), r.force(),
                r.state(), r.priority(), r.attempts(), r.outputs(), notes, r.problem(), r.submitted(), r.started(),
                r.finished(), sequence);
    }

    /** As it is shown. */
    static JobSnapshot snapshot(JobRecord r, ProjectFolder folder, List<String> notes, long sequence, double fraction,
            String stage) {
        return new JobSnapshot(r.id(), r.batch(), sequence, r.recipe(), folder.resolve(r.input()), r.asset(), r.state(),
                r.priority(), fraction, stage, r.outputs().stream().map(folder::resolve).toList(), notes, r.problem(),
                r.submitted(), r.started(), r.finished(), r.attempts().next());
    }

    /** As it is shown when nothing but the record is known any more. */
    static JobSnapshot snapshot(JobRecord r, ProjectFolder folder) {
        return snapshot(r, folder, r.notes(), r.sequence(), r.state() == JobState.SUCCESS ? 1 : 0, "");
    }
}
