package org.podstudio.cli.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Problem;
import org.podstudio.engine.Engine;
import org.podstudio.engine.control.DeadLetter;
import org.podstudio.engine.control.DeadLetters;

/** The dead letters of a project as they stood when it was looked, and how people name them. */
final class Letters {

    private final DeadLetters letters;
    private final List<DeadLetter> all;

    Letters(Engine engine) {
        this.letters = engine.deadLetters();
        this.all = letters.list();
    }

    /** The latest failure first. */
    List<DeadLetter> all() {
        return all;
    }

    /** The jobs that failed. */
    Jobs jobs() {
        return new Jobs(all.stream().map(DeadLetter::job).toList());
    }

    /**
     * The job of the letter that is meant.
     *
     * @param id of the job, or how it begins
     * @throws ProcessingException {@code jobs.dead.not-found}, {@code usage.ambiguous}
     */
    JobSnapshot named(String id) {
        if (all.stream().noneMatch(letter -> letter.job().id().toString().startsWith(id))) {
            throw ProcessingException.input("jobs.dead.not-found", "There is no dead letter '" + id + "'.",
                    "podstudio jobs dead lists those there are.");
        }
        return jobs().named(id);
    }

    /** Those that are meant; what is not there is refused. */
    List<JobSnapshot> named(List<String> ids, Answers answers) {
        List<JobSnapshot> found = new ArrayList<>();
        for (String id : ids) {
            try {
                found.add(named(id));
            } catch (ProcessingException e) {
                answers.refused(id, Problem.of(e));
            }
        }
        return found.stream().distinct().toList();
    }

    /** Accepts new jobs in place of some, and tells so. */
    List<JobSnapshot> retry(List<JobSnapshot> old, Again again) {
        List<JobSnapshot> made = letters.retry(old.stream().map(JobSnapshot::id).toList());
        again.told(old, made);
        return made;
    }

    /** As {@link #retry} for all there are: what failed first is asked for first. */
    List<JobSnapshot> retryAll(Again again) {
        return retry(jobs().all().reversed(), again);
    }

    /** Settles some. */
    void dismiss(List<JobSnapshot> jobs, Answers answers) {
        letters.dismiss(jobs.stream().map(JobSnapshot::id).toList());
        jobs.forEach(job -> answers.done(job, "dismissed", Optional.empty()));
    }
}
