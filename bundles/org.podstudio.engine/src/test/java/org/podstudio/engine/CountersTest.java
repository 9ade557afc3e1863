package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ChildUsage;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.Metric.Sample;

class CountersTest {

    @TempDir
    Path root = Path.of("");

    @Test
    void what_happens_to_jobs_is_counted() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Actor<?> shaky = Actor.of("shaky", (request, run) -> {
            run.child(1, List.of("ffmpeg")).accept(new ChildUsage(runs.get() == 0 ? 137 : 0, Duration.ZERO, 0));
            if (runs.getAndIncrement() == 0) {
                throw new ProcessingException(ErrorKind.TOOL, "media.killed", "It died.", "Retry.");
            }
            return Result.of(Actor.mark("shaky", request, run));
        });
        Actor<?> bad = Actor.of("bad", (request, run) -> {
            throw ProcessingException.input("bad.input", "No.", "Leave it.");
        });
        try (Rig rig = new Rig(root, shaky, bad)) {
            CountDownLatch told = new CountDownLatch(1);
            try (var listening = rig.engine.listen(job -> {
                told.countDown();
                throw new IllegalStateException("this listener always throws");
            })) {
                Asset cat = rig.picture("cat.png");
                JobSnapshot made = rig.perform("shaky", cat);
                rig.perform("bad", cat);
                rig.perform(rig.order(Rig.recipe("bad", "shaky"), cat));
                Rig.pass(told);
                Counters counters = rig.engines.counters();
                assertEquals(1, value(counters, "podstudio_jobs_total", "{type=shaky, outcome=success}"));
                assertEquals(1, value(counters, "podstudio_jobs_total", "{type=bad, outcome=failed}"));
                assertEquals(1, value(counters, "podstudio_jobs_total", "{type=chain, outcome=failed}"));
                assertEquals(1, value(counters, "podstudio_job_retries_total", "{type=shaky}"));
                assertEquals(2, value(counters, "podstudio_child_processes_total", "{}"));
                assertEquals(1, value(counters, "podstudio_child_processes_killed_total", "{}"));
                assertEquals(Files.size(made.outputs().getFirst()),
                        value(counters, "podstudio_output_bytes_total", "{}"));
                assertTrue(value(counters, "podstudio_listener_failures_total", "{}") > 0);
            }
        }
    }

    @Test
    void what_waits_is_counted_by_priority_as_long_as_the_project_is_open() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch both = new CountDownLatch(2);
        Actor<?> slow = Actor.of("slow", (request, run) -> {
            both.countDown();
            Rig.pass(go);
            return Result.of(Actor.mark("slow", request, run));
        });
        try (Rig rig = new Rig(root, slow)) {
            Counters counters = rig.engines.counters();
            List<JobSnapshot> jobs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                jobs.add(rig.submitOne(rig.order(Priority.NORMAL, "slow", rig.picture("n" + i + ".png"))));
            }
            Rig.pass(both);
            jobs.forEach(job -> rig.engine.inspect(job.id())); // who looks sees that it runs
            for (int i = 0; i < 3; i++) {
                jobs.add(rig.submitOne(rig.order(Priority.URGENT, "slow", rig.picture("u" + i + ".png"))));
            }
            assertEquals(2, value(counters, "podstudio_jobs_running", "{}"));
            assertEquals(3, value(counters, "podstudio_queue_depth", "{priority=urgent}"));
            assertEquals(0, value(counters, "podstudio_queue_depth", "{priority=low}"));
            go.countDown();
            for (JobSnapshot job : jobs) {
                rig.engine.await(job.id());
            }
            assertEquals(0, value(counters, "podstudio_queue_depth", "{priority=urgent}"));
            assertEquals(5, value(counters, "podstudio_jobs_total", "{type=slow, outcome=success}"));
        }
    }

    @Test
    void durations_fall_into_buckets_that_include_the_smaller_ones() {
        JobCounters counters = new JobCounters();
        for (int millis : new int[]{100, 101, 4_000, 9_000_000}) {
            counters.over(Rig.recipe("crop"), JobState.SUCCESS, Duration.ofMillis(millis));
        }
        Sample sample = sample(counters, "podstudio_job_duration_seconds", "{type=crop}");
        assertEquals(9004.201, sample.value(), 1e-9);
        assertEquals(List.of(1L, 2L, 2L, 3L, 3L, 3L, 3L, 3L, 3L, 4L),
                sample.buckets().stream().map(Metric.Bucket::count).toList());
        assertEquals(Double.POSITIVE_INFINITY, sample.buckets().getLast().most());
    }

    @Test
    void many_threads_lose_nothing() throws Exception {
        JobCounters counters = new JobCounters();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                String type = "type" + thread % 2;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        counters.over(Rig.recipe(type), JobState.SUCCESS, Duration.ZERO);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertEquals(80_000, value(counters, "podstudio_jobs_total", "{type=type0, outcome=success}"));
        assertEquals(80_000, value(counters, "podstudio_jobs_total", "{type=type1, outcome=success}"));
    }

    private static double value(Counters counters, String name, String labels) {
        return sample(counters, name, labels).value();
    }

    private static Sample sample(Counters counters, String name, String labels) {
        Metric metric = counters.read().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
        Map<String, Sample> samples = new HashMap<>();
        metric.samples().forEach(sample -> samples.put(sample.labels().toString(), sample));
        return Objects.requireNonNull(samples.get(labels), () -> labels + " in " + samples.keySet());
    }
}
