package org.podstudio.cli.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Tally;
import org.podstudio.cli.work.Labour;
import org.podstudio.engine.Engine;

/** Jobs that do once more what others did: told, then followed or left in the queue. For one thread. */
final class Again {

    private final Context context;
    private final Engine engine;
    private final Screen screen;
    private final Answers answers;
    private final boolean noWait;

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

    /** Tells of new ones that were accepted in place of old ones, in the same order. */
    void told(List<JobSnapshot> old, List<JobSnapshot> jobs) {
        for (int i = 0; i < jobs.size(); i++) {
            answers.done(old.get(i), "retried", Optional.of(jobs.get(i)));
        }
    }

    /** @return the exit code */
    int finish(List<JobSnapshot> jobs) {
        Map<String, Object> more = Map.of("retried", answers.documents());
        Labour labour = new Labour(engine, screen, context.interruption());
        int code = noWait
                ? labour.leave(jobs, new Tally(screen), more)
                : labour.follow(jobs, new Tally(screen), more, Labour::result);
        return jobs.isEmpty() || code == ExitCode.DONE ? answers.exitCode() : code;
    }
}
