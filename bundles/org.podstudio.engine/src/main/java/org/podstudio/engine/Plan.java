package org.podstudio.engine;

import java.util.List;

import org.podstudio.api.project.Problem;

/**
 * What an order comes to, for showing before anything is done.
 *
 * @param order what was asked
 * @param jobs one an input, in the order's sequence; those with a problem will not run, nor those whose results are there
 */
public record Plan(Order order, List<PlannedJob> jobs) {

    /** Copies the list. */
    public Plan {
        jobs = List.copyOf(jobs);
    }

    /** The jobs that will run. */
    public List<PlannedJob> runnable() {
        return jobs.stream().filter(PlannedJob::runnable).toList();
    }

    /** Why some inputs will not work, in sequence. */
    public List<Problem> problems() {
        return jobs.stream().flatMap(job -> job.problem().stream()).toList();
    }
}
