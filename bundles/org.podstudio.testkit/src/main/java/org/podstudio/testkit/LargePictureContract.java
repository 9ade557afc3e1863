package org.podstudio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;

/**
 * What every processor does that makes pictures smaller: 30 megapixels take 240 MB as they are, and the program has 128. A test of its own extends
 * this and has a main method, which calls {@link #make}.
 */
public abstract class LargePictureContract {

    private static final int WIDTH = 6003;
    private static final int HEIGHT = 5001;

    /** What the test has for files. */
    @TempDir
    protected Path folder = Path.of("");

    /** By its lowest frequencies, or at a fraction of its size. */
    @Test
    void a_jpeg_that_does_not_fit_into_memory_is_made_smaller() throws Exception {
        madeSmaller("jpg");
    }

    /** Row by row. */
    @Test
    void a_png_that_does_not_fit_into_memory_is_made_smaller() throws Exception {
        madeSmaller("png");
    }

    private void madeSmaller(String extension) throws Exception {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int[] rgb = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = i % WIDTH * 255 / WIDTH << 16 | i / WIDTH * 255 / HEIGHT;
        }
        Path large = folder.resolve("large." + extension);
        ImageIO.write(picture, extension, large.toFile());
        List<String> command = OwnProgram.command(getClass(), large.toString(), folder.toString());
        command.add(1, "-Xmx128m");
        OwnProgram.run(command, folder.resolve("said.txt"), Duration.ofMinutes(2));
        BufferedImage small = ImageIO.read(Path.of(Files.readString(folder.resolve("result.txt"))).toFile());
        assertEquals("800x666", small.getWidth() + "x" + small.getHeight());
        for (int i = 0; i < 800 * 666; i += 97) {
            int pixel = small.getRGB(i % 800, i / 800);
            assertEquals(i % 800 * 255 / 800, pixel >> 16 & 255, 4);
            assertEquals(i / 800 * 255 / 666, pixel & 255, 4);
        }
    }

    /**
     * The work of the small program.
     *
     * @param parameters for a picture 800 pixels wide
     * @param arguments that the program was given
     */
    protected static <P extends Record> void make(Processor<P> processor, P parameters, String... arguments)
            throws IOException {
        Request<P> request = new Request<>(List.of(Path.of(arguments[0])), parameters, 0);
        Path folder = Path.of(arguments[1]);
        assertTrue(processor.needs(request).heapBytes() < Runtime.getRuntime().maxMemory());
        Path file = processor.process(request, new FakeRun(Files.createDirectory(folder.resolve("scratch")))).outputs()
                .getFirst().file();
        Files.writeString(folder.resolve("result.txt"), file.toString());
    }
}
