package org.podstudio.cli.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Tally;
import org.podstudio.cli.work.Accepted;
import org.podstudio.cli.work.Labour;
import org.podstudio.engine.Engine;

/** Jobs that do once more what others did: told, then followed or left in the queue. For one thread. */
final class Again {

    private final Context context;
    private final Engine engine;
    private final Screen screen;
    private final Answers answers;
    private final boolean noWait;
    private final Instant asked = Instant.now();

    /** @param noWait whether they are left in the queue */
    Again(Context context, Engine engine, boolean noWait) {
        this.context = context;
        this.engine = engine;
        this.screen = context.screen();
        this.answers = new Answers(screen);
        this.noWait = noWait;
        if (noWait) {
            engine.putOff();
        }
    }

    /** What became of the old ones. */
    Answers answers() {
        return answers;
    }

    /** Accepts new jobs in place of dead letters, and tells of them. @return the exit code */
    int deliver(List<JobSnapshot> dead) {
        List<JobSnapshot> jobs = engine.deadLetters().retry(dead.stream().map(JobSnapshot::id).toList());
        for (int i = 0; i < jobs.size(); i++) {
            answers.done(dead.get(i), "retried", Optional.of(jobs.get(i)));
        }
        return finish(jobs);
    }

    /** As {@link #deliver} for all there are: what failed first is asked for first. */
    int deliverAll() {
        return deliver(Jobs.dead(engine).all().reversed());
    }

    /**
     * Follows new jobs, or leaves them.
     *
     * @return the exit code
     */
    int finish(List<JobSnapshot> jobs) {
        Map<String, Object> more = Map.of("retried", answers.documents());
        Accepted accepted = Accepted.of(jobs, asked);
        Labour labour = new Labour(engine, screen, context.interruption());
        if (jobs.isEmpty() && answers.documents().isEmpty()) {
            screen.note("There is nothing to retry.");
        }
        int code = noWait && !jobs.isEmpty()
                ? labour.leave(accepted, new Tally(screen), more)
                : labour.follow(accepted, new Tally(screen), more, Labour::result);
        return jobs.isEmpty() || code == ExitCode.DONE ? answers.exitCode() : code;
    }
}
