package org.podstudio.ui.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.control.Place;

class PlacesTest {

    private final Sample high = Sample.at(1).at(Priority.HIGH);
    private final Sample one = Sample.at(2);
    private final Sample two = Sample.at(3);
    private final Sample low = Sample.at(4).at(Priority.LOW);
    private final Places places = places(high, one, two, low);

    @Test
    void up_is_before_the_one_before() {
        assertEquals(to(Place.before(one.id())), places.up(two.id()));
        assertEquals(to(Place.before(high.id())), places.up(one.id()));
        assertEquals(Optional.empty(), places.up(high.id()));
    }

    @Test
    void down_is_behind_the_one_behind_with_its_priority() {
        assertEquals(to(Place.last()), places.down(one.id()));
        assertEquals(Optional.of(new Places.Step.Among(Priority.LOW)), places.down(two.id()));
        assertEquals(to(Place.before(two.id())), places.down(high.id()));
        assertEquals(Optional.empty(), places.down(low.id()));
        assertEquals(Optional.empty(), places.down(UUID.randomUUID()));
    }

    @Test
    void only_those_whose_turn_comes_have_a_number() {
        Sample paused = Sample.at(5).paused();
        Sample again = Sample.at(6).in(JobState.WAITING_TO_RETRY);
        assertEquals(Map.of(one.id(), 1, two.id(), 2), places(paused, one, again, two).numbers());
    }

    private static Places places(Sample... samples) {
        return new Places(Stream.of(samples).map(Sample::job).toList());
    }

    private static Optional<Places.Step> to(Place place) {
        return Optional.of(new Places.Step.To(place));
    }
}
