package org.podstudio.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.podstudio.api.Expected;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.engine.internal.admission.Budget;
import org.podstudio.engine.internal.admission.Capacity;
import org.podstudio.engine.internal.admission.Dispatcher;
import org.podstudio.engine.internal.admission.MemoryInUse;
import org.podstudio.engine.internal.work.Temporaries;
import org.podstudio.store.Stores;

import com.sun.management.OperatingSystemMXBean;

/**
 * Jobs that do nothing, through the engine and the database of a real project: how many a second, and how long each takes from the call of
 * {@link Engine#submit} to the snapshot of its end at a listener. {@code releng/benchmarks/queue.sh} runs it, and no test does:
 * {@code QueueBenchmark FOLDER N PHASE...}
 * <p>
 * Phases: {@code warm} (jobs that are not counted), {@code burst} (N submissions of one job each from four threads), {@code batch} (one
 * submission of N), {@code files} (the same of a fifth of them, each of which makes a file), {@code paced} (200 a second for 8 s), {@code waiting} (what single calls take with nothing and with N jobs waiting). Each
 * prints a line, with the heap that is left after a collection; each runs with all jobs of those before it in the store.
 * <p>
 * Plans are made before: planning looks into the user's files, which no queue does. For the same reason the jobs look at their file and make
 * none, but for those of {@code files}.
 */
final class QueueBenchmark {

    private static final int SUBMITTERS = 4;
    private static final int RATE = 200;

    /** The number makes each phase another order. */
    record Params(@Range(min = 0, max = 1_000_000) int number) {}

    /** Looks and finds nothing. */
    private static final class Nothing implements Processor<Params> {
        private static final ProcessorInfo<Params> INFO = new ProcessorInfo<>("nothing", 1, Set.of(MediaKind.IMAGE),
                Set.of(), new Params(0));
        private volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public ProcessorInfo<Params> info() {
            return INFO;
        }

        @Override
        public Needs needs(Request<Params> request) {
            return new Needs(1, 0, 0, 0, 0);
        }

        @Override
        public Result process(Request<Params> request, Run run) throws IOException {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return Result.of(Map.of());
        }
    }

    /** Writes one letter. */
    private static final class Letter implements Processor<Params> {
        private static final ProcessorInfo<Params> INFO = new ProcessorInfo<>("letter", 1, Set.of(MediaKind.IMAGE),
                Set.of(MediaKind.IMAGE), new Params(0));

        @Override
        public ProcessorInfo<Params> info() {
            return INFO;
        }

        @Override
        public Needs needs(Request<Params> request) {
            return new Needs(1, 0, 0, 0, 0);
        }

        @Override
        public Result process(Request<Params> request, Run run) throws IOException {
            Path file = Files.writeString(run.scratch().resolve("out.png"), "x");
            return Result.of(new Output(file, "letter", Shelf.MASKS, Expected.ANYTHING));
        }
    }

    private final Map<UUID, Long> ended = new ConcurrentHashMap<>();
    private final Path folder;
    private final Engine engine;
    private final Nothing nothing;
    private final List<Path> inputs;
    private volatile CountDownLatch left = new CountDownLatch(0);
    private int phase;
    private long cpu;

    private QueueBenchmark(Path folder, Engine engine, Nothing nothing, List<Path> inputs) {
        this.folder = folder;
        this.engine = engine;
        this.nothing = nothing;
        this.inputs = inputs;
        engine.listen(this::heard);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0])).toRealPath();
        int count = Integer.parseInt(arguments[1]);
        Nothing nothing = new Nothing();
        ProjectFolder project = new ProjectFolder(Files.createDirectories(folder.resolve("project")));
        Stores stores = new Stores();
        try (Engines engines = new Engines(stores::open, new Rig.Shelfful(Set.of()), new Letters(), Clock.systemUTC(),
                new Dispatcher(new Budget(Capacity.machine()), new MemoryInUse()), Rig.QUICK,
                new Temporaries(folder.resolve("temporary"), Clock.systemUTC()), Duration.ZERO)) {
            engines.install(List.of(nothing, new Letter()));
            try (Engine engine = engines.open(project)) {
                QueueBenchmark queue = new QueueBenchmark(folder, engine, nothing, inputs(folder, count));
                for (String name : Arrays.asList(arguments).subList(2, arguments.length)) {
                    queue.phase(name, count);
                }
            }
        }
    }

    private void phase(String name, int count) throws Exception {
        phase++;
        switch (name) {
            case "warm" -> burst(count / 5);
            case "burst" -> tell(name, burst(count));
            case "batch" -> tell(name, batch("nothing", count));
            case "files" -> tell(name, batch("letter", count / 5));
            case "paced" -> tell(name, paced(Math.min(count, RATE * 8)));
            case "waiting" -> waiting(count);
            default -> throw new IllegalArgumentException(name);
        }
    }

    /** When each of some jobs was submitted and had ended, nanoseconds. */
    private record Times(long begin, long end, long cpu, List<long[]> jobs) {}

    private Times burst(int count) throws Exception {
        List<Plan> plans = plans(count, 0);
        left = new CountDownLatch(count);
        Map<UUID, Long> submitted = new ConcurrentHashMap<>();
        long begin = System.nanoTime();
        cpu = cpu();
        List<Thread> threads = IntStream.range(0, SUBMITTERS).mapToObj(t -> Thread.ofPlatform().start(() -> {
            for (int i = t; i < count; i += SUBMITTERS) {
                submit(plans.get(i), submitted);
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        return times(begin, submitted);
    }

    private Times batch(String processor, int count) throws Exception {
        Plan plan = engine.plan(order(processor, 0, inputs.subList(0, count)));
        left = new CountDownLatch(count);
        Map<UUID, Long> submitted = new ConcurrentHashMap<>();
        long begin = System.nanoTime();
        cpu = cpu();
        submit(plan, submitted);
        return times(begin, submitted);
    }

    private Times paced(int count) throws Exception {
        List<Plan> plans = plans(count, 0);
        left = new CountDownLatch(count);
        Map<UUID, Long> submitted = new ConcurrentHashMap<>();
        long begin = System.nanoTime();
        cpu = cpu();
        for (int i = 0; i < count; i++) {
            long due = begin + i * 1_000_000_000L / RATE;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            submit(plans.get(i), submitted);
        }
        return times(begin, submitted);
    }

    /** What one call costs while nothing waits, and while many do. */
    private void waiting(int count) throws Exception {
        nothing.gate = new CountDownLatch(1);
        List<Plan> blockers = plans(16, 1);
        left = new CountDownLatch(count + 16 + 3 * 50);
        blockers.forEach(engine::submit);
        Map<String, Double> empty = calls(2);
        engine.submit(engine.plan(order(3, inputs.subList(0, count))));
        Map<String, Double> full = calls(4);
        full.forEach((call, micros) -> System.out.printf(Locale.ROOT,
                "podstudio waiting %s: %.0f us with nothing waiting, %.0f us with %d, ratio %.2f%n", call,
                empty.get(call),
                micros, count, micros / empty.get(call)));
        nothing.gate.countDown();
        engine.jobs().stream().filter(job -> job.state() == JobState.QUEUED).limit(1)
                .forEach(job -> engine.cancel(job.id()));
    }

    private Map<String, Double> calls(int number) throws Exception {
        List<Plan> plans = plans(50, number);
        List<UUID> ids = new ArrayList<>();
        double submit = median(50, i -> () -> ids.add(engine.submit(plans.get(i)).getFirst().id()));
        double job = median(50, i -> () -> engine.job(ids.get(i)));
        double cancel = median(50, i -> () -> engine.cancel(ids.get(i)));
        return Map.of("submit", submit, "job", job, "cancel", cancel);
    }

    private static double median(int count, IntFunction<Runnable> call) {
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            call.apply(i).run();
            micros[i] = (System.nanoTime() - begin) / 1e3;
        }
        Arrays.sort(micros);
        return micros[count / 2];
    }

    private void submit(Plan plan, Map<UUID, Long> submitted) {
        long time = System.nanoTime();
        engine.submit(plan).forEach(job -> submitted.put(job.id(), time));
    }

    private void heard(JobSnapshot job) {
        if (job.state().terminal() && ended.putIfAbsent(job.id(), System.nanoTime()) == null) {
            if (job.state() == JobState.FAILED) {
                System.out.println("a job failed: " + job.problem());
            }
            left.countDown();
        }
    }

    private Times times(long begin, Map<UUID, Long> submitted) throws InterruptedException {
        if (!left.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException(left.getCount() + " jobs are not done");
        }
        long end = System.nanoTime();
        List<long[]> jobs = new ArrayList<>();
        submitted.forEach((id, time) -> jobs.add(new long[]{time, ended.get(id)}));
        ended.clear();
        return new Times(begin, end, cpu() - cpu, jobs);
    }

    private void tell(String name, Times times) throws InterruptedException {
        double[] millis = times.jobs.stream().mapToDouble(job -> (job[1] - job[0]) / 1e6).sorted().toArray();
        int n = millis.length;
        System.out.printf(Locale.ROOT,
                "podstudio %s n=%d: jobs/s=%.0f, p50/p95/p99_ms=%.2f/%.2f/%.2f, cpu_us/job=%d, heap_mb=%d%n",
                name,
                n, n / ((times.end - times.begin) / 1e9), millis[n / 2], millis[n * 95 / 100], millis[n * 99 / 100],
                times.cpu / n / 1000, heap() >> 20);
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long heap() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 2; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private List<Plan> plans(int count, int number) {
        return inputs.subList(0, count).stream().map(input -> engine.plan(order(number, List.of(input)))).toList();
    }

    private Order order(int number, List<Path> files) {
        return order("nothing", number, files);
    }

    private Order order(String processor, int number, List<Path> files) {
        Recipe recipe = new Recipe(List.of(new Step(processor, Map.of("number", (long) phase * 100 + number))));
        return new Order(recipe, files.stream().map(Input::of).toList(), Optional.of(folder.resolve("out")),
                Terms.USUAL);
    }

    private static List<Path> inputs(Path folder, int count) throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.createDirectories(folder.resolve("out"));
        List<Path> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            inputs.add(Files.writeString(in.resolve("p" + i + ".png"), "x"));
        }
        return inputs;
    }
}
