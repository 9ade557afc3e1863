package org.podstudio.processors.crop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.Request;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.OwnProgram;

/** 30 megapixels take 240 MB as they are; the program has 128. */
class LargePictureTest {

    private static final int WIDTH = 6003;
    private static final int HEIGHT = 5001;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"jpg", "png"})
    void what_does_not_fit_into_memory_is_made_smaller_all_the_same(String extension) throws Exception {
        Picture picture = new Picture(WIDTH, HEIGHT, false);
        for (int i = 0; i < picture.argb().length; i++) {
            picture.argb()[i] |= i % WIDTH * 255 / WIDTH << 16 | i / WIDTH * 255 / HEIGHT;
        }
        Path large = folder.resolve("large." + extension);
        Images images = new Images();
        images.write(picture, large, extension.equals("jpg") ? Encoding.jpeg(90) : Encoding.PNG);
        List<String> command = OwnProgram.command(LargePictureTest.class, large.toString(), folder.toString());
        command.add(1, "-Xmx128m");
        OwnProgram.run(command, folder.resolve("said.txt"), Duration.ofMinutes(2));
        Picture small = images.read(Path.of(Files.readString(folder.resolve("result.txt"))));
        assertEquals("800x666", small.width() + "x" + small.height());
        for (int i = 0; i < small.argb().length; i += 97) {
            assertEquals(i % 800 * 255 / 800, small.argb()[i] >> 16 & 255, 4);
            assertEquals(i / 800 * 255 / 666, small.argb()[i] & 255, 4);
        }
    }

    /** What the program does. */
    public static void main(String[] arguments) throws IOException {
        var request = new Request<>(List.of(Path.of(arguments[0])), GeometryTest.params("width=800"), 0);
        Path folder = Path.of(arguments[1]);
        CropProcessor crop = new CropProcessor(new Images());
        assertTrue(crop.needs(request).heapBytes() < Runtime.getRuntime().maxMemory());
        Path file = crop.process(request, new FakeRun(Files.createDirectory(folder.resolve("scratch")))).outputs()
                .getFirst().file();
        Files.writeString(folder.resolve("result.txt"), file.toString());
    }
}
