package org.podstudio.cli.jobs;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.engine.Engine;
import org.podstudio.engine.control.Place;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the order of those that wait. */
@Command(name = "move", description = "Changes the place of a job among those that wait with its priority.")
final class MoveCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ID", description = Jobs.ID)
    private String id = "";

    @Option(names = "--first", description = "Before all of its priority.")
    private boolean first;

    @Option(names = "--last", description = "Behind all of its priority.")
    private boolean last;

    @Option(names = "--before", paramLabel = "ID", description = "Right before that one, with its priority.")
    private Optional<String> before = Optional.empty();

    MoveCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Jobs.chosen("where to", "--first, --last or --before ID", first, last, before.isPresent());
        try (Engine engine = context.studio().engine(context.project())) {
            Jobs jobs = Jobs.of(engine);
            Answers answers = new Answers(context.screen());
            JobSnapshot job = jobs.named(id);
            Optional<JobSnapshot> other = before.map(jobs::named);
            if (other.isPresent() && other.get().state().terminal()) {
                answers.refused(job.id(), Answers.over(other.get()));
            } else {
                Place place = other.map(there -> Place.before(there.id()))
                        .orElseGet(() -> first ? Place.first() : Place.last());
                answers.each(List.of(job), "moved", moved -> engine.queue().move(moved, place));
            }
            return answers.finish();
        }
    }
}
