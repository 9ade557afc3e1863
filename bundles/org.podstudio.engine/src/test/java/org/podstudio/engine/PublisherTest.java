package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Turn;
import org.podstudio.store.Work;

class PublisherTest {

    private static final ProjectFolder FOLDER = new ProjectFolder(Path.of("/project"));

    private final AtomicInteger failures = new AtomicInteger();
    private final Publisher publisher = new Publisher(failures::incrementAndGet);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        publisher.close();
    }

    @Test
    void one_that_blocks_and_one_that_throws_keep_nobody_waiting() {
        CountDownLatch heard = new CountDownLatch(3);
        publisher.listen(snapshot -> Rig.pass(gate));
        publisher.listen(snapshot -> {
            throw new IllegalStateException("no");
        });
        publisher.listen(snapshot -> heard.countDown());
        JobRecord job = job();
        publisher.publish(snapshot(job, 1));
        publisher.publish(snapshot(job, 2));
        publisher.publish(snapshot(job.with(JobState.SUCCESS), 3));
        Rig.pass(heard);
        gate.countDown();
        publisher.close();
        assertEquals(3, failures.get());
    }

    @Test
    void one_that_breaks_hears_what_comes_next() {
        CountDownLatch heard = new CountDownLatch(2);
        publisher.listen(snapshot -> {
            heard.countDown();
            throw new AssertionError("broken");
        });
        JobRecord job = job();
        publisher.publish(snapshot(job, 1));
        publisher.publish(snapshot(job, 2));
        Rig.pass(heard);
        publisher.close();
        assertEquals(2, failures.get());
    }

    @Test
    void one_that_is_a_little_slow_hears_everything_in_sequence() {
        List<Long> heard = new ArrayList<>();
        publisher.listen(snapshot -> {
            Rig.pass(gate);
            heard.add(snapshot.sequence());
        });
        JobRecord job = job();
        List<Long> told = Stream.iterate(1L, n -> n + 1).limit(Listening.BEHIND / 2).toList();
        told.forEach(number -> publisher.publish(snapshot(job, number)));
        gate.countDown();
        publisher.close();
        assertEquals(told, heard);
    }

    @Test
    void one_that_is_far_behind_hears_the_latest_of_each_job_and_every_end() {
        Map<UUID, JobSnapshot> last = new ConcurrentHashMap<>();
        AtomicInteger calls = new AtomicInteger();
        publisher.listen(snapshot -> {
            Rig.pass(gate);
            calls.incrementAndGet();
            JobSnapshot before = last.put(snapshot.id(), snapshot);
            assertTrue(before == null || before.sequence() < snapshot.sequence());
        });
        Map<UUID, JobSnapshot> told = new HashMap<>();
        List<JobRecord> jobs = Stream.generate(PublisherTest::job).limit(100).toList();
        for (long number = 1; number <= 100; number++) {
            for (JobRecord job : jobs) {
                JobRecord now = number == 100 ? job.with(JobState.SUCCESS) : job;
                told.put(job.id(), snapshot(now, number));
                publisher.publish(snapshot(now, number));
            }
        }
        gate.countDown();
        publisher.close();
        assertEquals(told, last);
        assertTrue(calls.get() <= Listening.BEHIND + 1 + jobs.size(), calls + " calls");
        assertEquals(0, failures.get());
    }

    @Test
    void one_that_has_enough_hears_nothing_more() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        var registration = publisher.listen(snapshot -> {
            calls.incrementAndGet();
            first.countDown();
            Rig.pass(gate);
        });
        JobRecord job = job();
        publisher.publish(snapshot(job, 1));
        publisher.publish(snapshot(job, 2));
        Rig.pass(first);
        registration.close();
        publisher.publish(snapshot(job, 3));
        gate.countDown();
        publisher.close();
        assertEquals(1, calls.get());
    }

    @Test
    void a_pulse_that_breaks_keeps_none_of_the_others_from_theirs() {
        CountDownLatch called = new CountDownLatch(51);
        // alone it may be in one waking of the timer; those that come after it are in the next together
        publisher.afterPulse(called::countDown);
        publisher.afterPulse(() -> {
            throw new AssertionError("broken");
        });
        for (int n = 0; n < 50; n++) {
            publisher.afterPulse(called::countDown);
        }
        Rig.pass(called);
    }

    private static JobRecord job() {
        Work work = new Work(Rig.recipe("crop"), "in.png", Optional.empty(), Optional.empty(), Optional.empty(), false);
        return JobRecord.queued(UUID.randomUUID(), work, Turn.last(Priority.NORMAL), JobTimes.submitted(Rig.NOW));
    }

    private static JobSnapshot snapshot(JobRecord job, long number) {
        return Records.snapshot(job.numbered(number), FOLDER);
    }
}
