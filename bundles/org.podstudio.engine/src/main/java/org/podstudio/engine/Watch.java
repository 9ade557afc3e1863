package org.podstudio.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.podstudio.engine.internal.learning.Limits;
import org.podstudio.engine.internal.work.Cancellation.Reason;
import org.podstudio.engine.internal.work.JobLog;
import org.podstudio.engine.internal.work.Trail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the running jobs of a project once a second: says of one without progress that it stands still, ends one that takes too long, and
 * lets their logs be read.
 * A job that is paused while it runs has all the time there is. For any thread.
 */
final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Set<Round> rounds = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("podstudio-watch").factory());

    /** Begins with nothing to look at. */
    Watch() {
        thread.scheduleWithFixedDelay(() -> rounds.forEach(this::look), PACE.toMillis(), PACE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Looks after a job from now on, until the round is closed. */
    Round over(LiveJob live, JobLog log, Limits limits) {
        Round round = new Round(live, log, limits);
        rounds.add(round);
        return round;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look(Round round) {
        try (Trail trail = round.live.trail()) {
            round.look(System.nanoTime());
        } catch (Throwable e) {
            // whatever it is: one that gets out is the end of looking after all of them
            LOG.error("Job {} could not be looked after", round.live.id(), e);
        }
    }

    /** "5 min", "2.5 h", "30 s". */
    static String words(Duration time) {
        double seconds = time.toMillis() / 1e3;
        double amount = seconds < 120 ? seconds : seconds < 7200 ? seconds / 60 : seconds / 3600;
        String number = String.valueOf(Math.round(amount * 10) / 10.0).replaceAll("\\.0$", "");
        return number + (seconds < 120 ? " s" : seconds < 7200 ? " min" : " h");
    }

    /** One job while it runs. Looked at by the watch's thread alone. */
    final class Round implements AutoCloseable {
        private final LiveJob live;
        private final JobLog log;
        private final Limits limits;
        private long workedNanos;
        private long lastLook = System.nanoTime();
        private long lastStood;
        private boolean still;

        Round(LiveJob live, JobLog log, Limits limits) {
            this.live = live;
            this.log = log;
            this.limits = limits;
            this.lastStood = live.standstill().stood().toNanos();
        }

        @Override
        public void close() {
            rounds.remove(this);
        }

        void look(long now) {
            log.tell();
            long stood = live.standstill().stood().toNanos();
            long passed = Math.max(0, now - lastLook - (stood - lastStood));
            lastLook = now;
            lastStood = stood;
            workedNanos += passed;
            if (live.cancellation().reason().isPresent()) {
                return;
            }
            if (workedNanos > limits.longest().toNanos() && live.cancellation().cancel(Reason.TIMED_OUT)) {
                log.line("it takes longer than " + words(limits.longest()) + " and is stopped");
                return;
            }
            quiet(passed);
        }

        private void quiet(long passed) {
            Duration quiet = live.quiet(passed);
            if (still && !live.stands()) {
                still = false;
                log.line("it goes on");
            }
            if (!still && quiet.compareTo(limits.quiet()) > 0) {
                still = true;
                String words = "no progress for " + words(limits.quiet());
                live.stands(words);
                log.line(words);
                LOG.warn("Job {}: {}", live.id(), words);
            }
        }
    }
}
