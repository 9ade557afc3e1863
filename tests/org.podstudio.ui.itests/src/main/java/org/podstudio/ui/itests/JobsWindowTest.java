package org.podstudio.ui.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jdt.annotation.DefaultLocation;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Sash;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Processor;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.JobTurn;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.engine.Engine;
import org.podstudio.engine.Input;
import org.podstudio.engine.control.Place;
import org.podstudio.ui.grid.AssetGrid;
import org.podstudio.ui.inspector.Inspector;
import org.podstudio.ui.jobs.JobAction;
import org.podstudio.ui.jobs.JobBoard;
import org.podstudio.ui.jobs.JobList;
import org.podstudio.ui.jobs.JobOrders;
import org.podstudio.ui.jobs.JobView;
import org.podstudio.ui.look.Chips;
import org.podstudio.ui.look.EmptyPlace;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.PushButton;
import org.podstudio.ui.session.Notice;
import org.podstudio.ui.session.Studio;

/** The jobs part of the window, with a real engine behind it: one story of a paused queue, told by tests in order. */
@TestMethodOrder(OrderAnnotation.class)
@NonNullByDefault({DefaultLocation.PARAMETER, DefaultLocation.RETURN_TYPE}) // the fields are filled in before the first test
class JobsWindowTest {

    private static final Path SCREENSHOTS = Path.of(System.getProperty("podstudio.screenshots", "target/screenshots"));
    private static final int PICTURES = Integer.getInteger("podstudio.pictures", 6);

    @TempDir
    static Path folder;

    private static Window window;
    private static Robot robot;
    private static Studio studio;
    private static Shell shell;
    private static JobList jobs;
    private static final Fragile FRAGILE = new Fragile("match-colours", ErrorKind.INPUT);

    @BeforeAll
    static void open() throws IOException {
        BundleContext bundle = Objects.requireNonNull(FrameworkUtil.getBundle(Studio.class)).getBundleContext();
        bundle.registerService(Processor.class, new Copy("even-out", 0.2, Runtime.getRuntime().availableProcessors()),
                null);
        bundle.registerService(Processor.class, new Copy("enlarge", 20), null);
        bundle.registerService(Processor.class, FRAGILE, null);
        bundle.registerService(Processor.class, new Fragile("fetch-model", ErrorKind.RESOURCE), null);
        window = new Window("-clearPersistedState");
        robot = new Robot(window.display());
        AssetGrid grid = robot.find(AssetGrid.class, "grid");
        shell = robot.ask(grid::getShell);
        studio = window.context().get(Studio.class);
        jobs = robot.find(JobList.class, "jobs");
        robot.run(() -> shell.setBounds(0, 0, 1500, 960));
        List<Path> files = Pictures.make(Files.createDirectories(folder.resolve("camera")), PICTURES);
        robot.run(() -> studio.create(folder.resolve("Evenings")));
        robot.until("the project", () -> studio.project().isPresent());
        picture("jobs-1-empty");
        robot.run(() -> studio.bringIn(files));
        robot.until("the pictures", () -> grid.assets().size() == PICTURES && grid.picturesShown() > 0);
    }

    @AfterAll
    static void close() throws InterruptedException {
        window.close();
    }

    @Test
    @Order(1)
    void a_paused_queue_keeps_what_is_submitted_and_says_so() throws IOException {
        robot.click(robot.find(PushButton.class, "pause-queue"));
        PushButton resume = robot.find(PushButton.class, "resume-queue");
        submit("even-out", 4);
        view(JobView.WAITING);
        robot.until("four that wait", () -> jobs.jobs().size() == 4);
        robot.until("the order of the queue", () -> ids().equals(engine().queue().order()));
        assertTrue(robot.ask(resume::isVisible));
        picture("jobs-2-paused");
    }

    @Test
    @Order(2)
    void jobs_are_moved_by_keys_and_by_the_mouse_and_one_is_canceled() {
        List<UUID> before = robot.ask(JobsWindowTest::ids);
        robot.click(jobs, robot.ask(() -> jobs.line(before.get(3))));
        robot.key(jobs, SWT.ARROW_UP, SWT.MOD3);
        order(before.get(0), before.get(1), before.get(3), before.get(2));
        robot.key(jobs, 'f', 0);
        order(before.get(3), before.get(0), before.get(1), before.get(2));
        Rectangle last = robot.ask(() -> jobs.line(before.get(2)));
        robot.drag(jobs, last, robot.ask(() -> {
            Rectangle first = jobs.line(before.get(0));
            return new Point(first.x + 200, first.y + 4);
        }));
        order(before.get(3), before.get(2), before.get(0), before.get(1));
        robot.key(jobs, SWT.ARROW_DOWN, SWT.MOD3);
        order(before.get(3), before.get(0), before.get(2), before.get(1));
        robot.click(jobs, robot.ask(() -> jobs.action(before.get(1), JobAction.CANCEL)));
        order(before.get(3), before.get(0), before.get(2));
    }

    @Test
    @Order(3)
    void the_menu_offers_what_makes_sense_for_all_that_is_selected() throws IOException {
        robot.key(jobs, 'a', SWT.MOD1);
        assertEquals(3, robot.ask(() -> jobs.targets().size()));
        robot.key(jobs, 'p', 0);
        robot.until("all paused", () -> jobs.jobs().stream().allMatch(j -> j.turn().paused()));
        Menu menu = menu();
        picture("jobs-6-menu");
        assertEquals(List.of("Run next", "Priority", "Resume", "Cancel"), robot.ask(() -> enabled(menu)));
        choose(menu, "Resume");
        robot.until("none paused", () -> jobs.jobs().stream().noneMatch(j -> j.turn().paused()));
        Menu again = menu();
        choose(robot.ask(() -> item(again, "Priority").getMenu()), "High");
        robot.until("all soon", () -> jobs.jobs().stream().allMatch(j -> j.priority() == Priority.HIGH));
    }

    @Test
    @Order(4)
    void resumed_jobs_run_in_the_order_they_were_given() {
        List<UUID> order = robot.ask(JobsWindowTest::ids);
        robot.click(robot.find(PushButton.class, "resume-queue"));
        view(JobView.DONE);
        robot.until("three done, one canceled", () -> jobs.jobs().size() == 4);
        List<UUID> ran = robot.ask(() -> jobs.jobs().stream().filter(j -> j.state() == JobState.SUCCESS)
                .sorted(Comparator.comparing(j -> j.started().orElseThrow())).map(JobSnapshot::id).toList());
        assertEquals(order, ran);
        robot.until("no banner", () -> robot.search(PushButton.class, b -> "resume-queue".equals(b.getData("id")))
                .isEmpty());
    }

    @Test
    @Order(5)
    void what_failed_is_noted_inspected_and_tried_again() throws IOException {
        submit("match-colours", 2);
        view(JobView.FAILED);
        robot.until("two failures", () -> jobs.jobs().size() == 2);
        robot.run(() -> studio.say(new Notice(Notice.Tone.BAD, "Two jobs failed", "The colours could not be matched.",
                List.of())));
        noticesCoverNoJob();
        UUID first = robot.ask(() -> ids().getFirst());
        robot.click(jobs, robot.ask(() -> jobs.line(first)));
        robot.key(jobs, 'n', 0);
        Text note = robot.find(Text.class, "note-text");
        robot.run(() -> note.setText("The camera was set to another profile."));
        picture("jobs-7-note");
        assertEquals(robot.ask(() -> note.getShell().getBackground()),
                robot.ask(() -> note.getParent().getChildren()[0].getBackground()), "no patches");
        robot.click(robot.find(PushButton.class, "note-keep"));
        robot.until("the note", () -> engine().deadLetters().list().stream()
                .anyMatch(l -> l.remark().startsWith("The camera")));
        robot.key(jobs, SWT.CR, 0);
        Inspector inspector = robot.find(Inspector.class, "inspector");
        robot.until("why it failed, and the note", () -> inspector.aloud().contains("could not be matched")
                && inspector.aloud().contains("The camera was set") && inspector.aloud().contains("Attempts"));
        picture("jobs-3-failed");
        detailsAreAsWideAsTheyAreDrawn(inspector);
        dark(true);
        robot.key(jobs, 'n', 0);
        Text again = robot.find(Text.class, "note-text");
        picture("jobs-8-note-dark");
        robot.run(() -> again.getShell().close());
        menu();
        picture("jobs-9-menu-dark");
        robot.run(() -> jobs.getMenu().setVisible(false));
        dark(false);
        FRAGILE.mend();
        robot.click(jobs, robot.ask(() -> jobs.action(first, JobAction.RETRY)));
        robot.until("one failure", () -> jobs.jobs().size() == 1);
        robot.click(robot.find(PushButton.class, "retry-all"));
        robot.until("no failure", () -> jobs.jobs().isEmpty());
        view(JobView.ALL);
        robot.until("both done", () -> engine().jobs().stream().limit(2).allMatch(j -> j.state() == JobState.SUCCESS));
    }

    private static void detailsAreAsWideAsTheyAreDrawn(Inspector inspector) {
        Sash sash = robot.find(Sash.class, "details-sash");
        int before = robot.ask(() -> inspector.getSize().x);
        robot.run(() -> {
            Event drawn = new Event();
            drawn.x = sash.getLocation().x - 100;
            sash.notifyListeners(SWT.Selection, drawn);
        });
        int after = robot.ask(() -> inspector.getSize().x);
        assertTrue(Math.abs(after - before - 100) <= 10, () -> before + " then " + after);
        PushButton details = robot.find(PushButton.class, "details");
        robot.click(details);
        robot.until("no details", () -> !inspector.isVisible());
        robot.click(details);
        robot.until("details", inspector::isVisible);
        assertEquals(after, robot.ask(() -> inspector.getSize().x));
    }

    private static void noticesCoverNoJob() {
        int whole = robot.ask(() -> jobs.getSize().y);
        robot.run(() -> jobs.scrollBy(100_000));
        // an earlier one may close meanwhile
        robot.until("the last job above the notice", () -> robot
                .search(Shell.class, shell -> "toast".equals(shell.getData("id")))
                .filter(toast -> toast.getBounds().y >= jobs.toDisplay(0, bottom()).y).isPresent());
        assertEquals(whole, robot.ask(() -> jobs.getSize().y), "as high as before");
    }

    private static int bottom() {
        Rectangle last = jobs.line(ids().getLast());
        return last.y + last.height;
    }

    @Test
    @Order(6)
    void results_are_shown_in_the_library() {
        view(JobView.DONE);
        UUID done = robot.ask(() -> jobs.jobs().stream().filter(j -> j.state() == JobState.SUCCESS).findFirst()
                .orElseThrow().id());
        robot.click(jobs, robot.ask(() -> jobs.line(done)));
        robot.key(jobs, 's', 0);
        AssetGrid grid = robot.find(AssetGrid.class, "grid");
        robot.until("the result", () -> grid.selected().stream().map(Asset::path)
                .anyMatch(path -> path.contains("__")));
    }

    @Test
    @Order(7)
    void a_batch_shows_how_far_it_is_folds_and_is_canceled_at_its_head() throws IOException {
        view(JobView.ALL);
        submit("fetch-model", 1);
        List<JobSnapshot> batch = submit("enlarge", PICTURES);
        UUID head = batch.getFirst().batch();
        robot.until("one that counts down", () -> engine().jobs().stream()
                .anyMatch(j -> j.state() == JobState.WAITING_TO_RETRY));
        robot.until("progress", () -> jobs.jobs().stream()
                .anyMatch(j -> j.state() == JobState.RUNNING && j.fraction() > 0.1));
        picture("jobs-4-busy");
        dark(true);
        picture("jobs-5-busy-dark");
        dark(false);
        int open = robot.ask(() -> jobs.jobs().size());
        robot.click(jobs, robot.ask(() -> jobs.line(head)));
        robot.key(jobs, SWT.ARROW_LEFT, 0);
        robot.until("a closed batch", () -> jobs.jobs().size() == open - PICTURES);
        robot.click(jobs, robot.ask(() -> jobs.action(head, JobAction.CANCEL)));
        robot.until("a canceled batch", () -> engine().batches().find(head).orElseThrow().over() == PICTURES);
    }

    @Test
    @Order(8)
    void ten_thousand_jobs_scroll_within_a_frame() {
        long slowest = robot.ask(() -> {
            Shell other = new Shell(window.display(), SWT.SHELL_TRIM);
            other.setLayout(new FillLayout());
            JobBoard board = new JobBoard();
            IntStream.range(0, 10_000).mapToObj(JobsWindowTest::job).forEach(board::put);
            EmptyPlace empty = new EmptyPlace(Glyph.STACK, "", "");
            JobList list = new JobList(other, board, id -> id, empty, NOBODY);
            other.setSize(1200, 800);
            other.open();
            list.show(JobView.ALL, empty);
            long worst = framesOf(list);
            other.dispose();
            return worst;
        });
        System.getLogger("measured").log(System.Logger.Level.INFO, "95 % of frames of 10,000 jobs within {0} us",
                slowest / 1000);
        assertTrue(slowest < Work.FRAME_NANOS, () -> "a frame took " + slowest / 1000 + " us");
    }

    private static final JobOrders NOBODY = new JobOrders() {
        @Override
        public void act(JobAction action, List<JobSnapshot> list) {
            // only looks
        }

        @Override
        public void cancelBatch(UUID batch) {
            // only looks
        }

        @Override
        public void move(List<UUID> list, Place place) {
            // only looks
        }

        @Override
        public void prioritise(List<UUID> list, Priority priority) {
            // only looks
        }

        @Override
        public void looked(Optional<UUID> job) {
            // only looks
        }

        @Override
        public void inspect() {
            // only looks
        }
    };

    private static long framesOf(JobList list) {
        Rectangle area = list.getClientArea();
        Image canvas = new Image(list.getDisplay(), area.width, area.height);
        long frame = Work.ofFrame(list.getDisplay(), 120, i -> {
            list.scrollBy(i % 40 == 0 ? 100_000 : 37);
            Event event = new Event();
            event.gc = new GC(canvas);
            list.notifyListeners(SWT.Paint, event);
            event.gc.dispose();
        });
        canvas.dispose();
        return frame;
    }

    private static JobSnapshot job(int number) {
        UUID id = new UUID(0, number);
        JobState state = JobState.values()[number % JobState.values().length];
        return new JobSnapshot(id, new UUID(1, number / 100), 1, new Recipe(List.of(new Step("copy", Map.of()))),
                Path.of("/camera/picture with a longer name " + number + ".png"), Optional.empty(), state,
                new JobTurn(Priority.values()[number % 4], number % 7 == 0, number % 3, Optional.of(Instant.MAX)),
                new JobProgress(number % 100 / 100.0, "copy: tiles", Optional.empty()), List.of(), List.of(),
                Optional.empty(), JobTimes.submitted(Instant.ofEpochSecond(number)));
    }

    /** One job for each of so many pictures, as one batch. */
    private static List<JobSnapshot> submit(String processor, int count) {
        AssetGrid grid = robot.find(AssetGrid.class, "grid");
        ProjectFolder project = robot.ask(() -> studio.project().orElseThrow().folder());
        List<Input> inputs = robot.ask(grid::assets).stream().filter(a -> !a.path().contains("__")).limit(count)
                .map(a -> Input.of(project, a)).toList();
        Engine engine = engine();
        List<JobSnapshot> accepted = engine.submit(engine.plan(
                org.podstudio.engine.Order.of(new Recipe(List.of(new Step(processor, Map.of()))), inputs)));
        assertEquals(count, accepted.size());
        return accepted;
    }

    private static Engine engine() {
        return studio.project().orElseThrow().engine();
    }

    private static List<UUID> ids() {
        return jobs.jobs().stream().map(JobSnapshot::id).toList();
    }

    private static void order(UUID... expected) {
        robot.until("the order " + List.of(expected), () -> ids().equals(List.of(expected)));
        robot.until("the same order in the queue", () -> engine().queue().order().equals(List.of(expected)));
    }

    /** Goes there with the arrow keys. */
    private static void view(JobView view) {
        Chips views = robot.find(Chips.class, "job-views");
        while (robot.ask(views::selected) != view.ordinal()) {
            robot.key(views, robot.ask(views::selected) < view.ordinal() ? SWT.ARROW_RIGHT : SWT.ARROW_LEFT, 0);
        }
    }

    private static Menu menu() {
        robot.run(() -> {
            Event event = new Event();
            Rectangle line = jobs.getBounds();
            Point at = jobs.toDisplay(60, line.height / 2);
            event.x = at.x;
            event.y = at.y;
            event.detail = SWT.MENU_MOUSE;
            jobs.notifyListeners(SWT.MenuDetect, event);
        });
        return robot.ask(jobs::getMenu);
    }

    private static List<String> enabled(Menu menu) {
        return Arrays.stream(menu.getItems()).filter(i -> (i.getStyle() & SWT.SEPARATOR) == 0 && i.isEnabled())
                .map(i -> i.getText().split("\t")[0]).toList();
    }

    private static MenuItem item(Menu menu, String label) {
        return Arrays.stream(menu.getItems()).filter(i -> i.getText().split("\t")[0].equals(label)).findFirst()
                .orElseThrow();
    }

    private static void choose(Menu menu, String label) {
        robot.run(() -> {
            MenuItem item = item(menu, label);
            item.setSelection(true);
            item.notifyListeners(SWT.Selection, new Event());
            jobs.getMenu().setVisible(false);
        });
    }

    private static void picture(String name) throws IOException {
        robot.rest();
        robot.picture(shell, SCREENSHOTS.resolve(name + ".png"));
    }

    private static void dark(boolean on) {
        System.setProperty("podstudio.theme", on ? "dark" : "light");
        robot.run(() -> {
            window.context().get(IThemeEngine.class).setTheme(on ? "org.podstudio.ui.dark" : "org.podstudio.ui.light",
                    false);
            Look.of(window.display()).dark(on);
        });
        robot.rest();
    }
}
