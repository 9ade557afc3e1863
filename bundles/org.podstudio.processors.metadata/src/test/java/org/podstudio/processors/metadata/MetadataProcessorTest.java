package org.podstudio.processors.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.metadata.MetadataPolicy;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleMedia;

class MetadataProcessorTest extends ProcessorContract<MetadataProcessor.Params> {

    private static final String PACKET = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
            + "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
            + "xmlns:dc='http://purl.org/dc/elements/1.1/' dc:source='Jane Doe'/></rdf:RDF></x:xmpmeta>";

    private final Images images = new Images();

    @Override
    protected Processor<MetadataProcessor.Params> processor() {
        return new MetadataProcessor(images);
    }

    @Override
    protected Path sample(Path target) throws IOException {
        return SampleMedia.photo(target, 64, 48);
    }

    @Test
    void tells_what_is_there_when_all_stays() throws IOException {
        Path told = told();
        Result result = run(told, MetadataPolicy.PRESERVE_ALL);
        assertEquals("Jane Doe", result.facts().get("metadata.xmp.dc:source"));
        assertEquals("0", result.facts().get("metadata-removed-count"));
        assertArrayEquals(Files.readAllBytes(told), Files.readAllBytes(result.outputs().get(0).file()));
    }

    @Test
    void names_what_is_gone_and_keeps_its_value_nowhere() throws IOException {
        Result result = run(told(), MetadataPolicy.STRIP_ALL);
        assertTrue(result.facts().get("metadata-removed").contains("xmp.dc:source"), result.facts().toString());
        assertFalse(result.facts().toString().contains("Jane"));
        String file = new String(Files.readAllBytes(result.outputs().get(0).file()), StandardCharsets.ISO_8859_1);
        assertFalse(file.contains("Jane"));
    }

    @Test
    void a_file_that_is_cut_off_is_refused_with_a_sentence() throws IOException {
        byte[] whole = Files.readAllBytes(told());
        Path half = Files.write(folder.resolve("half.jpg"), java.util.Arrays.copyOf(whole, whole.length / 2));
        var e = assertThrows(ProcessingException.class, () -> run(half, MetadataPolicy.STRIP_ALL));
        assertEquals("image.broken", e.code());
        assertTrue(e.message().contains("half.jpg"), e.message());
    }

    private Path told() throws IOException {
        Path file = folder.resolve("told.jpg");
        Beside beside = new Beside(Optional.empty(), Optional.of(PACKET.getBytes(StandardCharsets.UTF_8)),
                Optional.empty(), Optional.empty(), java.util.Map.of());
        images.write(images.read(sample(folder)), file, Encoding.jpeg(90), beside, Blocks.GO_ON);
        return file;
    }

    private Result run(Path input, MetadataPolicy policy) throws IOException {
        Path scratch = Files.createDirectories(folder.resolve("scratch-" + policy));
        return processor().process(new Request<>(List.of(input), new MetadataProcessor.Params(policy), 0),
                new FakeRun(scratch));
    }
}
