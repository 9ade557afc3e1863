package org.podstudio.engine.internal.learning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.podstudio.api.Needs;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.engine.internal.learning.Forecast.Range;
import org.podstudio.store.Lesson;
import org.podstudio.store.Lessons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that earlier runs in a project taught. Read from the store when first asked for, learned from at most ten runs of a processor a
 * second, stored a few seconds later, many at once: a lesson that is lost with the program is no loss. For any thread.
 */
public final class Experience implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Experience.class);
    private static final Duration SELDOM = Duration.ofMillis(100);
    private static final Duration STORED_AFTER = Duration.ofSeconds(3);
    /** From so many runs on, limits follow them. */
    private static final int ENOUGH = 5;
    private static final int TIMES_LONGER = 20;
    private static final int TIMES_QUIETER = 3;
    private static final Duration LEAST_LONGEST = Duration.ofMinutes(30);
    private static final Duration LEAST_QUIET = Duration.ofMinutes(1);

    private final Lessons store;
    private final Crowd crowd;
    private final long memoryBytes;
    private final Map<String, Subject> subjects = new ConcurrentHashMap<>();
    private final Map<String, Long> measured = new ConcurrentHashMap<>();
    private final List<Lesson> unstored = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("podstudio-lessons").factory());

    /** @param memoryBytes all there is; no correction goes beyond it */
    public Experience(Lessons store, Crowd crowd, long memoryBytes) {
        this.store = store;
        this.crowd = crowd;
        this.memoryBytes = memoryBytes;
    }

    /** A processor's estimate, corrected by how good its estimates were. @param freeDisk bytes where it will work */
    public Needs corrected(String processor, Needs estimate, long freeDisk) {
        return subject(processor).correction().apply(estimate, memoryBytes, freeDisk);
    }

    /** How much longer a run of a recipe takes, told while it runs. */
    public Countdown countdown(Recipe recipe, Size size) {
        return new Countdown(expected(recipe, size));
    }

    /** How long a run of a recipe may take. */
    public Limits limits(Recipe recipe, Size size) {
        return recipe.all().stream().map(step -> limits(step.processor(), size)).reduce(Limits::and)
                .orElseGet(() -> Limits.usual(size.unit()));
    }

    /** Begins to measure a run; to be closed. */
    public Meter meter(String processor) {
        return new Meter(crowd, due(processor));
    }

    /** Whether a lesson of the whole chain is wanted: its steps' own are not enough to tell its time. */
    public boolean wanted(Recipe recipe) {
        return recipe.all().size() > 1 && due(subject(recipe));
    }

    /** One more run; soon stored. */
    public void learn(Lesson lesson) {
        subject(lesson.subject());
        subjects.computeIfPresent(lesson.subject(), (name, known) -> known.with(lesson));
        synchronized (unstored) {
            unstored.add(lesson);
            if (unstored.size() == 1) {
                storeSoon();
            }
        }
    }

    /** Under which name the time of a recipe is remembered. */
    public static String subject(Recipe recipe) {
        return recipe.outputs().isEmpty()
                ? recipe.steps().stream().map(Step::processor).collect(Collectors.joining("+"))
                : recipe.title();
    }

    /** Stores what is not stored yet. */
    @Override
    public void close() {
        thread.shutdown();
        store();
    }

    private Optional<Range> expected(Recipe recipe, Size size) {
        Optional<Range> whole = subject(subject(recipe)).forecast(size.unit()).map(f -> f.seconds(size.amount()));
        return whole.isPresent() ? whole : sum(recipe, size);
    }

    /** Of a chain that never ran: its steps one after the other, when all of them are known. */
    private Optional<Range> sum(Recipe recipe, Size size) {
        List<Range> ranges = recipe.all().stream()
                .flatMap(step -> subject(step.processor()).forecast(size.unit()).stream())
                .map(forecast -> forecast.seconds(size.amount())).toList();
        return ranges.size() < recipe.all().size()
                ? Optional.empty()
                : ranges.stream().reduce((a, b) -> new Range(a.least() + b.least(), a.most() + b.most()));
    }

    private Limits limits(String processor, Size size) {
        Limits usual = Limits.usual(size.unit());
        Subject known = subject(processor);
        Limits learned = known.lessons().size() < ENOUGH
                ? usual
                : new Limits(known.quiet(), known.forecast(size.unit())
                        .map(f -> longer(f.seconds(size.amount()).mostTime())).orElse(usual.longest()));
        return learned.set(processor, name -> System.getProperty(name, ""));
    }

    private static Duration longer(Duration expected) {
        Duration longest = expected.multipliedBy(TIMES_LONGER);
        return longest.compareTo(LEAST_LONGEST) < 0 ? LEAST_LONGEST : longest;
    }

    private boolean due(String subject) {
        long now = System.nanoTime();
        Long last = measured.get(subject);
        boolean due = last == null || now - last >= SELDOM.toNanos();
        if (due) {
            measured.put(subject, now);
        }
        return due;
    }

    private Subject subject(String name) {
        return subjects.computeIfAbsent(name, known -> new Subject(read(known)));
    }

    private List<Lesson> read(String name) {
        try {
            return store.of(name);
        } catch (RuntimeException e) {
            LOG.warn("What was learned of {} cannot be read: {}", name, e.toString());
            return List.of();
        }
    }

    private void storeSoon() {
        try {
            thread.schedule(this::store, STORED_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed: nothing more is learned");
        }
    }

    private void store() {
        List<Lesson> lessons;
        synchronized (unstored) {
            lessons = newest(unstored);
            unstored.clear();
        }
        try {
            if (!lessons.isEmpty()) {
                store.add(lessons);
            }
        } catch (RuntimeException e) {
            LOG.warn("What was learned cannot be stored: {}", e.toString());
        }
    }

    /** No more of a subject than are kept. */
    private static List<Lesson> newest(List<Lesson> lessons) {
        Map<String, Integer> counts = new HashMap<>();
        return lessons.reversed().stream()
                .filter(lesson -> counts.merge(lesson.subject(), 1, Integer::sum) <= Lessons.KEPT).toList().reversed();
    }

    /** What is known of one subject, and what follows from it, reckoned when first asked for. @param lessons newest first */
    private record Subject(List<Lesson> lessons, Map<String, Optional<Forecast>> forecasts, Duration quiet) {

        Subject(List<Lesson> lessons) {
            this(lessons, new ConcurrentHashMap<>(), quiet(lessons));
        }

        Subject with(Lesson lesson) {
            List<Lesson> more = new ArrayList<>(lessons.size() + 1);
            more.add(lesson);
            lessons.stream().limit(Lessons.KEPT - 1L).forEach(more::add);
            return new Subject(List.copyOf(more));
        }

        Correction correction() {
            return lessons.isEmpty() ? Correction.NONE : Correction.of(lessons);
        }

        Optional<Forecast> forecast(String unit) {
            return forecasts.computeIfAbsent(unit, u -> Forecast.of(lessons, u));
        }

        private static Duration quiet(List<Lesson> lessons) {
            double most = lessons.stream().mapToDouble(Lesson::quietSeconds).max().orElse(0);
            Duration quiet = Duration.ofMillis((long) (most * 1000 * TIMES_QUIETER));
            return quiet.compareTo(LEAST_QUIET) < 0 ? LEAST_QUIET : quiet;
        }
    }
}
