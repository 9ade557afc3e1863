package org.podstudio.cli.work;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.screen.Json;
import org.podstudio.cli.screen.Screen;

/**
 * The answer to an order.
 *
 * @param jobs each once, in the order they were asked for
 * @param already which of them were there before: who asks for the same twice gets the same job
 */
public record Accepted(List<JobSnapshot> jobs, Set<UUID> already) {

    /** @param asked when the order was given, by the clock of this process: what was accepted earlier was there before */
    public static Accepted of(List<JobSnapshot> answer, Instant asked) {
        Map<UUID, JobSnapshot> each = new LinkedHashMap<>();
        answer.forEach(job -> each.putIfAbsent(job.id(), job));
        return new Accepted(List.copyOf(each.values()), each.values().stream()
                .filter(job -> job.submitted().isBefore(asked)).map(JobSnapshot::id).collect(Collectors.toSet()));
    }

    /** A line for a job that stays in the queue: {@code queued ID cat.png}, {@code waits already ID cat.png}. */
    void tell(Screen screen, JobSnapshot job) {
        screen.say("%-8s %s  %s".formatted(word(job), job.id(), job.input().getFileName()));
    }

    /** Says how many were there before, when they are waited for with the others. */
    void note(Screen screen) {
        if (!already.isEmpty()) {
            screen.note(already.size() == 1
                    ? "1 job was asked for before; it is not done twice."
                    : already.size() + " jobs were asked for before; they are not done twice.");
        }
    }

    private String word(JobSnapshot job) {
        return already.contains(job.id())
                ? switch (job.state()) {
                    case QUEUED, WAITING_TO_RETRY -> "waits already";
                    case RUNNING -> "runs already";
                    case SUCCESS -> "done already";
                    case FAILED, CANCELED -> Json.word(job.state()) + " already";
                }
                : Json.word(job.state());
    }
}
