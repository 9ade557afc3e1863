package org.podstudio.ui.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jdt.annotation.DefaultLocation;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
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
import org.podstudio.api.MediaKind;
import org.podstudio.api.Processor;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Labels;
import org.podstudio.ui.UiThread;
import org.podstudio.ui.form.ParameterForm;
import org.podstudio.ui.grid.AssetGrid;
import org.podstudio.ui.jobs.JobAction;
import org.podstudio.ui.jobs.JobList;
import org.podstudio.ui.look.EmptyPlace;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.PushButton;
import org.podstudio.ui.parts.CardList;
import org.podstudio.ui.parts.Leaving;
import org.podstudio.ui.parts.PlanView;
import org.podstudio.ui.session.Notice;
import org.podstudio.ui.session.Studio;

/** The window of the product from its first sight to a canceled job: one story, told by tests in order. */
@TestMethodOrder(OrderAnnotation.class)
@NonNullByDefault({DefaultLocation.PARAMETER, DefaultLocation.RETURN_TYPE}) // the fields are filled in before the
                                                                                                                    // first test
class WindowTest {

    private static final Path SCREENSHOTS = Path.of(System.getProperty("podstudio.screenshots", "target/screenshots"));

    @TempDir
    static Path folder;

    private static Window window;
    private static Robot robot;
    private static Studio studio;
    private static Shell shell;
    private static final int MANY = Integer.getInteger("podstudio.imports", 240);
    private static final Copy COPY = new Copy("copy", 0);
    private static final Together TOGETHER = new Together();

    @BeforeAll
    static void open() throws IOException {
        BundleContext bundle = Objects.requireNonNull(FrameworkUtil.getBundle(Studio.class)).getBundleContext();
        bundle.registerService(Processor.class, COPY, null);
        bundle.registerService(Processor.class, new Copy("slow-copy", 30), null);
        bundle.registerService(Processor.class, TOGETHER, null);
        window = new Window("-clearPersistedState");
        robot = new Robot(window.display());
        AssetGrid grid = robot.find(AssetGrid.class, "grid");
        shell = robot.ask(grid::getShell);
        studio = window.context().get(Studio.class);
    }

    @AfterAll
    static void close() throws InterruptedException {
        Display display = window.display();
        window.close();
        // What an engine still says then finds nobody, and is none the worse for it.
        UiThread.of(display).post(() -> {
        });
    }

    @Test
    @Order(1)
    void a_window_without_a_project_says_what_to_do() throws IOException {
        AssetGrid grid = robot.find(AssetGrid.class, "grid");
        assertTrue(robot.ask(() -> grid.assets().isEmpty()));
        assertEquals("PODStudio", robot.ask(shell::getText));
        robot.picture(shell, SCREENSHOTS.resolve("1-first-start.png"));
    }

    @Test
    @Order(2)
    void imported_pictures_appear_as_tiles() throws IOException {
        AssetGrid grid = robot.find(AssetGrid.class, "grid");
        List<Path> files = Pictures.make(Files.createDirectories(folder.resolve("camera")), 8);
        robot.run(() -> studio.create(folder.resolve("Sea & Sky")));
        robot.until("the project", () -> studio.project().isPresent());
        robot.run(() -> studio.bringIn(files));
        robot.until("eight pictures", () -> grid.assets().size() == 8 && grid.picturesShown() == 8);
        assertTrue(robot.ask(shell::getText).startsWith("Sea & Sky"));
        robot.until("its name, with the sign that a label would take for a mnemonic",
                () -> robot.search(Label.class, l -> l.getText().equals("Sea && Sky")).isPresent());
        robot.picture(shell, SCREENSHOTS.resolve("2-library.png"));
    }

    @Test
    @Order(3)
    void a_processor_runs_on_what_is_selected() throws IOException {
        AssetGrid grid = robot.find(AssetGrid.class, "grid");
        robot.click(grid, robot.ask(() -> grid.tile(0)));
        choose("copy");
        PushButton run = robot.find(PushButton.class, "run");
        robot.until("the plan", run::getEnabled);
        mistype(run);
        changeWhilePlanned(run);
        robot.click(run);
        JobList jobs = robot.find(JobList.class, "jobs");
        robot.until("a finished job",
                () -> !jobs.jobs().isEmpty() && jobs.jobs().getFirst().state() == JobState.SUCCESS);
        robot.until("its result as a tile", () -> grid.assets().size() == 9 && grid.picturesShown() >= 8);
        robot.rest();
        robot.picture(shell, SCREENSHOTS.resolve("3-result.png"));
        robot.click(robot.find(PushButton.class, "back"));
    }

    @Test
    @Order(4)
    void a_running_job_shows_progress_and_stops_when_told() throws IOException {
        AssetGrid grid = robot.find(AssetGrid.class, "grid");
        robot.run(grid::selectAll);
        choose("slow-copy");
        PushButton run = robot.find(PushButton.class, "run");
        robot.until("the plan", run::getEnabled);
        robot.click(run);
        JobList jobs = robot.find(JobList.class, "jobs");
        robot.until("progress",
                () -> jobs.jobs().stream().anyMatch(j -> j.state() == JobState.RUNNING && j.fraction() > 0.05));
        robot.picture(shell, SCREENSHOTS.resolve("4-progress.png"));
        dark(true);
        robot.picture(shell, SCREENSHOTS.resolve("5-progress-dark.png"));
        dark(false);
        stayWhenAsked();
        UUID first = robot.ask(() -> jobs.jobs().getFirst().id());
        robot.click(jobs, robot.ask(() -> jobs.action(first, JobAction.CANCEL)));
        robot.until("the first job canceled",
                () -> jobs.jobs().stream().anyMatch(j -> j.id().equals(first) && j.state() == JobState.CANCELED));
        robot.run(() -> studio.desk().cancel(jobs.jobs().stream().map(JobSnapshot::id).toList()));
        robot.until("all jobs over", () -> jobs.jobs().stream().allMatch(j -> j.state().terminal()));
        assertEquals(9, robot.ask(() -> grid.assets().size()));
    }

    @Test
    @Order(5)
    void planning_that_takes_long_says_how_far_it_is_and_stops_when_told() throws IOException {
        robot.click(robot.find(PushButton.class, "back"));
        choose("together");
        aWheelOverAListChangesNothing(robot.find(Combo.class, "manner"));
        PlanView plan = robot.find(PlanView.class, "plan");
        robot.until("how far it is", () -> plan.far().equals(OptionalDouble.of(0.45)));
        PushButton stop = robot.find(PushButton.class, "stop-planning");
        robot.picture(shell, SCREENSHOTS.resolve("9-planning.png"));
        robot.run(() -> {
            shell.forceActive();
            stop.setFocus();
        });
        robot.key(stop, ' ', 0);
        TOGETHER.stopped().orTimeout(20, TimeUnit.SECONDS).join();
        robot.until("that it was stopped", () -> plan.far().isEmpty() && stop.getText().equals("Go on"));
        robot.picture(shell, SCREENSHOTS.resolve("10-planning-stopped.png"));
        robot.key(stop, ' ', 0);
        assertTrue(robot.ask(() -> stop.isVisible() && stop.isFocusControl() && stop.getText().equals("Stop")));
        TOGETHER.goOn();
        PushButton run = robot.find(PushButton.class, "run");
        robot.until("the plan", run::getEnabled);
        assertTrue(robot.ask(() -> !stop.isVisible() && plan.isFocusControl()), "the next key would change a value");
        robot.key(plan, SWT.PAGE_DOWN, 0);
        robot.until("what comes to the files further down", () -> plan.offset() > 0);
        robot.picture(shell, SCREENSHOTS.resolve("11-planned.png"));
        robot.click(robot.find(PushButton.class, "back"));
    }

    /** Whoever scrolls a form must not change what the mouse happens to be over. */
    private static void aWheelOverAListChangesNothing(Combo list) {
        boolean reachesTheList = robot.ask(() -> {
            Event wheel = new Event();
            wheel.count = -3;
            list.notifyListeners(SWT.MouseVerticalWheel, wheel);
            return wheel.doit;
        });
        assertFalse(reachesTheList);
    }

    @Test
    @Order(6)
    void a_failure_stays_when_good_news_needs_room() throws IOException {
        robot.run(() -> studio.say(new Notice(Notice.Tone.BAD, "It failed", "Why.", List.of())));
        robot.run(() -> IntStream.range(0, 4).forEach(i -> studio.say(Notice.good("It worked " + i, ""))));
        assertEquals(List.of("It failed", "It worked 2", "It worked 3"), robot.ask(WindowTest::toasts));
        robot.run(() -> IntStream.range(0, 3).forEach(
                i -> studio.say(new Notice(Notice.Tone.BAD, "It failed again " + i, "", List.of()))));
        assertEquals(List.of("It failed again 0", "It failed again 1", "It failed again 2"),
                robot.ask(WindowTest::toasts));
        robot.until("as high as they say", () -> Arrays.stream(shell.getShells()).filter(WindowTest::isToast)
                .noneMatch(s -> s.getSize().y > s.computeSize(s.getSize().x, SWT.DEFAULT).y));
        robot.picture(shell, SCREENSHOTS.resolve("8-notices.png"));
    }

    private static boolean isToast(Shell shell) {
        return "toast".equals(shell.getData("id"));
    }

    private static List<String> toasts() {
        return Arrays.stream(shell.getShells()).filter(WindowTest::isToast).map(Shell::getText)
                .sorted().toList();
    }

    @Test
    @Order(7)
    void a_hundred_thousand_tiles_scroll_within_a_frame() {
        List<Asset> many = IntStream.range(0, 100_000).mapToObj(WindowTest::asset).toList();
        long slowest = robot.ask(() -> {
            Shell other = new Shell(window.display(), SWT.SHELL_TRIM);
            other.setLayout(new FillLayout());
            EmptyPlace empty = new EmptyPlace(Glyph.IMAGE, "", "");
            AssetGrid grid = new AssetGrid(other, empty, s -> {
            }, a -> {
            });
            other.setSize(1200, 800);
            other.open();
            grid.show(many, a -> Optional.empty(), empty);
            long worst = framesOf(grid);
            other.dispose();
            return worst;
        });
        assertTrue(slowest < Work.FRAME_NANOS, () -> "a frame took " + slowest / 1000 + " us");
    }

    @Test
    @Order(8)
    void the_window_answers_while_files_come_in() throws Exception {
        AssetGrid grid = robot.find(AssetGrid.class, "grid");
        int before = robot.ask(() -> grid.assets().size());
        List<Path> files = Pictures.make(Files.createDirectories(folder.resolve("many")), 120, 8,
                8 + MANY);
        long heap = Work.heap();
        robot.run(() -> studio.bringIn(files));
        CompletableFuture<Boolean> there = robot.seen(() -> grid.assets().size() == before + MANY);
        robot.run(() -> scrollAbout(grid, there));
        Stalls stalls = new Stalls(window.display());
        stalls.during(there);
        measured("{0} files came in; {1}", MANY, stalls);
        // two rows, for the third is seen only where the scrolling happened to end between two
        robot.until("a page of pictures", () -> grid.picturesShown() >= 8);
        long frame = robot.ask(() -> drawing(grid));
        long kept = Work.heap() - heap;
        measured("95 % of frames of {0} pictures within {1} us of a core; {2} kB of Java heap more", robot.ask(
                grid::picturesShown), frame / 1000, kept >> 10);
        assertTrue(frame < Work.FRAME_NANOS, () -> "a frame took " + frame / 1000 + " us");
        // a tenth of a second is not felt; that others have the cores meanwhile is not the window's doing
        assertTrue(stalls.worked(99) < 100 && stalls.worked(100) < 400 && stalls.stuck() == 0, stalls::toString);
        // wide, for at a full machine the clock tells of the others too; of waits in native code nothing else does
        assertTrue(stalls.waited(50) < 250, stalls::toString);
        assertTrue(kept < (24L << 20) + 4096L * MANY, () -> "it keeps " + (kept >> 10) + " kB of Java heap more");
    }

    private static void measured(String words, Object... values) {
        System.getLogger("measured").log(System.Logger.Level.INFO, words, values);
    }

    /** The work of drawing all that is seen. */
    private static long drawing(AssetGrid grid) {
        Point size = grid.getSize();
        Image image = new Image(grid.getDisplay(), size.x, size.y);
        GC gc = new GC(image);
        long frame = Work.ofFrame(grid.getDisplay(), 40, i -> grid.print(gc));
        gc.dispose();
        image.dispose();
        return frame;
    }

    private static void scrollAbout(AssetGrid grid, CompletableFuture<?> until) {
        if (!until.isDone()) {
            grid.scrollBy(grid.tile(0).y < -2_000 ? -3_000 : 137);
            window.display().timerExec(50, () -> scrollAbout(grid, until));
        }
    }

    private static long framesOf(AssetGrid grid) {
        return Work.ofFrame(grid.getDisplay(), 120, i -> {
            grid.scrollBy(i % 40 == 0 ? 400_000 : 37);
            grid.redraw();
            grid.update();
        });
    }

    private static void choose(String id) {
        CardList cards = robot.find(CardList.class, "cards");
        robot.until("the card of " + id, () -> cards.card(id).isPresent());
        robot.click(cards, robot.ask(() -> cards.card(id).orElseThrow()));
    }

    /** A value out of range is refused at the field, in red, and nothing can be run; the right one takes it away. */
    private static void mistype(PushButton run) {
        Text copies = robot.find(Text.class, "copies");
        Point size = robot.ask(shell::getSize);
        robot.run(() -> shell.setSize(size.x, 560));
        robot.run(() -> copies.setText("12"));
        robot.until("a red message",
                () -> robot.search(Label.class, l -> l.getText().contains("within 1 to 9")).isPresent());
        assertFalse(robot.ask(run::getEnabled));
        robot.until("the whole form, longer by the message", () -> robot.search(ParameterForm.class, f -> true)
                .filter(f -> f.getSize().y >= f.computeSize(f.getSize().x, SWT.DEFAULT).y).isPresent());
        robot.run(() -> shell.setSize(size));
        robot.run(() -> copies.setText("1"));
        robot.until("no message",
                () -> robot.search(Label.class, l -> l.getText().contains("within 1 to 9")).isEmpty());
        robot.until("the plan again", run::getEnabled);
    }

    /** A plan of values that are gone by the time it is ready can not be run. */
    private static void changeWhilePlanned(PushButton run) {
        Text copies = robot.find(Text.class, "copies");
        CountDownLatch gate = COPY.holdPlans();
        robot.run(() -> copies.setText("2"));
        robot.until("a plan in the making", () -> COPY.planned() > 0);
        robot.run(() -> copies.setText("12"));
        gate.countDown();
        robot.rest();
        assertFalse(robot.ask(run::getEnabled));
        robot.run(() -> copies.setText("1"));
        robot.until("the plan again", run::getEnabled);
    }

    /** Closing the window while jobs run asks first; whoever stays has lost nothing. */
    private static void stayWhenAsked() throws IOException {
        for (boolean dark : List.of(false, true)) {
            dark(dark);
            window.display().asyncExec(shell::close);
            PushButton stay = robot.find(PushButton.class, "no");
            robot.rest();
            robot.picture(robot.ask(stay::getShell), SCREENSHOTS.resolve(dark ? "6-quit-dark.png" : "6-quit.png"));
            robot.picture(shell, SCREENSHOTS.resolve(dark ? "7-quit-window-dark.png" : "7-quit-window.png"));
            robot.run(() -> stay.getShell().traverse(SWT.TRAVERSE_ESCAPE));
            robot.until("no question", stay::isDisposed);
            assertTrue(robot.ask(shell::isVisible));
        }
        dark(false);
        assertFalse(answer("no"));
        assertTrue(answer("yes"));
        assertTrue(robot.ask(() -> studio.running() > 0));
    }

    private static boolean answer(String button) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        window.display().asyncExec(() -> answer.complete(Leaving.agreed(shell, studio)));
        robot.click(robot.find(PushButton.class, button));
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
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

    private static Asset asset(int number) {
        Content content = new Content("0", 1_000_000L + number, "image/png", OptionalInt.of(1200), OptionalInt.of(800),
                OptionalDouble.empty(), "png", Map.of());
        return new Asset(UUID.randomUUID(), MediaKind.IMAGE,
                "Library/images/picture with a longer name " + number + ".png", content,
                new Labels("unsorted", Set.of(), 0, false), Optional.empty(), Optional.empty(), Optional.empty(),
                Instant.EPOCH);
    }
}
