package org.podstudio.engine.internal.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.podstudio.api.Needs;

class PaceTest {

    private long now;
    private final Pace pace = new Pace(() -> now, Pace.MOST);

    @Test
    void as_many_as_were_over_within_a_moment_are_started_beyond_the_cores() {
        for (int i = 0; i < 10; i++) {
            over(Duration.ofMillis(2));
        }
        assertEquals(10, pace.ahead());
        now += Duration.ofSeconds(1).toNanos();
        assertEquals(0, pace.ahead());
    }

    @Test
    void never_more_than_64() {
        for (int i = 0; i < 1000; i++) {
            over(Duration.ofNanos(1000));
        }
        assertEquals(64, pace.ahead());
    }

    @Test
    void jobs_that_work_for_long_have_a_core_each() {
        for (int i = 0; i < 10; i++) {
            pace.started(i);
        }
        now += Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < 10; i++) {
            pace.over(i);
        }
        assertEquals(0, pace.ahead());
    }

    @Test
    void a_budget_that_runs_ahead_promises_so_many_more_cores_and_no_more_memory() {
        Budget budget = new Budget(new Capacity(1, 100, 100));
        Needs needs = new Needs(1, 0, 30, 0, 0);
        budget.take(needs);
        assertTrue(budget.full());
        budget.runAhead(9);
        assertFalse(budget.full());
        assertEquals(Optional.empty(), budget.obstacle(needs, Disk.UNKNOWN, 0));
        budget.take(needs);
        assertEquals(Optional.of(Obstacle.MEMORY), budget.obstacle(needs, Disk.UNKNOWN, 0));
        budget.runAhead(0);
        assertEquals(Optional.of(Obstacle.CORES), budget.obstacle(needs, Disk.UNKNOWN, 0));
    }

    private void over(Duration took) {
        pace.started("job");
        now += took.toNanos();
        pace.over("job");
    }
}
