package org.podstudio.engine.internal.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.podstudio.api.Needs;

class BudgetTest {

    private static final long GIB = 1L << 30;
    private final Budget budget = new Budget(new Capacity(4, 4 * GIB, 10 * GIB));

    @Test
    void who_wants_more_disk_than_can_be_counted_does_not_fit_beside_others() {
        Budget budget = new Budget(new Capacity(2, 100, 100));
        budget.take(new Needs(1, 0, 0, 0, 1));
        assertEquals(Optional.of(Obstacle.DISK),
                budget.obstacle(new Needs(1, 0, 0, 0, Long.MAX_VALUE), new Disk(100, 0), 0));
    }

    @Test
    void several_share_eighty_percent_of_the_memory() {
        budget.take(memory(5 * GIB));
        assertTrue(fits(memory(3 * GIB), GIB));
        assertFalse(fits(memory(4 * GIB), GIB));
    }

    @Test
    void one_alone_may_have_it_all() {
        assertTrue(fits(memory(10 * GIB), GIB));
        assertTrue(budget.refusal(memory(11 * GIB), GIB).isPresent());
    }

    @Test
    void heap_is_counted_apart() {
        assertEquals("engine.too-large", budget.refusal(new Needs(1, 5 * GIB, 0, 0, 0), GIB).orElseThrow().code());
    }

    @Test
    void cores_are_never_promised_twice() {
        budget.take(threads(3));
        assertFalse(fits(threads(2), GIB));
        assertTrue(fits(threads(1), GIB));
        budget.take(threads(1));
        assertTrue(budget.full());
    }

    @Test
    void who_wants_more_cores_than_there_are_gets_all() {
        assertTrue(fits(threads(64), GIB));
        budget.take(threads(64));
        assertTrue(budget.full());
        budget.release(threads(64));
        assertFalse(budget.full());
    }

    @Test
    void scratch_that_is_promised_is_not_free_any_more() {
        budget.take(new Needs(1, 0, 0, 0, 5 * GIB));
        assertFalse(fits(new Needs(1, 0, 0, 0, 5 * GIB), 10 * GIB));
    }

    @Test
    void a_full_disk_is_no_refusal_while_somebody_may_give_some_back() {
        Needs large = new Needs(1, 0, 0, 0, 11 * GIB);
        budget.take(threads(1));
        assertTrue(budget.refusal(large, 10 * GIB).isEmpty());
        assertFalse(fits(large, 10 * GIB));
        budget.release(threads(1));
        assertTrue(budget.refusal(large, 10 * GIB).isPresent());
    }

    @Test
    void one_at_a_time_has_the_gpu() {
        budget.take(new Needs(1, 0, 0, 1, 0));
        assertFalse(fits(new Needs(1, 0, 0, 1, 0), GIB));
        assertTrue(fits(threads(1), GIB));
    }

    @Test
    void above_eighty_percent_of_memory_no_heavy_job_joins_those_that_run() {
        budget.take(memory(1));
        assertEquals(Optional.empty(), at(0.8, memory(GIB)));
        assertEquals(Optional.of(Obstacle.MEMORY), at(0.81, memory(GIB)));
        assertEquals(Optional.empty(), at(0.9, memory(GIB / 4)));
        assertEquals(Optional.of(Obstacle.MEMORY), at(0.91, memory(1)));
    }

    @Test
    void above_eighty_five_percent_of_the_disk_no_heavy_job_joins_those_that_run() {
        budget.take(memory(1));
        assertEquals(Optional.empty(), onDisk(0.84, scratch(5 * GIB)));
        assertEquals(Optional.of(Obstacle.DISK), onDisk(0.86, scratch(5 * GIB)));
        assertEquals(Optional.empty(), onDisk(0.94, scratch(GIB / 8)));
        assertEquals(Optional.of(Obstacle.DISK), onDisk(0.96, scratch(1)));
    }

    @Test
    void a_job_alone_may_start_however_full_the_machine_is() {
        assertEquals(Optional.empty(), at(1, memory(9 * GIB)));
        assertEquals(Optional.empty(), onDisk(0.99, scratch(GIB / 2)));
    }

    @Test
    void it_says_what_is_short() {
        budget.take(new Needs(3, GIB, GIB, 1, GIB));
        assertEquals(Optional.of(Obstacle.GPU), at(0, new Needs(1, 0, 0, 1, 0)));
        assertEquals(Optional.of(Obstacle.CORES), at(0, threads(2)));
        assertEquals("waits for free cores", Obstacle.CORES.words());
        assertEquals(Optional.of(Obstacle.MEMORY), at(0, new Needs(1, 3 * GIB, 0, 0, 0)));
        assertEquals(Optional.of(Obstacle.DISK), at(0, scratch(GIB)));
    }

    @Test
    void without_some_of_those_that_run_there_is_room_again() {
        Needs large = memory(8 * GIB);
        budget.take(large);
        budget.take(threads(1));
        assertEquals(Optional.of(Obstacle.MEMORY), at(0, large));
        assertEquals(Optional.empty(),
                budget.without(List.of(large)).obstacle(large, new Disk(GIB, 0), 0));
        assertEquals(Optional.of(Obstacle.MEMORY), at(0, large));
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        Needs most = memory(10 * GIB);
        budget.take(most);
        budget.release(most);
        assertTrue(fits(most, GIB));
    }

    private boolean fits(Needs needs, long freeDisk) {
        return budget.obstacle(needs, new Disk(freeDisk, 0), 0).isEmpty();
    }

    private Optional<Obstacle> at(double memoryInUse, Needs needs) {
        return budget.obstacle(needs, new Disk(GIB, 0), memoryInUse);
    }

    private Optional<Obstacle> onDisk(double inUse, Needs needs) {
        return budget.obstacle(needs, new Disk(Math.round(100 * GIB * (1 - inUse)), 100 * GIB), 0);
    }

    private static Needs memory(long bytes) {
        return new Needs(1, 0, bytes, 0, 0);
    }

    private static Needs scratch(long bytes) {
        return new Needs(1, 0, 0, 0, bytes);
    }

    private static Needs threads(int count) {
        return new Needs(count, 0, 0, 0, 0);
    }
}
