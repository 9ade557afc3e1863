package org.podstudio.ui.parts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;

import org.eclipse.swt.widgets.Composite;
import org.podstudio.api.Processor;
import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.control.DeadLetter;
import org.podstudio.ui.Messages;
import org.podstudio.ui.UiThread;
import org.podstudio.ui.form.ProcessorLabels;
import org.podstudio.ui.inspector.Inspector;
import org.podstudio.ui.jobs.JobBoard;
import org.podstudio.ui.jobs.JobList;
import org.podstudio.ui.jobs.JobView;
import org.podstudio.ui.look.Chips;
import org.podstudio.ui.look.EmptyPlace;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.PushButton;
import org.podstudio.ui.session.Inspection;
import org.podstudio.ui.session.JobDesk;
import org.podstudio.ui.session.Latest;
import org.podstudio.ui.session.Standing;
import org.podstudio.ui.session.Studio;
import org.podstudio.ui.session.StudioListener;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

/** The queue of the open project: filtered, arranged, and each job looked into. */
public final class JobsPart implements StudioListener {

    private static final String DETAILS = "details";
    private static final int TICK_MS = 1000;
    private static final int STANDING_MS = 250;
    private static final int LETTERS_MS = 400;
    private static final int INSPECTION_MS = 400;

    private final Studio studio;
    private final JobDesk desk;
    private final JobBoard board = new JobBoard();
    private final Head head;
    private final Chips views;
    private final PushButton pause;
    private final Banner paused;
    private final Banner failed;
    private final Split split;
    private final JobList list;
    private final Inspector inspector;
    private final Latest<Standing> standing;
    private final Latest<List<DeadLetter>> letters;
    private final Latest<Inspection> inspection;
    private final Run.Registration registration;
    private Optional<UUID> looked = Optional.empty();
    private boolean still;
    private boolean fresh;

    /** Made by the workbench. */
    @Inject
    public JobsPart(Composite parent, Studio studio, MPart part) {
        this.studio = studio;
        this.desk = studio.desk();
        UiThread ui = UiThread.of(parent.getDisplay());
        standing = new Latest<>(ui, STANDING_MS, desk::standing, this::stands);
        letters = new Latest<>(ui, LETTERS_MS, desk::letters, this::care);
        inspection = new Latest<>(ui, INSPECTION_MS, this::ask, this::inspected);
        Head.column(parent);
        head = new Head(parent, Messages.Jobs_Title, 3);
        views = new Chips(head, words(), 0, i -> refresh());
        head.addListener(SWT.Resize, e -> count());
        views.setData("id", "job-views");
        pause = pauseButton(head);
        new PushButton(head, PushButton.Weight.PLAIN, Messages.Jobs_Details, this::toggle).setData("id", DETAILS);
        paused = pausedBanner(parent);
        failed = failedBanner(parent);
        Composite body = Head.fill(new Composite(parent, SWT.NONE));
        list = new JobList(body, board, this::title, emptyPlace(), new JobDeeds(studio, board, parent.getShell(),
                letters::want, this::look, () -> details(true)));
        list.setData("id", "jobs");
        inspector = new Inspector(body, this::title);
        inspector.setData("id", "inspector");
        split = new Split(body, list, inspector, part.getPersistedState());
        registration = studio.listen(this);
        tick();
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
        still = false;
        fresh = true;
        looked = Optional.empty();
        inspector.clear();
        refresh();
        standing.want();
        letters.want();
    }

    @Override
    public void jobsChanged(List<JobSnapshot> jobs) {
        boolean moved = false;
        for (JobSnapshot job : jobs) {
            moved |= board.put(job);
        }
        if (fresh) {
            fresh = false;
            board.foldFinished();
        }
        // one that waits tells the same when it was moved: only the queue knows its place
        if (moved || jobs.stream().anyMatch(j -> JobView.WAITING.shows(j.state()))) {
            standing.want();
        }
        if (moved) {
            refresh();
        } else if (!list.isDisposed()) {
            list.redraw();
        }
        if (jobs.stream().anyMatch(j -> j.state() == JobState.FAILED)) {
            letters.want();
        }
        if (jobs.stream().anyMatch(j -> looked.filter(j.id()::equals).isPresent())) {
            inspect();
        }
    }

    @Override
    public void covered(int pixels) {
        split.covered(pixels);
    }

    @Override
    public void textWanted(String title, String text) {
        TextWindow.open(list.getShell(), title, text);
    }

    private PushButton pauseButton(Head head) {
        PushButton button = new PushButton(head, PushButton.Weight.PLAIN, Messages.Jobs_Resume, this::pauseOrResume);
        GridData data = new GridData(SWT.RIGHT, SWT.CENTER, false, false);
        // as wide with either word, or everything beside it would jump
        int resume = button.computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
        button.setText(Messages.Jobs_Pause);
        data.widthHint = Math.max(resume, button.computeSize(SWT.DEFAULT, SWT.DEFAULT).x);
        button.setLayoutData(data);
        button.setData("id", "pause-queue");
        button.setEnabled(false);
        return button;
    }

    private Banner pausedBanner(Composite parent) {
        Banner banner = new Banner(parent, Glyph.PAUSE, false, 1);
        banner.button(PushButton.Weight.MAIN, Messages.Jobs_ResumeNow, this::pauseOrResume).setData("id",
                "resume-queue");
        return banner;
    }

    private Banner failedBanner(Composite parent) {
        Banner banner = new Banner(parent, Glyph.CROSS, true, 2);
        banner.button(PushButton.Weight.MAIN, Messages.Jobs_RetryAll, () -> desk.retryAll(letters::want)).setData("id",
                "retry-all");
        banner.button(PushButton.Weight.PLAIN, Messages.Jobs_DismissAll,
                () -> desk.dismiss(board.open(), letters::want)).setData("id", "dismiss-all");
        return banner;
    }

    private void toggle() {
        details(!split.detailed());
    }

    private void details(boolean shown) {
        split.detailed(shown);
        inspect();
    }

    private void refresh() {
        if (list.isDisposed()) {
            return;
        }
        count();
        list.show(view(), emptyPlace());
        pause.setText(still ? Messages.Jobs_Resume : Messages.Jobs_Pause);
        pause.setEnabled(studio.project().isPresent());
        paused.say(still ? Messages.Jobs_Paused : "");
        int open = board.count(JobView.FAILED);
        failed.say(view() != JobView.FAILED || open == 0
                ? ""
                : open == 1 ? Messages.Jobs_OneFailed : NLS.bind(Messages.Jobs_ManyFailed, open));
    }

    /** How many are in each view, where there is room to tell. */
    private void count() {
        views.words(words());
        if (head.computeSize(SWT.DEFAULT, SWT.DEFAULT).x > head.getSize().x) {
            views.words(List.of(Messages.Jobs_All, Messages.Jobs_Running, Messages.Jobs_Waiting, Messages.Jobs_Failed,
                    Messages.Jobs_Done));
        }
    }

    private JobView view() {
        return JobView.values()[views.selected()];
    }

    private List<String> words() {
        return List.of(Messages.Jobs_All, counted(Messages.Jobs_Running, JobView.RUNNING),
                counted(Messages.Jobs_Waiting, JobView.WAITING), counted(Messages.Jobs_Failed, JobView.FAILED),
                counted(Messages.Jobs_Done, JobView.DONE));
    }

    private String counted(String word, JobView view) {
        int count = board.count(view);
        return count == 0 ? word : word + "  " + count;
    }

    private EmptyPlace emptyPlace() {
        return switch (view()) {
            case ALL -> new EmptyPlace(Glyph.STACK, Messages.Jobs_Empty, Messages.Jobs_EmptyHint);
            case RUNNING -> new EmptyPlace(Glyph.SPARK, Messages.Jobs_NoneRunning, Messages.Jobs_OtherView);
            case WAITING -> new EmptyPlace(Glyph.CLOCK, Messages.Jobs_NoneWaiting, Messages.Jobs_OtherView);
            case FAILED -> new EmptyPlace(Glyph.CHECK, Messages.Jobs_NoneFailed, Messages.Jobs_NoneFailedHint);
            case DONE -> new EmptyPlace(Glyph.CHECK, Messages.Jobs_NoneDone, Messages.Jobs_OtherView);
        };
    }

    private String title(String processor) {
        return studio.processors().stream().filter(p -> p.info().id().equals(processor)).findFirst()
                .map((Processor<?> p) -> ProcessorLabels.of(p).title()).orElse(processor);
    }

    private void pauseOrResume() {
        desk.pauseAll(!still, standing::want);
    }

    private void stands(Standing now) {
        boolean arranged = board.arrange(now.order());
        if (arranged || still != now.paused()) {
            still = now.paused();
            refresh();
        }
    }

    private void care(List<DeadLetter> open) {
        board.care(open);
        refresh();
        inspect();
    }

    private void look(Optional<UUID> job) {
        // a job that left the view is still looked at
        if (job.isPresent()) {
            looked = job;
            inspect();
        }
    }

    private void inspect() {
        if (split.detailed() && looked.isPresent()) {
            inspection.want();
        }
    }

    private void ask(Consumer<Inspection> answer, Runnable none) {
        looked.ifPresentOrElse(id -> desk.inspect(id, answer, none), none);
    }

    private void inspected(Inspection seen) {
        UUID id = seen.report().job().id();
        if (!inspector.isDisposed() && looked.filter(id::equals).isPresent()) {
            inspector.show(seen, board.letter(id).map(DeadLetter::remark).orElse(""));
        }
    }

    /** What counts down, and what runs without a word, is looked at again each second. */
    private void tick() {
        list.getDisplay().timerExec(TICK_MS, () -> {
            if (!list.isDisposed()) {
                if (board.countsDown()) {
                    list.redraw();
                }
                looked.flatMap(board::job).filter(j -> j.state() == JobState.RUNNING).ifPresent(j -> inspect());
                tick();
            }
        });
    }
}
