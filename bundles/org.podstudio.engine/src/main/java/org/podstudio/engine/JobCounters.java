package org.podstudio.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.podstudio.api.Run.Registration;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Recipe;
import org.podstudio.engine.Metric.Bucket;
import org.podstudio.engine.Metric.Kind;
import org.podstudio.engine.Metric.Sample;
import org.podstudio.engine.internal.recipe.Round;
import org.podstudio.engine.internal.work.Timesheet;

/** Counts with adders that many threads may use at once; what stands in line is counted when somebody asks. */
final class JobCounters implements Counters {

    /** Seconds. Most pictures take less than one, a film may take an hour. */
    private static final double[] STEPS = {0.1, 0.5, 1, 5, 15, 60, 300, 1800, 7200, Double.POSITIVE_INFINITY};
    private static final String TYPE = "type";

    private final Map<SequencedMap<String, String>, LongAdder> jobs = new ConcurrentHashMap<>();
    private final Map<SequencedMap<String, String>, Durations> durations = new ConcurrentHashMap<>();
    private final Map<SequencedMap<String, String>, LongAdder> retries = new ConcurrentHashMap<>();
    private final LongAdder recovered = new LongAdder();
    private final LongAdder children = new LongAdder();
    private final LongAdder killedChildren = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder listenerFailures = new LongAdder();
    private final List<Supplier<Stream<JobSnapshot>>> projects = new CopyOnWriteArrayList<>();

    /** Looks at a project's jobs that are not over, too, until the registration is closed. */
    Registration watch(Supplier<Stream<JobSnapshot>> live) {
        projects.add(live);
        return () -> projects.remove(live);
    }

    /** A job is over. @param took from its first start to its end */
    void over(Recipe recipe, JobState state, Duration took) {
        String type = type(recipe);
        one(jobs, labels(TYPE, type, "outcome", state.name().toLowerCase(Locale.ROOT)));
        durations.computeIfAbsent(labels(TYPE, type), key -> new Durations()).add(took.toMillis() / 1e3);
    }

    /** An attempt has ended. @param again whether another one comes, because it failed */
    void attempt(Recipe recipe, Timesheet timesheet, boolean again) {
        children.add(timesheet.endedChildren());
        killedChildren.add(timesheet.killedChildren());
        if (again) {
            one(retries, labels(TYPE, type(recipe)));
        }
    }

    /** So much was put in place. */
    void made(long size) {
        bytes.add(size);
    }

    /** A job was found that a dead process had been working on. */
    void recovered() {
        recovered.increment();
    }

    /** A listener threw. */
    void listenerFailed() {
        listenerFailures.increment();
    }

    @Override
    public List<Metric> read() {
        List<Metric> all = new ArrayList<>();
        all.add(counter("podstudio_child_processes_total", "Child processes that worked for jobs and ended.",
                children));
        all.add(counter("podstudio_child_processes_killed_total", "Child processes that a signal ended.",
                killedChildren));
        all.add(new Metric("podstudio_job_duration_seconds", Kind.HISTOGRAM,
                "How long jobs took from their first start to their end.",
                durations.entrySet().stream().map(e -> e.getValue().sample(e.getKey())).toList()));
        all.add(new Metric("podstudio_job_retries_total", Kind.COUNTER,
                "Attempts that failed and are followed by more.",
                samples(retries)));
        all.add(counter("podstudio_jobs_recovered_total", "Jobs that the death of the program had cut off.",
                recovered));
        all.add(gauge("podstudio_jobs_running", "Jobs at work.", live(JobState.RUNNING)));
        all.add(new Metric("podstudio_jobs_total", Kind.COUNTER, "Jobs that are over.", samples(jobs)));
        all.add(counter("podstudio_listener_failures_total", "Listeners of jobs that threw.", listenerFailures));
        all.add(counter("podstudio_output_bytes_total", "What jobs made, bytes.", bytes));
        all.add(new Metric("podstudio_queue_depth", Kind.GAUGE, "Jobs that wait for their turn.", queue()));
        return all;
    }

    /** Jobs of one processor that runs once are of its type; the number of chains has no limit, so they are one type. */
    private static String type(Recipe recipe) {
        List<Round> rounds = Round.of(recipe);
        return rounds.size() == 1 ? rounds.getFirst().parts().getFirst().step().processor() : "chain";
    }

    private List<Sample> queue() {
        Map<Priority, Long> waiting = new EnumMap<>(Priority.class);
        live(JobState.QUEUED).forEach(job -> waiting.merge(job.turn().priority(), 1L, Long::sum));
        return Stream.of(Priority.values()).map(p -> new Sample(labels("priority", p.name().toLowerCase(Locale.ROOT)),
                waiting.getOrDefault(p, 0L), List.of())).toList();
    }

    private Stream<JobSnapshot> live(JobState state) {
        return projects.stream().flatMap(Supplier::get).filter(job -> job.state() == state);
    }

    private static void one(Map<SequencedMap<String, String>, LongAdder> adders, SequencedMap<String, String> labels) {
        adders.computeIfAbsent(labels, key -> new LongAdder()).increment();
    }

    private static SequencedMap<String, String> labels(String... namesAndValues) {
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            labels.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return labels;
    }

    private static List<Sample> samples(Map<SequencedMap<String, String>, LongAdder> adders) {
        return adders.entrySet().stream().map(e -> new Sample(e.getKey(), e.getValue().sum(), List.of())).toList();
    }

    private static Metric counter(String name, String help, LongAdder adder) {
        return new Metric(name, Kind.COUNTER, help, List.of(new Sample(labels(), adder.sum(), List.of())));
    }

    private static Metric gauge(String name, String help, Stream<JobSnapshot> counted) {
        return new Metric(name, Kind.GAUGE, help, List.of(new Sample(labels(), counted.count(), List.of())));
    }

    /** How often a job took how long. */
    private static final class Durations {

        private final LongAdder[] counts = Stream.generate(LongAdder::new).limit(STEPS.length)
                .toArray(LongAdder[]::new);
        private final LongAdder millis = new LongAdder();

        void add(double seconds) {
            int step = 0;
            while (seconds > STEPS[step]) {
                step++;
            }
            counts[step].increment();
            millis.add(Math.round(seconds * 1e3));
        }

        Sample sample(SequencedMap<String, String> labels) {
            List<Bucket> buckets = new ArrayList<>();
            long count = 0;
            for (int step = 0; step < STEPS.length; step++) {
                count += counts[step].sum();
                buckets.add(new Bucket(STEPS[step], count));
            }
            return new Sample(labels, millis.sum() / 1e3, buckets);
        }
    }
}
