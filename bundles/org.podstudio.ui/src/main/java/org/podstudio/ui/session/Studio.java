package org.podstudio.ui.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.osgi.util.NLS;
import org.podstudio.api.CanceledException;
import org.podstudio.api.Processor;
import org.podstudio.api.Run;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.engine.Order;
import org.podstudio.engine.Plan;
import org.podstudio.models.Card;
import org.podstudio.ui.Messages;
import org.podstudio.ui.UiThread;

/**
 * What the window works on: the open project, what is selected in it, and what is said about it. Every method is for
 * the UI thread and returns at once; what takes a while is done by jobs and told to the listeners.
 */
public final class Studio {

    private static final int LOG_LIMIT = 400_000;

    private final UiThread ui;
    private final Projects projects;
    private final Background background;
    private final JobDesk desk;
    private final List<StudioListener> listeners = new CopyOnWriteArrayList<>();
    private Optional<Project> project = Optional.empty();
    private Optional<JobFeed> feed = Optional.empty();
    private boolean entering;
    private Optional<Runnable> enterNext = Optional.empty();
    private List<Asset> selection = List.of();

    /** With no project open. */
    public Studio(UiThread ui, Projects projects) {
        this.ui = ui;
        this.projects = projects;
        this.background = new Background(ui);
        this.desk = new JobDesk(background, this::project, this::expecting, this::say);
    }

    /** The feed of now, even if another project is open by then. */
    private Consumer<List<JobSnapshot>> expecting() {
        Optional<JobFeed> told = feed;
        return jobs -> told.ifPresent(f -> f.expect(jobs));
    }

    /** What can be done to jobs. */
    public JobDesk desk() {
        return desk;
    }

    /** Tells a part of everything from now on. */
    public Run.Registration listen(StudioListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The open project. */
    public Optional<Project> project() {
        return project;
    }

    /** What is installed. */
    public List<Processor<?>> processors() {
        return projects.processors();
    }

    /** Finds the models for a task that are on this machine. */
    public void models(String task, Consumer<List<Card>> found) {
        ask(() -> projects.models(task), found);
    }

    /** What is selected in the library. */
    public List<Asset> selection() {
        return selection;
    }

    /** Another selection. */
    public void select(List<Asset> assets) {
        selection = List.copyOf(assets);
        listeners.forEach(StudioListener::selectionChanged);
    }

    /** Opens the project of a folder instead of the one that is open. */
    public void open(Path folder) {
        enter(folder, projects::open, Messages.Studio_CannotOpen);
    }

    /** Makes a folder a project and opens it. */
    public void create(Path folder) {
        enter(folder, projects::create, Messages.Studio_CannotCreate);
    }

    /** Opens the project that was open last, if it is still there and none was asked for in the meantime. */
    public void reopen() {
        background.run(Messages.Studio_Opening, projects::last,
                last -> last.filter(f -> project.isEmpty() && !entering).ifPresent(f -> open(f.root())), p -> {
                });
    }

    /** How many jobs of the open project run now. */
    public int running() {
        return feed.map(JobFeed::running).orElse(0);
    }

    /** Closes the project; takes at most as long as its engine does, 5 s. For the end of the program. */
    public void close() {
        feed.ifPresent(JobFeed::close);
        project.ifPresent(Project::close);
        project = Optional.empty();
    }

    /** Finds assets. */
    public void find(AssetQuery query, Consumer<List<Asset>> found) {
        project.ifPresent(p -> background.run(Messages.Studio_Searching, () -> p.find(query), found,
                problem -> say(Notice.failure(Messages.Studio_CannotSearch, problem))));
    }

    /** Brings files and folders into the project and reports what became of them. */
    public void bringIn(List<Path> paths) {
        if (project.isEmpty()) {
            say(new Notice(Notice.Tone.NOTE, Messages.Studio_NoProject, Messages.Studio_NoProjectHint, List.of()));
            return;
        }
        Project into = project.get();
        busy(paths.size() == 1 ? Messages.Studio_ImportingOne : NLS.bind(Messages.Studio_Importing, paths.size()));
        Arrivals arrivals = new Arrivals(ui, name -> busy(NLS.bind(Messages.Studio_ImportingFile, name)),
                () -> listeners.forEach(StudioListener::assetsChanged));
        background.run(Messages.Studio_ImportJob, () -> into.bringIn(paths, arrivals::came), report -> {
            arrivals.end();
            imported(report);
        }, problem -> {
            arrivals.end();
            busy("");
            say(Notice.failure(Messages.Studio_CannotImport, problem));
        });
    }

    /** Finds something out in the background; nothing is said when that fails. */
    public <T> void ask(Supplier<T> question, Consumer<T> answer) {
        background.run(Messages.Studio_Planning, question::get, answer, problem -> {
        });
    }

    /**
     * Tells what an order comes to; nothing is done yet.
     *
     * @param run
     *            how far it is, and what ends it: then neither of the others is called
     */
    public void plan(Order order, Run run, Consumer<Plan> planned, Consumer<Problem> refused) {
        project.ifPresent(p -> background.run(Messages.Studio_Planning, () -> plan(p, order, run),
                plan -> plan.ifPresent(planned), refused));
    }

    /** Empty when the run was canceled. */
    private static Optional<Plan> plan(Project project, Order order, Run run) {
        try {
            return Optional.of(project.engine().plan(order, run));
        } catch (CanceledException e) {
            return Optional.empty();
        }
    }

    /** Has a plan carried out. */
    public void submit(Plan plan) {
        Consumer<List<JobSnapshot>> told = expecting();
        project.ifPresent(p -> background.run(Messages.Studio_Submitting, () -> p.engine().submit(plan), told,
                problem -> say(Notice.failure(Messages.Studio_CannotRun, problem))));
    }

    /** Shows the log of a job. */
    public void showLog(JobSnapshot job) {
        String title = NLS.bind(Messages.Log_Title, job.input().getFileName());
        project.ifPresent(p -> background.run(title, () -> log(p.folder().jobLog(job.id())),
                text -> listeners.forEach(l -> l.textWanted(title, text)),
                problem -> say(Notice.failure(title, problem))));
    }

    /** Selects files in the library, once it has them. */
    public void showResults(List<Path> files) {
        listeners.forEach(l -> l.resultsWanted(files));
    }

    /** The end of it, where it is long: that is where a failure stands. */
    private static String log(Path file) throws IOException {
        String all = Files.exists(file) ? Files.readString(file) : Messages.Log_None;
        return all.length() > LOG_LIMIT ? "\u2026\n" + all.substring(all.length() - LOG_LIMIT) : all;
    }

    /** Tells the user something. */
    public void say(Notice notice) {
        listeners.forEach(l -> l.noticed(notice));
    }

    /** Tells the parts where notices lie. */
    public void cover(int pixels) {
        listeners.forEach(l -> l.covered(pixels));
    }

    /**
     * One at a time, for each closes the project it finds open; of those that come meanwhile only the last one counts.
     */
    private void enter(Path folder, Function<ProjectFolder, Project> way, String whenNot) {
        if (entering) {
            enterNext = Optional.of(() -> enter(folder, way, whenNot));
            return;
        }
        entering = true;
        busy(NLS.bind(Messages.Studio_OpeningFolder, folder.getFileName()));
        Optional<Project> old = project;
        background.run(Messages.Studio_Opening, () -> {
            Project opened = way.apply(new ProjectFolder(folder));
            old.filter(o -> !o.equals(opened)).ifPresent(Project::close);
            return opened;
        }, opened -> {
            entering = false;
            entered(opened);
            next();
        }, problem -> {
            entering = false;
            busy("");
            say(Notice.failure(whenNot, problem));
            next();
        });
    }

    private void next() {
        Optional<Runnable> next = enterNext;
        enterNext = Optional.empty();
        next.ifPresent(Runnable::run);
    }

    private void entered(Project opened) {
        busy("");
        feed.ifPresent(JobFeed::close);
        project = Optional.of(opened);
        select(List.of());
        listeners.forEach(StudioListener::projectChanged);
        opened.rebuilt().ifPresent(report -> say(Tidings.of(report,
                List.of(new Notice.Choice(Messages.Studio_ShowReport,
                        () -> read(Messages.Tidings_Rebuilt, report.text()))))));
        JobFeed following = new JobFeed(ui, this::moved, this::over);
        feed = Optional.of(following);
        background.run(Messages.Studio_Opening, () -> {
            following.follow(opened);
            return opened;
        }, p -> {
        }, problem -> say(Notice.failure(Messages.Studio_CannotOpen, problem)));
    }

    private void moved(List<JobSnapshot> jobs) {
        listeners.forEach(l -> l.jobsChanged(jobs));
        if (jobs.stream().anyMatch(j -> !j.outputs().isEmpty())) {
            listeners.forEach(StudioListener::assetsChanged);
        }
    }

    private void over(List<JobSnapshot> batch) {
        List<JobSnapshot> failed = batch.stream().filter(j -> j.state() == JobState.FAILED).toList();
        List<Notice.Choice> choices = failed.isEmpty()
                ? List.of()
                : List.of(new Notice.Choice(Messages.Studio_ViewLog, () -> showLog(failed.getFirst())),
                        new Notice.Choice(Messages.Job_Retry,
                                () -> desk.retry(failed.stream().map(JobSnapshot::id).toList(), List.of(), () -> {
                                })));
        Tidings.of(batch, choices).ifPresent(this::say);
    }

    private void imported(Project.Imported report) {
        busy("");
        listeners.forEach(StudioListener::assetsChanged);
        say(Tidings.of(report, List.of(new Notice.Choice(Messages.Studio_ShowReport,
                () -> read(Messages.Studio_ImportReport, String.join("\n", report.lines()))))));
    }

    private void read(String title, String text) {
        listeners.forEach(l -> l.textWanted(title, text));
    }

    private void busy(String what) {
        listeners.forEach(l -> l.busy(what));
    }
}
