package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Work;

/**
 * Which work is asked for already: who asks for the same again, while it waits or shortly after it was asked for, gets the same job. Finding
 * out and putting one's name down is one thing, also for many that ask at once. For any thread.
 */
final class Repeats {

    /** A file as it was when work on it was asked for. */
    record Stamp(long bytes, Instant modified) {}

    /** Work that is asked for. @param stamp of a file that may be changed; empty when its content is known to be what it was */
    record Wanted(Work work, Optional<Stamp> stamp) {

        /** With the stamp of its input, when that is a plain file. */
        static Wanted of(Work work, Path input) {
            return new Wanted(work, work.outputFolder().flatMap(plain -> stamp(input)));
        }

        private static Optional<Stamp> stamp(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new Stamp(found.size(), found.lastModifiedTime().toInstant()));
            } catch (IOException e) {
                // the job will say what is wrong with it
                return Optional.empty();
            }
        }
    }

    /** The answer to those who ask: which jobs do it, and which of these are new. */
    final class Claim {
        private final List<Known> all = new ArrayList<>();
        private final Set<Known> fresh = new HashSet<>();
        private final BitSet first = new BitSet();

        /** The job of each piece of work, in order. */
        List<UUID> jobs() {
            return all.stream().map(known -> known.job).toList();
        }

        /** Whether a job is one of those that nobody had asked for: whoever has the claim has to bring it. */
        boolean fresh(int index) {
            return first.get(index);
        }

        /** The new ones are stored. */
        void keep() {
            fresh.forEach(known -> known.stored.complete(null));
        }

        /** The new ones could not be stored. */
        void drop() {
            synchronized (Repeats.this) {
                fresh.forEach(Repeats.this::forget);
            }
            keep();
        }
    }

    /** A piece of work with its job; what is not stored yet is still to come. */
    private static final class Known {
        private final Work work;
        private final Optional<Stamp> stamp;
        private final UUID job;
        private final Instant submitted;
        private final long until;
        private final CompletableFuture<@Nullable Void> stored = new CompletableFuture<>();

        Known(Work work, Optional<Stamp> stamp, UUID job, Instant submitted, long until) {
            this.work = work;
            this.stamp = stamp;
            this.job = job;
            this.submitted = submitted;
            this.until = until;
        }

        /** Whether the input is as it was: a file of which only the time is known must not be younger than the job. */
        boolean same(Wanted wanted) {
            return wanted.stamp().isEmpty()
                    || stamp.map(then -> then.equals(wanted.stamp().get()))
                            .orElse(!wanted.stamp().get().modified().isAfter(submitted));
        }
    }

    private final Duration window;
    private final LongSupplier nanos;
    private final Predicate<UUID> live;
    private final Function<UUID, Optional<JobSnapshot>> jobs;
    /** Usually one for each work, but one that runs for long may have been asked for again; the latest last. */
    private final Map<Work, List<Known>> known = new HashMap<>();
    /** In the order they are asked for, until their window has passed. */
    private final Deque<Known> recent = new ArrayDeque<>();

    /**
     * @param window how long after it was asked for the same work is the same job
     * @param nanos a clock that only measures, as {@link System#nanoTime}: one that is set back must not make the window longer
     * @param live whether a job is not over; asked often
     * @param jobs how a job stands
     */
    Repeats(Duration window, LongSupplier nanos, Predicate<UUID> live, Function<UUID, Optional<JobSnapshot>> jobs) {
        this.window = window;
        this.nanos = nanos;
        this.live = live;
        this.jobs = jobs;
    }

    /** A job from before the project was opened. */
    synchronized void found(JobRecord job, Instant now) {
        Duration age = Duration.between(job.times().submitted(), now);
        Duration left = window.minus(age.isNegative() ? Duration.ZERO : age);
        Known found = new Known(job.work(), Optional.empty(), job.id(), job.times().submitted(),
                nanos.getAsLong() + Math.max(0, left.toNanos()));
        found.stored.complete(null);
        put(found);
    }

    /**
     * Puts one's name down for what nobody has asked for; while somebody else's job for some of it is being stored, waits for how that goes.
     * The claim must be {@linkplain Claim#keep kept} or {@linkplain Claim#drop dropped} soon, whatever happens.
     *
     * @param not jobs that are no answer, because somebody wants their work done once more
     */
    Claim claim(List<Wanted> wanted, Set<UUID> not, Instant now) {
        while (true) {
            CompletableFuture<?> pending;
            synchronized (this) {
                Optional<Known> coming = wanted.stream()
                        .flatMap(one -> there(one.work()).stream())
                        .filter(one -> !one.stored.isDone()).findFirst();
                if (coming.isEmpty()) {
                    return put(wanted, not, now);
                }
                pending = coming.get().stored;
            }
            pending.join();
        }
    }

    /** A job is over. */
    synchronized void over(JobSnapshot job, Work work) {
        there(work).stream().filter(one -> one.job.equals(job.id()))
                .filter(one -> job.state() != JobState.SUCCESS || passed(one)).toList().forEach(this::forget);
    }

    /** How many are remembered. */
    synchronized int size() {
        return known.size();
    }

    private Claim put(List<Wanted> wanted, Set<UUID> not, Instant now) {
        Claim claim = new Claim();
        forget();
        for (Wanted one : wanted) {
            Optional<Known> there = there(one.work()).reversed().stream()
                    .filter(found -> claim.fresh.contains(found) || repeats(found, one, not)).findFirst();
            Known answer = there.orElseGet(() -> new Known(one.work(), one.stamp(), UUID.randomUUID(), now,
                    nanos.getAsLong() + window.toNanos()));
            if (there.isEmpty()) {
                put(answer);
                claim.fresh.add(answer);
                claim.first.set(claim.all.size());
            }
            claim.all.add(answer);
        }
        return claim;
    }

    private boolean repeats(Known there, Wanted wanted, Set<UUID> not) {
        return !not.contains(there.job) && there.same(wanted)
                && jobs.apply(there.job).filter(job -> stands(job, passed(there))).isPresent();
    }

    /** Whether a job is an answer to who asks for its work now. */
    private static boolean stands(JobSnapshot job, boolean passed) {
        return switch (job.state()) {
            case QUEUED, WAITING_TO_RETRY -> true;
            case RUNNING -> !passed;
            case SUCCESS -> !passed && job.outputs().stream().allMatch(Files::exists);
            case FAILED, CANCELED -> false;
        };
    }

    private void put(Known one) {
        known.computeIfAbsent(one.work, work -> new ArrayList<>(1)).add(one);
        recent.add(one);
    }

    private List<Known> there(Work work) {
        return known.getOrDefault(work, List.of());
    }

    private void forget(Known one) {
        known.computeIfPresent(one.work, (work, all) -> all.remove(one) && all.isEmpty() ? null : all);
    }

    private boolean passed(Known one) {
        return nanos.getAsLong() - one.until >= 0;
    }

    /** Those of which nobody will ask any more, so that memory stays as it is: what still waits goes when it is over. */
    private void forget() {
        while (!recent.isEmpty() && passed(recent.peek())) {
            Known one = recent.remove();
            if (!live.test(one.job) && one.stored.isDone()) {
                forget(one);
            }
        }
    }
}
