package org.podstudio.ui.parts;

import java.util.List;

import org.eclipse.swt.widgets.Composite;
import org.podstudio.api.Processor;
import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.ui.Messages;
import org.podstudio.ui.form.ProcessorLabels;
import org.podstudio.ui.jobs.JobAction;
import org.podstudio.ui.jobs.JobBoard;
import org.podstudio.ui.jobs.JobList;
import org.podstudio.ui.look.Chips;
import org.podstudio.ui.look.EmptyPlace;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.session.Studio;
import org.podstudio.ui.session.StudioListener;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

/** The queue of the open project. */
public final class JobsPart implements StudioListener {

    private final Studio studio;
    private final JobBoard board = new JobBoard();
    private final Chips views;
    private final JobList list;
    private final Run.Registration registration;

    /** Made by the workbench. */
    @Inject
    public JobsPart(Composite parent, Studio studio) {
        this.studio = studio;
        Head.column(parent);
        Head head = new Head(parent, Messages.Jobs_Title, 1);
        views = new Chips(head, words(), 0, i -> refresh());
        list = Head.fill(new JobList(parent, this::title,
                new EmptyPlace(Glyph.STACK, Messages.Jobs_Empty, Messages.Jobs_EmptyHint), this::ask));
        list.setData("id", "jobs");
        registration = studio.listen(this);
    }

    @PreDestroy
    void end() {
        registration.close();
    }

    @org.eclipse.e4.ui.di.Focus
    void focus() {
        list.setFocus();
    }

    @Override
    public void projectChanged() {
        board.clear();
        refresh();
    }

    @Override
    public void jobsChanged(List<JobSnapshot> jobs) {
        jobs.forEach(board::put);
        refresh();
    }

    @Override
    public void textWanted(String title, String text) {
        TextWindow.open(list.getShell(), title, text);
    }

    private void refresh() {
        if (!list.isDisposed()) {
            views.words(words());
            list.show(board.list(JobBoard.View.values()[views.selected()]));
        }
    }

    private List<String> words() {
        return List.of(Messages.Jobs_All, counted(Messages.Jobs_Active, JobBoard.View.ACTIVE),
                counted(Messages.Jobs_Failed, JobBoard.View.FAILED));
    }

    private String counted(String word, JobBoard.View view) {
        long count = board.count(view);
        return count == 0 ? word : word + "  " + count;
    }

    private String title(String processor) {
        return studio.processors().stream().filter(p -> p.info().id().equals(processor)).findFirst()
                .map((Processor<?> p) -> ProcessorLabels.of(p).title()).orElse(processor);
    }

    private void ask(JobSnapshot job, JobAction action) {
        switch (action) {
            case CANCEL -> studio.cancel(job.id());
            case RETRY -> studio.retry(job.id());
            case LOG -> studio.showLog(job);
        }
    }
}
