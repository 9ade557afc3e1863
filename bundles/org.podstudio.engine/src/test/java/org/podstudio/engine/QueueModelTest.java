package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.control.Place;
import org.podstudio.engine.internal.admission.Capacity;
import org.podstudio.engine.internal.retry.Backoff;
import org.podstudio.engine.internal.work.Scratch;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever is done to the engine, in whatever order: it does as {@link QueueModel} says, and every job ends exactly once. */
class QueueModelTest {

    private static final int PICTURES = 5;
    private static final Capacity ONE = new Capacity(1, 1L << 30, 1L << 30);
    /** Attempts that failed are not repeated before somebody lets time pass. */
    private static final Backoff SLOW = new Backoff(() -> 0.5, 1000);

    enum Kind {
        SUBMIT, SUBMIT_AGAIN, SUCCEED, FAIL, FAIL_FOR_NOW, CANCEL, PAUSE, RESUME, PAUSE_ALL, RESUME_ALL, FIRST, LAST, BEFORE, PRIORITISE, RETRY, REOPEN, REOPEN_LATER, KILL
    }

    /** Every kind, some more than once so that there is something to do the others to. */
    private static final List<Kind> OFTEN = Stream
            .concat(Stream.of(Kind.SUBMIT, Kind.SUBMIT, Kind.SUBMIT, Kind.SUBMIT, Kind.SUCCEED, Kind.FAIL_FOR_NOW),
                    Stream.of(Kind.values()))
            .toList();

    /** @param a which job, or picture @param b which other job, or priority */
    record Step(Kind kind, int a, int b) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators
                .combine(Arbitraries.integers().between(0, OFTEN.size() - 1), Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(0, 11))
                .as((kind, a, b) -> new Step(OFTEN.get(kind), a, b)).list().ofMinSize(1).ofMaxSize(40);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void every_job_ends_once_in_the_order_that_was_asked_for(@ForAll("steps") List<Step> steps) throws Exception {
        Path root = Files.createTempDirectory("podstudio-model");
        try (Play play = new Play(root)) {
            for (Step step : steps) {
                play.make(step);
                play.check();
            }
            play.finish();
        } finally {
            Scratch.delete(root);
        }
    }

    /** An engine beside its model. */
    private static final class Play implements AutoCloseable {
        private final QueueModel model = new QueueModel();
        private final Map<UUID, SynchronousQueue<JobState>> hands = new ConcurrentHashMap<>();
        private final Map<UUID, List<JobSnapshot>> seen = new ConcurrentHashMap<>();
        private final Set<UUID> over = new HashSet<>();
        private final List<String> faults = new CopyOnWriteArrayList<>();
        private final List<Step> done = new ArrayList<>();
        private final Path root;
        private final List<Asset> pictures = new ArrayList<>();
        private MemoryStore store = new MemoryStore();
        private Instant now = Rig.NOW;
        private Rig rig;

        Play(Path root) {
            this.root = root;
            this.rig = open();
            for (int i = 0; i < PICTURES; i++) {
                pictures.add(rig.picture("p" + i + ".png"));
            }
        }

        void make(Step step) throws InterruptedException {
            List<UUID> all = model.all();
            done.add(step);
            if (step.kind() == Kind.SUBMIT || all.isEmpty()) {
                submit(step.a() % PICTURES, Priority.values()[step.b() % 4]);
                return;
            }
            UUID a = all.get(all.size() - 1 - step.a() % all.size());
            UUID b = all.get(all.size() - 1 - step.b() % all.size());
            switch (step.kind()) {
                case SUBMIT -> throw new AssertionError();
                case SUBMIT_AGAIN -> submit(model.item(a).picture, model.item(a).priority);
                case SUCCEED -> end(JobState.SUCCESS);
                case FAIL -> end(JobState.FAILED);
                case FAIL_FOR_NOW -> end(JobState.WAITING_TO_RETRY);
                case CANCEL -> assertEquals(model.cancel(a), rig.engine.cancel(a));
                case PAUSE -> assertEquals(model.pause(a), rig.engine.queue().pause(a));
                case RESUME -> assertEquals(model.resume(a), rig.engine.queue().resume(a));
                case PAUSE_ALL -> pauseAll();
                case RESUME_ALL -> resumeAll();
                case FIRST -> assertEquals(model.toFront(a), rig.engine.queue().move(a, Place.first()));
                case LAST -> assertEquals(model.toEnd(a), rig.engine.queue().move(a, Place.last()));
                case BEFORE -> assertEquals(model.before(a, b), rig.engine.queue().move(a, Place.before(b)));
                case PRIORITISE -> prioritise(a, Priority.values()[step.b() % 4]);
                case RETRY -> retry(a);
                case REOPEN -> reopen(false, Duration.ZERO);
                case REOPEN_LATER -> reopen(false, Duration.ofDays(1));
                case KILL -> reopen(true, Duration.ZERO);
            }
        }

        private void submit(int picture, Priority priority) {
            Order order = rig.order(Rig.recipe("obey"), pictures.get(picture));
            UUID id = rig.submitOne(order.on(Terms.USUAL.at(priority).forced(true))).id();
            Optional<UUID> waiting = model.waiting(picture);
            if (waiting.isPresent()) {
                assertEquals(waiting.get(), id, "the same work waits already");
            } else {
                assertFalse(model.jobs.containsKey(id));
                model.submitted(id, picture, priority);
            }
        }

        private void end(JobState state) throws InterruptedException {
            Optional<UUID> active = model.active();
            if (active.isPresent()) {
                assertTrue(hand(active.get()).offer(state, 20, TimeUnit.SECONDS), "it should be at work");
                model.ended(state);
            }
        }

        private void pauseAll() {
            rig.engine.queue().pause();
            model.paused = true;
        }

        private void resumeAll() {
            rig.engine.queue().resume();
            model.resumeAll();
        }

        private void prioritise(UUID id, Priority priority) {
            assertEquals(model.prioritise(id, priority), rig.engine.queue().prioritise(id, priority));
        }

        private void retry(UUID id) {
            Optional<UUID> again = rig.engine.retry(id).map(JobSnapshot::id);
            QueueModel.Item old = model.item(id);
            assertEquals(old.state.terminal(), again.isPresent());
            again.ifPresent(job -> {
                model.letters.remove(id);
                Optional<UUID> waiting = model.waiting(old.picture);
                assertEquals(waiting.isPresent(), model.jobs.containsKey(job));
                if (waiting.isEmpty()) {
                    model.submitted(job, old.picture, old.priority);
                }
            });
        }

        private void reopen(boolean kill, Duration later) {
            MemoryStore left = kill ? store.copy() : store;
            rig.close();
            store = left;
            model.stopped(kill);
            now = now.plus(later);
            if (!later.isZero()) {
                model.timePasses();
            }
            rig = open();
            rig.engine.takeUp();
            model.takenUp();
        }

        /** Waits until all is as the model has it; then also the store is. */
        void check() throws InterruptedException {
            await(this::asExpected);
            for (UUID id : model.all()) {
                if (model.item(id).state.terminal() && asExpected()) {
                    rig.engine.await(id);
                }
            }
            for (UUID id : model.all()) {
                JobSnapshot shown = rig.engine.job(id).orElseThrow();
                assertEquals(model.item(id).state, shown.state(),
                        () -> "job " + model.all().indexOf(id) + " after " + done + "\nmodel " + model + "\nengine "
                                + rig.engine.jobs().reversed().stream()
                                        .map(job -> job.state() + " " + job.turn().priority() + " "
                                                + job.turn().paused())
                                        .toList());
                assertEquals(shown.state(), store.jobs().find(id).orElseThrow().state());
                if (!shown.state().terminal()) {
                    assertEquals(model.item(id).paused, shown.turn().paused());
                    assertEquals(model.item(id).priority, shown.priority());
                    assertEquals(shown.turn().paused(), store.jobs().find(id).orElseThrow().turn().paused());
                }
            }
            assertEquals(model.letters,
                    new HashSet<>(rig.engine.deadLetters().list().stream().map(letter -> letter.job().id()).toList()));
            assertEquals(model.paused, rig.engine.queue().paused());
        }

        private boolean asExpected() {
            return model.all().stream()
                    .allMatch(id -> rig.engine.job(id).orElseThrow().state() == model.item(id).state);
        }

        /** Everything goes on, and one after the other ends. */
        void finish() throws InterruptedException {
            reopen(false, Duration.ofDays(1));
            check();
            resumeAll();
            check();
            for (UUID id : model.all()) {
                assertEquals(model.resume(id), rig.engine.queue().resume(id));
                check();
            }
            while (model.active().isPresent()) {
                end(JobState.SUCCESS);
                check();
            }
            assertTrue(model.jobs.values().stream().allMatch(job -> job.state.terminal()));
            rig.close();
            seen.values().forEach(Play::assertLawful);
            assertEquals(List.of(), faults);
            assertEquals(List.of(), files());
        }

        private List<String> files() {
            try {
                return rig.files(root.resolve("Work/.scratch"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private static void assertLawful(List<JobSnapshot> snapshots) {
            for (int i = 1; i < snapshots.size(); i++) {
                JobSnapshot before = snapshots.get(i - 1);
                JobSnapshot after = snapshots.get(i);
                assertTrue(after.sequence() > before.sequence(), () -> before + " then " + after);
                assertTrue(before.state() == after.state() || before.state().mayBecome(after.state()),
                        () -> before + " then " + after);
                assertFalse(before.state().terminal(), () -> before + " then " + after);
            }
        }

        private Rig open() {
            Map<UUID, List<JobSnapshot>> mine = new HashMap<>();
            Rig opened = new Rig(root, store, ONE, now, SLOW, Duration.ZERO,
                    Actor.of("obey", this::obey).needing(new Needs(1, 0, 0, 0, 0)));
            opened.engine.listen(job -> {
                // numbers begin anew with what the store has when the program was killed: each life is looked at alone
                List<JobSnapshot> life = mine.computeIfAbsent(job.id(), id -> {
                    List<JobSnapshot> fresh = new ArrayList<>();
                    seen.put(UUID.randomUUID(), fresh);
                    return fresh;
                });
                life.add(job);
                if (job.state().terminal()) {
                    faults.addAll(over.add(job.id()) ? List.of() : List.of("ended twice: " + job));
                }
            });
            return opened;
        }

        /** Does nothing until it is told how to end. */
        private Result obey(Request<?> request, Run run) throws IOException {
            UUID id = UUID.fromString(Objects.requireNonNull(run.scratch().getParent()).getFileName().toString());
            while (true) {
                run.checkCanceled();
                switch (told(id)) {
                    case SUCCESS -> {
                        return Result.of(Actor.mark("obey", request, run));
                    }
                    case FAILED -> throw ProcessingException.input("obey.told", "It was told to fail.", "None.");
                    case WAITING_TO_RETRY ->
                        throw new ProcessingException(ErrorKind.TOOL, "media.killed", "It died.", "Retry.");
                    default -> run.progress(0.5);
                }
            }
        }

        private JobState told(UUID id) {
            try {
                @Nullable
                JobState told = hand(id).poll(1, TimeUnit.MILLISECONDS);
                return told == null ? JobState.RUNNING : told;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private SynchronousQueue<JobState> hand(UUID id) {
            return hands.computeIfAbsent(id, same -> new SynchronousQueue<>());
        }

        @Override
        public void close() {
            rig.close();
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(200_000);
        }
    }
}
