package org.podstudio.packs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Labels;

class PackNamesTest {

    private final PackNames names = new PackNames();

    private static Asset asset(String path, boolean derived) {
        Asset imported = new Asset(UUID.randomUUID(), MediaKind.IMAGE, path,
                new Content("", 0, "", OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty(), "", Map.of()),
                new Labels("t", Set.of(), 0, true), Optional.empty(), Optional.empty(), Optional.empty(),
                Instant.EPOCH);
        return derived
                ? new Asset(imported.id(), imported.kind(), path, imported.content(), imported.labels(),
                        SampleProject.lineage(imported, "x"), Optional.empty(), Optional.empty(), Instant.EPOCH)
                : imported;
    }

    @ParameterizedTest
    @CsvSource({"cat__nobg__20261121_101112.png, cat__nobg.png", "cat__nobg__20261121_101112-2.png, cat__nobg.png",
            "cat__nobg__20261121_101112__x4__20261121_101113.png, cat__nobg__x4.png",
            "cat__1234_1.png, cat__1234_1.png"})
    void derived_files_lose_their_time_stamps(String file, String clean) {
        assertEquals(clean, names.name(asset("Work/edits/" + file, true)));
    }

    @Test
    void an_imported_name_is_kept_as_it_is() {
        assertEquals("trip__20261121_101112.jpg", names.name(asset("Library/trip__20261121_101112.jpg", false)));
    }

    @Test
    void names_that_meet_get_numbers_in_order_whatever_their_case() {
        assertEquals("a.png", names.name(asset("x/a.png", false)));
        assertEquals("A-2.png", names.name(asset("y/A.png", false)));
        assertEquals("a-3.png", names.name(asset("z/a__20261121_101112.png", true)));
    }

    @ParameterizedTest
    @CsvSource({"'what?.png', what_.png", "'a:b|c.png', a_b_c.png", "NUL.png, asset_NUL.png", "'dots...png', dots.png",
            "' .png', asset.png", "photo., photo", "'photo. .', photo", "con.tar.gz, asset_con.tar.gz",
            "'aux .x.png', asset_aux .x.png", "'tab\tline\n.png', tab_line_.png"})
    void what_other_systems_refuse_is_replaced(String file, String clean) {
        assertEquals(clean, names.name(asset(file, false)));
    }

    @Test
    void composed_and_decomposed_letters_give_the_same_name() {
        assertEquals("\u00c4.png", names.name(asset("A\u0308.png", false)));
        assertEquals("a.\u00c4", names.name(asset("a.A\u0308", false)));
    }

    @Test
    void what_is_longer_than_any_extension_is_cut_like_a_name() {
        String name = names.name(asset("a." + "b".repeat(250), false));
        assertEquals(200, name.length());
    }

    @Test
    void a_name_leaves_room_for_suffixes() {
        String name = names.name(asset("🐉".repeat(62) + ".png", false));
        assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 204 && name.endsWith("🐉.png"), name);
    }
}
