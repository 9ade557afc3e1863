package org.podstudio.ui.jobs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.JobTurn;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;

/** Jobs made up for tests. */
public record Sample(UUID id, UUID batch, long sequence, JobState state, JobTurn turn, JobProgress progress,
        JobTimes times) {

    /** One alone, queued, accepted so many seconds after the epoch. */
    public static Sample at(int second) {
        return new Sample(UUID.randomUUID(), UUID.randomUUID(), 1, JobState.QUEUED, JobTurn.first(Priority.NORMAL),
                JobProgress.NONE, JobTimes.submitted(Instant.ofEpochSecond(second)));
    }

    public Sample of(UUID other) {
        return new Sample(id, other, sequence, state, turn, progress, times);
    }

    public Sample in(JobState other) {
        return new Sample(id, batch, sequence + 1, other, turn, progress, times);
    }

    public Sample with(JobTurn other) {
        return new Sample(id, batch, sequence + 1, state, other, progress, times);
    }

    public Sample at(Priority priority) {
        return with(new JobTurn(priority, turn.paused(), turn.attempt(), turn.next()));
    }

    public Sample paused() {
        return with(new JobTurn(turn.priority(), true, turn.attempt(), turn.next()));
    }

    public Sample with(JobProgress other) {
        return new Sample(id, batch, sequence + 1, state, turn, other, times);
    }

    /** Ran between two seconds. */
    public Sample ran(int from, int to) {
        return new Sample(id, batch, sequence + 1, JobState.SUCCESS, turn, JobProgress.WHOLE,
                times.startedAt(Instant.ofEpochSecond(from)).finishedAt(Instant.ofEpochSecond(to)));
    }

    /** As it is told. */
    public JobSnapshot job() {
        Optional<Problem> problem = state == JobState.FAILED || state == JobState.WAITING_TO_RETRY
                ? Optional.of(new Problem(ErrorKind.RESOURCE, "x.memory", "4 GB are free.", "Choose smaller tiles.",
                        Optional.empty()))
                : Optional.empty();
        List<Path> outputs = state == JobState.SUCCESS
                ? List.of(Path.of("/project/Work/edits/a__crop.png"))
                : List.of();
        return new JobSnapshot(id, batch, sequence, new Recipe(List.of(new Step("crop", Map.of()))), Path.of("a.png"),
                Optional.empty(), state, turn, progress, outputs, List.of(), problem, times);
    }
}
