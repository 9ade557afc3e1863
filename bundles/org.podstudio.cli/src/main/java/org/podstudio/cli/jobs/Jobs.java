package org.podstudio.cli.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Problem;
import org.podstudio.engine.Engine;
import org.podstudio.engine.control.DeadLetter;

/**
 * The jobs of a project as they stood when it was looked, and how people name them.
 *
 * @param all newest first
 * @param command that lists them
 */
record Jobs(List<JobSnapshot> all, String command) {

    static final String ID = "Id of a job, or how it begins.";
    static final String IDS = "Ids of jobs, or how they begin.";
    static final String BATCH = "Id of what was ordered together, or how it begins.";

    /** Looks now. */
    static Jobs of(Engine engine) {
        return new Jobs(engine.jobs(), "podstudio jobs");
    }

    /** Those that failed for good and are not settled, the latest failure first. */
    static Jobs dead(Engine engine) {
        return new Jobs(engine.deadLetters().list().stream().map(DeadLetter::job).toList(), "podstudio jobs dead");
    }

    /**
     * The one that is meant.
     *
     * @param id or how it begins
     * @throws ProcessingException {@code engine.unknown-job}, {@code usage.ambiguous}
     */
    JobSnapshot named(String id) {
        List<JobSnapshot> found = all.stream().filter(job -> job.id().toString().startsWith(id)).toList();
        if (found.isEmpty()) {
            throw ProcessingException.input("engine.unknown-job", "There is no job '" + id + "'.",
                    command + " lists those there are.");
        }
        only(found.size(), "jobs", id);
        return found.getFirst();
    }

    /** The places of those that wait, from 1: the order in which their turn comes. */
    static Map<UUID, Integer> places(Engine engine) {
        Map<UUID, Integer> places = new HashMap<>();
        engine.queue().order().forEach(job -> places.put(job, places.size() + 1));
        return places;
    }

    /** Those that are meant, each once; what is not there is refused. */
    List<JobSnapshot> named(List<String> ids, Answers answers) {
        List<JobSnapshot> found = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            try {
                found.add(named(id));
            } catch (ProcessingException e) {
                answers.refused(id, Problem.of(e));
            }
        }
        return found.stream().distinct().toList();
    }

    /**
     * Those of one order.
     *
     * @param id of the batch, or how it begins
     * @throws ProcessingException {@code jobs.batch.not-found}, {@code usage.ambiguous}
     */
    Jobs inBatch(String id) {
        List<UUID> found = all.stream().map(JobSnapshot::batch).filter(batch -> batch.toString().startsWith(id))
                .distinct().toList();
        if (found.isEmpty()) {
            throw ProcessingException.input("jobs.batch.not-found", "There is no batch '" + id + "'.",
                    "podstudio jobs show ID tells the batch of a job.");
        }
        only(found.size(), "batches", id);
        return new Jobs(all.stream().filter(job -> job.batch().equals(found.getFirst())).toList(), command);
    }

    /** Those that are not over. */
    Jobs open() {
        return new Jobs(all.stream().filter(job -> !job.state().terminal()).toList(), command);
    }

    /**
     * What is meant can be said in one way.
     *
     * @param what is to be said: {@code which jobs}
     * @param ways in words: {@code ID… or --all}
     * @param given which of them were used
     * @throws ProcessingException {@code usage.selection} when none or several were
     */
    static void chosen(String what, String ways, boolean... given) {
        int count = 0;
        for (boolean way : given) {
            count += way ? 1 : 0;
        }
        if (count != 1) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "usage.selection",
                    "Say " + what + (count == 0 ? "." : " in one way only."),
                    "Give " + ways + ".");
        }
    }

    private static void only(int count, String what, String id) {
        if (count > 1) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "usage.ambiguous",
                    count + " " + what + " begin with '" + id + "'.", "Write more of the id.");
        }
    }
}
