package org.podstudio.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.podstudio.architecture.Bundles.Bundle;

/** The floors of the house: dependencies point down only. Each failure names the bundle that breaks it. */
class LayersTest {

    /** Floor by name; {@code processors.*} and {@code exporters.*} live on floor 2. */
    private static final Map<String, Integer> FLOORS = Map.ofEntries(Map.entry("app", 5), Map.entry("ui", 4),
            Map.entry("cli", 4), Map.entry("engine", 3), Map.entry("library", 3), Map.entry("packs", 3),
            Map.entry("store", 2), Map.entry("media", 1), Map.entry("imaging", 1), Map.entry("inference", 1),
            Map.entry("models", 1), Map.entry("hardware", 1), Map.entry("content", 1), Map.entry("network", 1),
            Map.entry("api", 0), Map.entry("testkit", 0));

    /** The arrows that are drawn within a floor. */
    private static final Set<String> WITHIN = Set.of("inference>models", "models>network", "content>imaging",
            "content>media", "imaging>media", "media>hardware",
            "testkit>api");

    private static final Set<String> EXPORT_NOTHING = Set.of("cli", "app");

    private final Bundles bundles = Bundles.read();

    @Test
    void every_bundle_has_a_floor() {
        assertFalse(bundles.all().isEmpty());
        assertEquals(List.of(), bundles.all().stream().filter(b -> floor(b) < 0).map(Bundle::name).toList());
    }

    @Test
    void dependencies_point_down_only() {
        assertEquals(List.of(), arrows().filter(a -> !down(a[0], a[1])).map(LayersTest::text).toList());
    }

    @Test
    void the_store_is_known_by_floor_three_alone() {
        assertEquals(List.of(),
                arrows().filter(a -> a[1].name().equals("store") && floor(a[0]) != 3).map(LayersTest::text).toList());
    }

    @Test
    void nobody_knows_a_processor_or_an_exporter() {
        assertEquals(List.of(), arrows().filter(a -> leaf(a[1])).map(LayersTest::text).toList());
    }

    @Test
    void leaves_and_faces_export_nothing() {
        assertEquals(List.of(), bundles.all().stream().filter(b -> leaf(b) || EXPORT_NOTHING.contains(b.name()))
                .filter(b -> !b.exports().isEmpty()).map(Bundle::name).toList());
    }

    @Test
    void a_bundle_exports_at_most_three_packages_and_none_that_is_internal() {
        assertEquals(List.of(), bundles.all().stream()
                .filter(b -> b.exports().size() > 3 || b.exports().stream().anyMatch(p -> p.contains("internal")))
                .map(Bundle::name).toList());
    }

    private Stream<Bundle[]> arrows() {
        return bundles.all().stream().flatMap(from -> bundles.known(from).stream().map(to -> new Bundle[]{from, to}));
    }

    private static boolean down(Bundle from, Bundle to) {
        return floor(from) > floor(to) || WITHIN.contains(text(new Bundle[]{from, to}));
    }

    private static int floor(Bundle bundle) {
        return leaf(bundle) ? 2 : FLOORS.getOrDefault(bundle.name(), -1);
    }

    private static boolean leaf(Bundle bundle) {
        return bundle.name().startsWith("processors.") || bundle.name().startsWith("exporters.");
    }

    private static String text(Bundle[] arrow) {
        return arrow[0].name() + ">" + arrow[1].name();
    }
}
