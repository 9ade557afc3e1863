package org.podstudio.engine.internal.learning;

import java.time.Duration;
import java.util.Optional;

import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.engine.internal.learning.Forecast.Range;

/**
 * How much longer one run takes, as a range: at first what the forecast leaves, and the further it comes the more what its own pace so far
 * says; told again and again, with no leap from one time to the next. Nothing is said when nothing is known. Not safe for several threads.
 */
public final class Countdown {

    /** Its own pace says nothing before it has come so far, or worked so long. */
    private static final double SOME = 0.02;
    private static final double SECOND = 1;
    /** How far the pace may change yet, in logarithms: when it is done and when it has just begun. */
    private static final double STEADY = 0.1;
    private static final double UNSTEADY = 0.4;
    private static final double WILD = 1.5;
    /** One that takes longer than any did before will take so much longer, as a part of what it took. */
    private static final double LATE = 0.25;
    /** From one time to the next a bound changes by no more than this factor, or a second. */
    private static final double LEAP = 1.5;

    private final Optional<Range> expected;
    private Optional<Range> last = Optional.empty();
    private double toldAt;

    /** @param expected for the whole run */
    Countdown(Optional<Range> expected) {
        this.expected = expected;
    }

    /** For a run of which nothing is known yet. */
    public Countdown() {
        this(Optional.empty());
    }

    /** As long as nothing was done. */
    public Optional<Remaining> whole() {
        return expected.map(Countdown::remaining);
    }

    /**
     * @param elapsed since it began, without what it stood still
     * @param fraction that is done, 0 to 1
     */
    public Optional<Remaining> tell(Duration elapsed, double fraction) {
        double seconds = Math.max(0, elapsed.toNanos() / 1e9);
        double done = fraction > 0 ? Math.min(fraction, 1) : 0;
        last = estimate(seconds, done).map(range -> steadied(range, seconds));
        toldAt = seconds;
        return last.map(Countdown::remaining);
    }

    private Optional<Range> estimate(double elapsed, double done) {
        Optional<Range> byPace = done >= SOME && elapsed >= SECOND
                ? Optional.of(pace(elapsed, done))
                : Optional.empty();
        Optional<Range> byHistory = expected.map(whole -> left(whole, elapsed, done));
        if (byPace.isEmpty() || byHistory.isEmpty()) {
            return byPace.or(() -> byHistory);
        }
        double weight = Math.sqrt(done);
        return Optional.of(new Range(mix(byHistory.get().least(), byPace.get().least(), weight),
                mix(byHistory.get().most(), byPace.get().most(), weight)));
    }

    private static Range pace(double elapsed, double done) {
        double left = elapsed / done * (1 - done);
        double doubt = Math.min(WILD, STEADY - UNSTEADY * Math.log(done));
        return new Range(left * Math.exp(-doubt), left * Math.exp(doubt));
    }

    private static Range left(Range whole, double elapsed, double done) {
        double most = Math.max(whole.most() - elapsed, LATE * elapsed * (1 - done));
        return new Range(Math.max(0, whole.least() - elapsed), most);
    }

    private Range steadied(Range now, double elapsed) {
        if (last.isEmpty()) {
            return now;
        }
        double passed = elapsed - toldAt;
        double most = near(now.most(), last.get().most() - passed);
        return new Range(Math.min(most, near(now.least(), last.get().least() - passed)), most);
    }

    private static double near(double now, double before) {
        double was = Math.max(0, before);
        return Math.clamp(now, Math.max(0, was / LEAP - 1), was * LEAP + 1);
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static Remaining remaining(Range range) {
        return new Remaining(duration(range.least()), duration(range.most()));
    }

    /** A year is as good as for ever. */
    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(Math.min(seconds, 365 * 86400.0) * 1000));
    }
}
