package org.podstudio.processors.upscale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.inference.Device;
import org.podstudio.models.Catalogue;

class ChoiceTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_drawing_gets_a_net_for_drawings_and_a_photograph_one_for_photographs() throws IOException {
        card("photo-x4", 4, "photo", 10, true);
        card("drawn-x4", 4, "illustration", 60, true);
        assertEquals("photo-x4", choose("auto", 4, Content.PHOTO));
        assertEquals("drawn-x4", choose("auto", 4, Content.ILLUSTRATION));
    }

    @Test
    void what_is_not_on_disk_is_not_chosen() throws IOException {
        card("photo-x4", 4, "photo", 10, false);
        card("drawn-x4", 4, "illustration", 60, true);
        assertEquals("drawn-x4", choose("auto", 4, Content.PHOTO));
    }

    @Test
    void twice_as_large_is_a_matter_for_a_net_of_two() throws IOException {
        card("photo-x4", 4, "photo", 10, true);
        card("photo-x2", 2, "photo", 55, true);
        assertEquals("photo-x2", choose("auto", 2, Content.PHOTO));
        assertEquals("photo-x4", choose("auto", 3, Content.PHOTO));
    }

    @Test
    void who_names_a_model_gets_it() throws IOException {
        card("photo-x4", 4, "photo", 10, true);
        card("drawn-x4", 4, "illustration", 60, true);
        assertEquals("photo-x4", choose("photo-x4", 2, Content.ILLUSTRATION));
    }

    @Test
    void without_any_the_way_to_get_one_is_told() throws IOException {
        card("photo-x4", 4, "photo", 10, false);
        var e = assertThrows(ProcessingException.class, () -> choose("auto", 4, Content.PHOTO));
        assertEquals("models.not-installed", e.code());
    }

    private String choose(String model, double scale, Content content) {
        Catalogue catalogue = new Catalogue(List.of(folder.resolve("cards")), folder.resolve("models"));
        return new Choice(catalogue)
                .card(new Params(model, scale, 512, Params.OutputFormat.PNG, Device.CPU), content).id();
    }

    private void card(String id, int scale, String content, int rank, boolean there) throws IOException {
        Path cards = Files.createDirectories(folder.resolve("cards"));
        Files.writeString(cards.resolve(id + ".onnx"), "not read here");
        Files.writeString(cards.resolve(id + ".json"), """
            {"id": "%s", "title": "%s", "task": "upscale", "rank": %d, "contract": {"scale": %d, "content": "%s"},
             "licence": {"spdx": "CC0-1.0", "name": "CC0", "url": "", "permissive": true},
             "bytes": 0, "sha256": "", "sources": [%s]}""".formatted(id, id, rank, scale, content,
                there ? "{\"type\": \"bundled\", \"path\": \"" + id + ".onnx\"}" : ""));
    }
}
