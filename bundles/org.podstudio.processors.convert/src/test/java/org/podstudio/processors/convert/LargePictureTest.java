package org.podstudio.processors.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Request;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.OwnProgram;

/** 30 megapixels take 240 MB as they are; the program has 128. */
class LargePictureTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"jpg", "png"})
    void what_does_not_fit_into_memory_is_made_smaller_or_refused(String extension) throws Exception {
        Picture picture = new Picture(6003, 5001, false);
        for (int i = 0; i < picture.argb().length; i++) {
            picture.argb()[i] |= i % 6003 * 255 / 6003 << 16 | i / 6003 * 255 / 5001;
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
        Path large = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        ConvertProcessor convert = new ConvertProcessor(new Images());
        var request = new Request<>(List.of(large), ConvertProcessorTest.params("format=png longest_side=800"), 0);
        assertTrue(convert.needs(request).heapBytes() < Runtime.getRuntime().maxMemory());
        Path file = convert.process(request, new FakeRun(Files.createDirectory(folder.resolve("scratch")))).outputs()
                .getFirst().file();
        var whole = new Request<>(List.of(large), ConvertProcessorTest.params("format=webp"), 0);
        var refused = assertThrows(ProcessingException.class, () -> convert.needs(whole));
        assertEquals("convert.no-memory", refused.code());
        assertTrue(refused.advice().contains("longest side"), refused.advice());
        Files.writeString(folder.resolve("result.txt"), file.toString());
    }
}
