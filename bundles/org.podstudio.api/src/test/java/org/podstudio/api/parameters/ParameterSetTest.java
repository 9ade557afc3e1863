package org.podstudio.api.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.podstudio.api.ProcessingException;

class ParameterSetTest {

    enum Fit { FIT, FILL }

    enum Place { MIDDLE, TOP_LEFT }

    record Corner(Place place) {}

    record Sample(@Range(min = -70, max = 0) @Unit("LUFS") double targetLufs, @Range(min = 1, max = 100) int quality,
            @Range(min = 1, max = 9) OptionalInt width, boolean limiter, Fit fit,
            @Pattern(value = "#[0-9a-f]{6}", hint = "#rrggbb") String color,
            @ModelTask("matting") String model) {
        Sample {
            if (fit == Fit.FILL && width.isEmpty()) {
                throw new IllegalArgumentException("fill needs a width");
            }
        }
    }

    private final ParameterSet<Sample> set = ParameterSet
            .of(new Sample(-14, 90, OptionalInt.empty(), true, Fit.FIT, "#000000", ModelTask.AUTO));

    @Test
    void what_is_not_named_keeps_its_default() {
        assertEquals(set.defaults(), set.read(Map.of()));
    }

    @Test
    void text_of_a_command_line_and_numbers_of_json_mean_the_same() {
        assertEquals(set.read(Map.of("target-lufs", "-16", "width", "3", "fit", "fill", "limiter", "no")),
                set.read(Map.of("target_lufs", -16, "width", 3.0, "fit", "FILL", "limiter", false)));
    }

    @Test
    void a_choice_of_several_words_may_be_written_with_dashes_as_options_are() {
        ParameterSet<Corner> corners = ParameterSet.of(new Corner(Place.MIDDLE));
        assertEquals(new Corner(Place.TOP_LEFT), corners.read(Map.of("place", "top-left")));
    }

    @Test
    void a_record_written_and_read_again_is_the_same() {
        Sample changed = new Sample(-23.5, 1, OptionalInt.of(9), false, Fit.FILL, "#ff8800", "u2netp");
        assertEquals(changed, set.read(set.write(changed)));
    }

    @Test
    void canonical_text_is_sorted_and_leaves_out_what_is_empty() {
        assertEquals("color=#000000\nfit=fit\nlimiter=true\nmodel=auto\nquality=90\ntarget_lufs=-14.0\n",
                set.canonical(set.defaults()));
    }

    @Test
    void names_the_parameter_that_is_out_of_range() {
        ProcessingException e = refused(Map.of("quality", 101));
        assertEquals("parameter.out-of-range", e.code());
        assertEquals(Optional.of("quality"), e.parameter());
        assertEquals("quality is 101, but must be within 1 to 100.", e.message());
    }

    @Test
    void refuses_not_a_number_for_a_number() {
        assertEquals("parameter.out-of-range", refused(Map.of("target_lufs", "NaN")).code());
        assertEquals("parameter.malformed", refused(Map.of("quality", "many")).code());
    }

    @Test
    void an_unknown_parameter_is_answered_with_the_known_ones() {
        ProcessingException e = refused(Map.of("loudness", 1));
        assertEquals("parameter.unknown", e.code());
        assertEquals("Use one of: target-lufs, quality, width, limiter, fit, color, model.", e.advice());
    }

    @Test
    void values_that_do_not_go_together_are_refused() {
        assertEquals("parameter.invalid", refused(Map.of("fit", "fill")).code());
    }

    @Test
    void a_choice_that_does_not_exist_is_answered_with_the_choices() {
        assertEquals("Use one of: fit, fill.", refused(Map.of("fit", "stretch")).advice());
    }

    @Test
    void a_pattern_is_told_in_words() {
        assertEquals("Give #rrggbb.", refused(Map.of("color", "red")).advice());
        assertEquals("Give auto or the id of a model.", refused(Map.of("model", "?")).advice());
    }

    @Test
    void the_schema_says_type_bounds_unit_and_default() {
        @SuppressWarnings("unchecked")
        Map<String, Object> properties = (Map<String, Object>) JsonSchema.of("sample", set).get("properties");
        assertEquals(Map.of("type", "number", "minimum", -70.0, "maximum", 0.0, "x-unit", "LUFS", "default", -14.0),
                properties.get("target_lufs"));
        assertEquals(Map.of("type", "string", "enum", List.of("fit", "fill"), "default", "fit"), properties.get("fit"));
    }

    private ProcessingException refused(Map<String, ?> values) {
        return assertThrows(ProcessingException.class, () -> set.read(values));
    }
}
