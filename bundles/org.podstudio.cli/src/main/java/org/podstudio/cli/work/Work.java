package org.podstudio.cli.work;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.context.TemporaryProject;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Tally;
import org.podstudio.engine.Engine;
import org.podstudio.engine.Order;
import org.podstudio.engine.Plan;
import org.podstudio.engine.PlannedJob;

/** A recipe on what the user named: planned, shown or done, counted. */
final class Work {

    private final Context context;
    private final Screen screen;
    private final List<String> words;
    private final WorkOptions options;

    Work(Context context, List<String> words, WorkOptions options) {
        this.context = context;
        this.screen = context.screen();
        this.words = words;
        this.options = options;
    }

    /** Plain files may do without a project; then one is made for the time being. */
    int perform(Recipe recipe) {
        new ModelChoice(context.studio()).check(recipe);
        Optional<ProjectFolder> project = options.noWait()
                ? Optional.of(context.project())
                : context.projectIfAny();
        if (project.isPresent() || options.outputDir().isEmpty()) {
            // open until the end: a database that is closed meanwhile is started twice
            try (ProjectAssets assets = context.studio().assets(project.orElseGet(context::project))) {
                return perform(recipe, assets);
            }
        }
        try (TemporaryProject temporary = TemporaryProject.make(context.studio())) {
            return perform(recipe, temporary.assets());
        }
    }

    private int perform(Recipe recipe, ProjectAssets assets) {
        Inputs inputs = new Inputs(context, assets, options.outputDir().isPresent(), options.recursive());
        words.forEach(inputs::add);
        Order order = new Order(recipe, inputs.found(), options.outputDir().map(context::resolve), options.terms());
        try (Engine engine = context.studio().engine(assets.folder())) {
            Plan plan = engine.plan(order, context.interruption().run());
            Tally tally = new Tally(screen);
            inputs.refused().forEach(tally::add);
            plan.jobs().forEach(job -> job.problem().ifPresent(problem -> tally.add(refused(job, problem, inputs))));
            plan.jobs().stream().filter(job -> !job.there().isEmpty())
                    .forEach(job -> tally.add(there(job.input().file(), job.there())));
            if (options.dryRun()) {
                PlanView.show(screen, plan, tally.results());
                return tally.exitCode(plan.runnable().size());
            }
            return plan.runnable().isEmpty() ? tally.finish(Map.of()) : run(engine, plan, tally);
        }
    }

    private int run(Engine engine, Plan plan, Tally tally) {
        Labour labour = new Labour(engine, screen, context.interruption());
        if (options.noWait()) {
            Instant asked = Instant.now();
            engine.putOff();
            return labour.leave(Accepted.of(engine.submit(plan), asked), tally, Map.of());
        }
        Map<Path, PlannedJob> planned = new HashMap<>();
        plan.runnable().forEach(job -> planned.put(job.input().file(), job));
        return labour.follow(labour.submit(plan), tally, Map.of(), job -> result(job, planned));
    }

    private FileResult result(JobSnapshot job, Map<Path, PlannedJob> planned) {
        if (job.kept()) {
            return there(job.input(), job.outputs());
        }
        PlannedJob plan = planned.get(job.input());
        boolean before = plan != null && plan.cached() && options.outputDir().isEmpty()
                && job.state() == JobState.SUCCESS;
        return before
                ? FileResult.skipped(job.input(), job.outputs(),
                        "it was made before with the same settings; --force makes it again")
                : ended(job);
    }

    private static FileResult there(Path input, List<Path> results) {
        return FileResult.skipped(input, results, "the result is there already; --force replaces it");
    }

    // without a project nobody remembers the job
    private FileResult ended(JobSnapshot job) {
        return context.projectIfAny().isPresent()
                ? Labour.result(job)
                : Labour.result(job, "Give the same command again.");
    }

    // In a folder there may be anything; what was named must fit.
    private static FileResult refused(PlannedJob job, Problem problem, Inputs inputs) {
        Path file = job.input().file();
        boolean other = problem.kind() == ErrorKind.INPUT && inputs.inFolder(file) && PlanView.otherKind(problem);
        return other ? FileResult.skipped(file, problem.message()) : FileResult.failed(file, problem);
    }
}
