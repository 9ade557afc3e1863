package org.podstudio.ui.parts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Shell;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.control.DeadLetter;
import org.podstudio.engine.control.Place;
import org.podstudio.ui.jobs.JobAction;
import org.podstudio.ui.jobs.JobBoard;
import org.podstudio.ui.jobs.JobOrders;
import org.podstudio.ui.jobs.JobWords;
import org.podstudio.ui.session.JobDesk;
import org.podstudio.ui.session.Studio;

/** Has done what is asked for in the list of jobs. UI thread only. */
final class JobDeeds implements JobOrders {

    private final Studio studio;
    private final JobDesk desk;
    private final JobBoard board;
    private final Shell window;
    private final Runnable cared;
    private final Consumer<Optional<UUID>> looked;
    private final Runnable inspect;

    /**
     * @param cared
     *            called when something was done about failures
     * @param looked
     *            told which job is looked at
     * @param inspect
     *            called when somebody wants to know more of that
     */
    JobDeeds(Studio studio, JobBoard board, Shell window, Runnable cared, Consumer<Optional<UUID>> looked,
            Runnable inspect) {
        this.studio = studio;
        this.desk = studio.desk();
        this.board = board;
        this.window = window;
        this.cared = cared;
        this.looked = looked;
        this.inspect = inspect;
    }

    @Override
    public void act(JobAction action, List<JobSnapshot> jobs) {
        List<UUID> ids = jobs.stream().map(JobSnapshot::id).toList();
        switch (action) {
            case LOG -> studio.showLog(jobs.getFirst());
            case FOLDER -> folder(jobs.getFirst());
            case SHOW -> studio.showResults(jobs.stream().flatMap(j -> j.outputs().stream()).toList());
            case NOTE -> note(jobs.getFirst());
            case RETRY -> retry(ids);
            case DISMISS -> desk.dismiss(ids, cared);
            case FIRST -> desk.move(ids, Place.first());
            case PAUSE -> desk.pause(ids);
            case RESUME -> desk.resume(ids);
            case CANCEL -> desk.cancel(ids);
        }
    }

    @Override
    public void cancelBatch(UUID batch) {
        desk.cancelBatch(batch);
    }

    @Override
    public void move(List<UUID> jobs, Place place) {
        desk.move(jobs, place);
    }

    @Override
    public void prioritise(List<UUID> jobs, Priority priority) {
        desk.prioritise(jobs, priority);
    }

    @Override
    public void looked(Optional<UUID> job) {
        looked.accept(job);
    }

    @Override
    public void inspect() {
        inspect.run();
    }

    private void retry(List<UUID> ids) {
        List<UUID> failed = ids.stream().filter(id -> board.letter(id).isPresent()).toList();
        desk.retry(failed, ids.stream().filter(id -> board.letter(id).isEmpty()).toList(), cared);
    }

    private void note(JobSnapshot job) {
        String before = board.letter(job.id()).map(DeadLetter::remark).orElse("");
        NoteWindow.open(window, JobWords.name(job), before, text -> desk.note(job.id(), text, cared));
    }

    private static void folder(JobSnapshot job) {
        job.outputs().stream().findFirst().map(Path::getParent).ifPresent(f -> Program.launch(f.toString()));
    }
}
