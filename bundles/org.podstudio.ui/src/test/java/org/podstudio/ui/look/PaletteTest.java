package org.podstudio.ui.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.swt.graphics.Color;
import org.junit.jupiter.api.Test;

/** The style sheets cannot read the palette, so they repeat its colours; here they are held to it. */
class PaletteTest {

    @Test
    void the_light_style_sheet_uses_colours_of_the_light_palette_only() throws Exception {
        assertEquals(Set.of(), strangers("css/light.css", Palette.LIGHT));
    }

    @Test
    void the_dark_style_sheet_uses_colours_of_the_dark_palette_only() throws Exception {
        assertEquals(Set.of(), strangers("css/dark.css", Palette.DARK));
    }

    private static Set<String> strangers(String sheet, Palette palette)
            throws IOException, ReflectiveOperationException {
        Set<String> used = new TreeSet<>();
        Matcher matcher = Pattern.compile("#[0-9A-Fa-f]{6}").matcher(Files.readString(Path.of(sheet)));
        while (matcher.find()) {
            used.add(matcher.group().toUpperCase());
        }
        for (RecordComponent component : Palette.class.getRecordComponents()) {
            Color color = (Color) component.getAccessor().invoke(palette);
            used.remove(String.format("#%02X%02X%02X", color.getRed(), color.getGreen(), color.getBlue()));
        }
        return used;
    }
}
