package org.podstudio.cli.work;

import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.cli.screen.Screen;
import org.podstudio.engine.Engine;

/**
 * The jobs that nobody should wait for, because the queue or they themselves are paused: while a command has the project open, no other
 * program can let them go on. For one thread.
 */
public final class Standstill {

    private final Engine engine;
    private final List<JobSnapshot> jobs = new ArrayList<>();

    /** Nothing is known to stand still. */
    public Standstill(Engine engine) {
        this.engine = engine;
    }

    /** Those of some jobs that are over or can get on; the others are kept. */
    public List<JobSnapshot> moving(List<JobSnapshot> all) {
        boolean paused = engine.queue().paused();
        List<JobSnapshot> moving = new ArrayList<>();
        all.forEach(job -> (stands(job, paused) ? jobs : moving).add(job));
        return moving;
    }

    /** Whether there are jobs that stand still. */
    public boolean any() {
        return !jobs.isEmpty();
    }

    /** Which they are. */
    List<JobSnapshot> jobs() {
        return List.copyOf(jobs);
    }

    /** Says that they wait, why, and what to do about it. */
    public void tell(Screen screen) {
        if (any()) {
            screen.message(message() + " " + advice());
        }
    }

    /** @throws ProcessingException {@code jobs.paused} when there are jobs that stand still */
    public void refuse() {
        if (any()) {
            throw new ProcessingException(ErrorKind.RESOURCE, "jobs.paused", message(), advice());
        }
    }

    private String message() {
        boolean one = jobs.size() == 1;
        return engine.queue().paused()
                ? "The queue is paused; " + (one ? "1 job waits." : jobs.size() + " jobs wait.")
                : one ? "1 job is paused." : jobs.size() + " jobs are paused.";
    }

    private String advice() {
        String what = engine.queue().paused()
                ? "--queue"
                : jobs.getFirst().id().toString().substring(0, 8) + (jobs.size() == 1 ? "" : " …");
        return "Let it go on with: podstudio jobs resume " + what;
    }

    private static boolean stands(JobSnapshot job, boolean paused) {
        return !job.state().terminal() && (job.turn().paused() || paused && job.state() != JobState.RUNNING);
    }
}
