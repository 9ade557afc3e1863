package org.podstudio.ui.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.Engine;
import org.podstudio.engine.control.DeadLetter;
import org.podstudio.engine.control.Place;
import org.podstudio.ui.Messages;

/**
 * What the window can do to the jobs of the open project, and ask about them. Every method is for the UI thread and
 * returns at once: the engine is asked by jobs, for it stores what it is told before it answers. Changes of jobs are
 * told to the listeners of {@link Studio}.
 */
public final class JobDesk {

    private final Background background;
    private final Supplier<Optional<Project>> project;
    private final Supplier<Consumer<List<JobSnapshot>>> expecting;
    private final Consumer<Notice> say;

    /**
     * @param expecting
     *            who expects the jobs that are accepted next, and is told them a batch each time
     */
    JobDesk(Background background, Supplier<Optional<Project>> project, Supplier<Consumer<List<JobSnapshot>>> expecting,
            Consumer<Notice> say) {
        this.background = background;
        this.project = project;
        this.expecting = expecting;
        this.say = say;
    }

    /** Stops them. */
    public void cancel(Collection<UUID> jobs) {
        // the last ones first, or each would make room for one that is canceled next
        List<UUID> ids = List.copyOf(jobs).reversed();
        tell(Messages.Studio_CannotCancel, engine -> count(ids, engine::cancel));
    }

    /** Stops everything that was submitted together. */
    public void cancelBatch(UUID batch) {
        tell(Messages.Studio_CannotCancel, engine -> engine.batches().cancel(batch));
    }

    /** Keeps them from running. */
    public void pause(Collection<UUID> jobs) {
        tell(Messages.Studio_CannotArrange, engine -> count(jobs, engine.queue()::pause));
    }

    /** Lets them go on. */
    public void resume(Collection<UUID> jobs) {
        tell(Messages.Studio_CannotArrange, engine -> count(jobs, engine.queue()::resume));
    }

    /** Puts them at a place in the line, in this order. */
    public void move(List<UUID> jobs, Place place) {
        // each of them goes before all others, so the last one goes first
        List<UUID> ids = place instanceof Place.First ? jobs.reversed() : jobs;
        tell(Messages.Studio_CannotArrange, engine -> count(ids, id -> engine.queue().move(id, place)));
    }

    /** Lets them run sooner or later. */
    public void prioritise(Collection<UUID> jobs, Priority priority) {
        tell(Messages.Studio_CannotArrange, engine -> count(jobs, id -> engine.queue().prioritise(id, priority)));
    }

    /** Lets no job begin, or lets them begin again. */
    public void pauseAll(boolean paused, Runnable done) {
        tell(Messages.Studio_CannotArrange, engine -> {
            if (paused) {
                engine.queue().pause();
            } else {
                engine.queue().resume();
            }
            return paused;
        }, done);
    }

    /** Runs failed ones once more, in one batch, and canceled ones, each on its own. */
    public void retry(Collection<UUID> failed, Collection<UUID> others, Runnable done) {
        again(engine -> {
            List<List<JobSnapshot>> batches = new ArrayList<>();
            if (!failed.isEmpty()) {
                batches.add(engine.deadLetters().retry(failed));
            }
            others.forEach(id -> engine.retry(id).ifPresent(job -> batches.add(List.of(job))));
            return batches;
        }, done);
    }

    /** Runs everything once more that failed and is not settled. */
    public void retryAll(Runnable done) {
        again(engine -> List.of(engine.deadLetters().retryAll()), done);
    }

    /** Settles failures without doing anything about them. */
    public void dismiss(Collection<UUID> jobs, Runnable done) {
        tell(Messages.Studio_CannotDismiss, engine -> engine.deadLetters().dismiss(jobs), done);
    }

    /** Notes something about a failure; nothing takes the note away. */
    public void note(UUID job, String text, Runnable done) {
        tell(Messages.Studio_CannotNote, engine -> engine.deadLetters().remark(job, text), done);
    }

    /** How the line stands. */
    public void standing(Consumer<Standing> answer, Runnable none) {
        ask(engine -> new Standing(engine.queue().paused(), engine.queue().order()), answer, none);
    }

    /** What failed and is not settled, the latest first. */
    public void letters(Consumer<List<DeadLetter>> answer, Runnable none) {
        ask(engine -> engine.deadLetters().list(), answer, none);
    }

    /** Everything about one job; none when it is not known. */
    public void inspect(UUID job, Consumer<Inspection> answer, Runnable none) {
        ask(engine -> engine.inspect(job).map(Inspection::of),
                found -> found.ifPresentOrElse(answer, none), none);
    }

    private void again(Function<Engine, List<List<JobSnapshot>>> work, Runnable done) {
        Consumer<List<JobSnapshot>> expect = expecting.get();
        project.get().ifPresent(p -> background.run(Messages.Job_Retry, () -> work.apply(p.engine()), batches -> {
            batches.forEach(expect);
            done.run();
        }, problem -> say.accept(Notice.failure(Messages.Studio_CannotRun, problem))));
    }

    private <T> void tell(String whenNot, Function<Engine, T> work) {
        tell(whenNot, work, () -> {
        });
    }

    private <T> void tell(String whenNot, Function<Engine, T> work, Runnable done) {
        project.get().ifPresent(p -> background.run(Messages.Studio_Arranging, () -> work.apply(p.engine()),
                result -> done.run(), problem -> say.accept(Notice.failure(whenNot, problem))));
    }

    private <T> void ask(Function<Engine, T> question, Consumer<T> answer, Runnable none) {
        project.get().ifPresentOrElse(p -> background.run(Messages.Studio_Asking, () -> question.apply(p.engine()),
                answer, problem -> none.run()), none);
    }

    private static long count(Collection<UUID> jobs, Predicate<UUID> each) {
        return jobs.stream().filter(each).count();
    }
}
