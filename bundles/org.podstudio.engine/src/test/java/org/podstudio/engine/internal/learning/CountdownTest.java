package org.podstudio.engine.internal.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.engine.internal.learning.Forecast.Range;

class CountdownTest {

    private static final Range TEN_TO_TWENTY = new Range(10, 20);

    private final Random random = new Random(11);

    @Test
    void nothing_is_said_when_nothing_is_known() {
        Countdown blank = new Countdown();
        assertEquals(Optional.empty(), blank.whole());
        assertEquals(Optional.empty(), blank.tell(Duration.ofSeconds(5), 0));
        assertEquals(Optional.empty(), blank.tell(Duration.ofMillis(10), 0.9));
        assertEquals(Optional.empty(), blank.tell(Duration.ofSeconds(5), Double.NaN));
    }

    @Test
    void its_own_pace_tells_when_there_is_no_history() {
        Remaining left = new Countdown().tell(Duration.ofSeconds(30), 0.5).orElseThrow();
        assertTrue(within(30, left) && left.least().toSeconds() > 15 && left.most().toSeconds() < 60, left::toString);
    }

    @Test
    void before_it_begins_the_whole_is_what_history_says() {
        assertEquals(new Remaining(Duration.ofSeconds(10), Duration.ofSeconds(20)),
                new Countdown(Optional.of(TEN_TO_TWENTY)).whole().orElseThrow());
    }

    @Test
    void without_progress_it_counts_down_what_history_says_and_then_says_that_it_is_late() {
        Countdown down = new Countdown(Optional.of(TEN_TO_TWENTY));
        assertTrue(within(9, down.tell(Duration.ofSeconds(6), 0).orElseThrow()));
        Remaining late = new Countdown(Optional.of(TEN_TO_TWENTY)).tell(Duration.ofSeconds(100), 0).orElseThrow();
        assertEquals(new Remaining(Duration.ZERO, Duration.ofSeconds(25)), late);
    }

    @Test
    void the_truth_lies_within_most_of_the_time_and_the_range_narrows_and_never_leaps() {
        double[] widths = new double[10];
        int told = 0;
        int within = 0;
        for (int run = 0; run < 400; run++) {
            double total = Math.exp(2 + 3 * random.nextDouble());
            double guess = total * Math.exp(0.3 * random.nextGaussian());
            double bend = 0.75 + 0.6 * random.nextDouble();
            Countdown down = new Countdown(run % 3 == 0
                    ? Optional.empty()
                    : Optional.of(new Range(guess * Math.exp(-0.5), guess * Math.exp(0.5))));
            Optional<Remaining> before = Optional.empty();
            for (double at = 0; at < 1; at += 0.01) {
                double fraction = Math.pow(at, bend);
                Optional<Remaining> now = down.tell(Duration.ofMillis((long) (total * at * 1000)), fraction);
                if (now.isPresent()) {
                    requireSane(now.get());
                    before.ifPresent(b -> requireNoLeap(b, now.get(), total * 0.01));
                    told++;
                    within += within(total * (1 - at), now.get()) ? 1 : 0;
                    widths[(int) (at * 10)] += seconds(now.get().most().minus(now.get().least())) / total;
                }
                before = now;
            }
        }
        double share = within / (double) told;
        System.out.printf("countdown: within the range %.1f %% of the time%n", share * 100);
        assertTrue(share >= 0.8, () -> share + "");
        for (int tenth = 1; tenth < 9; tenth++) {
            assertTrue(widths[tenth + 1] < widths[tenth] * 1.02, "it does not narrow at " + tenth);
        }
        assertTrue(widths[9] < widths[1] / 5);
    }

    @Test
    void no_number_breaks_it() {
        double[] odd = {Double.NaN, -1, 0, 1e-300, 0.5, 1, 2, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int round = 0; round < 2000; round++) {
            Countdown down = new Countdown(
                    round % 2 == 0 ? Optional.empty() : Optional.of(new Range(0, random.nextDouble() * 1e12)));
            for (int n = 0; n < 5; n++) {
                down.tell(Duration.ofMillis(random.nextInt(3) == 0 ? -5 : random.nextLong(1L << 40)),
                        odd[random.nextInt(odd.length)]).ifPresent(CountdownTest::requireSane);
            }
        }
    }

    private static void requireSane(Remaining left) {
        assertTrue(!left.least().isNegative() && left.most().compareTo(left.least()) >= 0, left::toString);
    }

    private static void requireNoLeap(Remaining before, Remaining now, double passed) {
        double most = seconds(before.most()) * 1.5 + 1.01;
        double least = (seconds(before.most()) - passed) / 1.5 - 1.01;
        assertTrue(seconds(now.most()) <= most && seconds(now.most()) >= least, () -> before + " then " + now);
    }

    private static boolean within(double truth, Remaining left) {
        return truth >= seconds(left.least()) - 0.001 && truth <= seconds(left.most()) + 0.001;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
