package org.podstudio.engine.internal.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.podstudio.engine.internal.admission.Seats.Seat;

class SeatsTest {

    private final UUID mover = UUID.randomUUID();
    private final Seat a = new Seat(UUID.randomUUID(), 10_000);
    private final Seat b = new Seat(UUID.randomUUID(), 20_000);

    @Test
    void between_two_nobody_else_moves() {
        assertEquals(Map.of(mover, 15_000L), Seats.insert(List.of(a, b), mover, 1));
    }

    @Test
    void at_either_end_nobody_else_moves() {
        assertTrue(Seats.insert(List.of(a, b), mover, 0).get(mover) < a.place());
        assertTrue(Seats.insert(List.of(a, b), mover, 2).get(mover) > b.place());
    }

    @Test
    void without_room_as_few_as_need_to_make_some() {
        Seat next = new Seat(UUID.randomUUID(), a.place() + 1);
        Seat far = new Seat(UUID.randomUUID(), 0);
        Map<UUID, Long> places = Seats.insert(List.of(far, a, next), mover, 2);
        assertEquals(2, places.size(), "the one far off stays where it is");
        assertTrue(far.place() < places.get(a.job()));
        assertTrue(places.get(a.job()) < places.get(mover));
        assertTrue(places.get(mover) < next.place());
    }

    @Test
    void whatever_is_moved_wherever_the_order_is_the_one_that_was_asked_for() {
        Random random = new Random(42);
        Map<UUID, Long> places = new HashMap<>();
        List<UUID> model = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            model.add(UUID.randomUUID());
            places.put(model.getLast(), (long) i / 3);
        }
        model.sort((x, y) -> Seats.ORDER.compare(new Seat(x, places.get(x)), new Seat(y, places.get(y))));
        for (int move = 0; move < 2_000; move++) {
            UUID moved = model.remove(random.nextInt(model.size()));
            int index = random.nextInt(model.size() + 1);
            List<Seat> others = model.stream().map(id -> new Seat(id, places.get(id))).toList();
            places.putAll(Seats.insert(others, moved, index));
            model.add(index, moved);
            List<UUID> sorted = model.stream().map(id -> new Seat(id, places.get(id))).sorted(Seats.ORDER)
                    .map(Seat::job).toList();
            assertEquals(model, sorted, "move " + move);
        }
    }
}
