package org.podstudio.packs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.Step;
import org.podstudio.imaging.Images;

class LeakGateTest {

    private final SampleProject project;

    LeakGateTest(@TempDir Path temp) throws IOException {
        project = new SampleProject(temp, "20261121_101112");
    }

    private List<Finding> leaks(Asset asset) {
        project.chosen.clear();
        project.chosen.add(asset.id());
        return new LeakGate(new Images()::metadata)
                .of(PackContents.of(project.folder, project.pack(), project.store).items().getFirst());
    }

    private List<String> leaks(String field, String value) throws IOException {
        return leaks(project.asset("Library/images/x/y/a.png", 5, Map.of(field, value), Optional.empty())).stream()
                .map(Finding::code).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"gps.GPSLatitude|52", "exif.GPSInfo|1", "com.apple.quicktime.location.ISO6709|+52+13/",
                    "location-eng|+52+13/", "xmp.exif:GPSLatitude|52,1N", "exif.BodySerialNumber|1",
                    "exif.LensSerialNumber|1", "maker.SerialNumber|1", "maker.InternalSerialNumber|1",
                    "exif.CameraOwnerName|Ada", "xmp.aux:SerialNumber|1", "exif.Software|/home/ada/bin/tool",
                    "text.Source|C:\\Users\\ada\\a.png", "text.Source|file:///home/ada/a.png",
                    "text.Source|file:///C:/Users/ada", "text.Source|(/home/ada)"})
    void places_serial_numbers_and_own_paths_are_leaks(String field, String value) throws IOException {
        assertEquals(List.of("pack.leak"), leaks(field, value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"text.parameters|a cat", "text.prompt|{}", "text.workflow|{}", "text.sd-metadata|{}",
                    "text.invokeai_metadata|{}", "text.Dream|a cat", "exif.UserComment|a cat Steps: 20, Sampler: Euler",
                    "text.Comment|{\"sampler\": \"k_euler\"}", "text.Description|a cat --ar 16:9 --v 6",
                    "comment|{\"3\": {\"class_type\": \"KSampler\"}}"})
    void prompts_and_workflows_are_leaks_of_their_own_code(String field, String value) throws IOException {
        assertEquals(List.of("pack.leak-prompt"), leaks(field, value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"exif.Model|X100", "icc|sRGB", "gps.GPSVersionID|2.300", "exif.UserComment|Nice day", "dpi|300",
                    "video.fps|25", "xmp.dc:creator[1]|Ada", "exif.Software|Tool 5", "text.Title|Steps to heaven",
                    "text.Source|https://example.com/home/gallery", "text.Source|example.com:8080/users/5",
                    "text.Source|see /homepage"})
    void what_is_harmless_passes(String field, String value) throws IOException {
        assertEquals(List.of(), leaks(field, value));
    }

    @Test
    void a_generator_known_to_the_record_of_an_original_is_a_leak_once() throws IOException {
        Asset plain = project.asset("Library/images/x/y/a.png", 5, Map.of(), Optional.empty());
        assertEquals(List.of("a.png would give away a prompt or a workflow: field generator."),
                leaks(project.generated(plain, "{}")).stream().map(Finding::message).toList());
    }

    @Test
    void a_derived_file_without_the_prompt_is_clean_though_its_record_remembers() throws IOException {
        Asset derived = derived();
        Files.write(project.folder.resolve(derived.path()), picture("Title", "a cat"));
        assertEquals(List.of(), leaks(project.generated(derived, "{}")));
    }

    @ParameterizedTest
    @CsvSource({"parameters, a cat", "Comment, '{\"uc\": \"bad\", \"sampler\": \"k\"}'", "workflow, {}"})
    void a_derived_file_that_kept_the_prompt_is_found_by_reading_it(String field, String value) throws IOException {
        Asset derived = derived();
        Files.write(project.folder.resolve(derived.path()), picture(field, value));
        assertEquals(List
                .of("a__crop__20261121_101112.png would give away a prompt or a workflow: field text." + field + "."),
                leaks(project.generated(derived, "{}")).stream().map(Finding::message).toList());
    }

    @Test
    void a_file_that_cannot_be_read_is_not_trusted() throws IOException {
        Asset derived = project.generated(derived(), "{}");
        project.chosen.set(0, derived.id());
        LeakGate blind = new LeakGate(file -> {
            throw new IOException("Input/output error");
        });
        assertEquals(1,
                blind.of(PackContents.of(project.folder, project.pack(), project.store).items().getFirst()).size());
    }

    private Asset derived() throws IOException {
        Asset original = project.asset("Library/images/x/y/a.png", 5, Map.of(), Optional.empty());
        return project.asset("Work/edits/a__crop__20261121_101112.png", 6, Map.of(),
                SampleProject.lineage(original, "crop"));
    }

    /** A small PNG with a text chunk after its header. */
    private static byte[] picture(String keyword, String text) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", png);
        byte[] data = ("tEXt" + keyword + "\0" + text).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(data);
        int header = 8 + 25;
        return ByteBuffer.allocate(png.size() + data.length + 8).put(png.toByteArray(), 0, header)
                .putInt(data.length - 4).put(data).putInt((int) crc.getValue())
                .put(png.toByteArray(), header, png.size() - header).array();
    }

    @Test
    void a_recipe_with_a_path_of_this_machine_is_a_leak() throws IOException {
        Asset original = project.asset("Library/images/x/y/a.png", 5, Map.of(), Optional.empty());
        Asset derived = project.asset("Work/edits/a__crop__20261121_101112.png", 6, Map.of(),
                Optional.of(new Lineage(original.id(), new Step("grade", Map.of("lut", "/home/ada/warm.cube")), 1,
                        Map.of(), 0, "")));
        assertEquals(
                List.of("a__crop__20261121_101112.png would give away a path of your own machine: field grade.lut."),
                leaks(derived).stream().map(Finding::message).toList());
    }
}
