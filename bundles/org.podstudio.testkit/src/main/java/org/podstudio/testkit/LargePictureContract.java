package org.podstudio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

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

    /** By its lowest frequencies. */
    @Test
    void a_jpeg_that_does_not_fit_into_memory_is_made_smaller() throws Exception {
        madeSmaller("jpg", (picture, file) -> ImageIO.write(picture, "jpg", file));
    }

    /** Its samples are twice as many as of halved colours. */
    @Test
    void a_jpeg_of_full_colours_that_does_not_fit_into_memory_is_made_smaller() throws Exception {
        madeSmaller("jpg", (picture, file) -> jpeg(picture, file, 1, ImageWriteParam.MODE_DISABLED));
    }

    /** At a fraction of its size. */
    @Test
    void a_progressive_jpeg_that_does_not_fit_into_memory_is_made_smaller() throws Exception {
        madeSmaller("jpg", (picture, file) -> jpeg(picture, file, 2, ImageWriteParam.MODE_DEFAULT));
    }

    /** Row by row. */
    @Test
    void a_png_that_does_not_fit_into_memory_is_made_smaller() throws Exception {
        madeSmaller("png", (picture, file) -> ImageIO.write(picture, "png", file));
    }

    @FunctionalInterface
    private interface Writing {
        void write(BufferedImage picture, File file) throws IOException;
    }

    /** @param shared pixels of a row, and of a column, that share a colour. @param progressive a mode of the writer */
    private static void jpeg(BufferedImage picture, File file, int shared, int progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(progressive);
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), parameters);
        Node root = metadata.getAsTree(metadata.getNativeMetadataFormatName());
        Element brightness = (Element) ((Element) root).getElementsByTagName("componentSpec").item(0);
        brightness.setAttribute("HsamplingFactor", String.valueOf(shared));
        brightness.setAttribute("VsamplingFactor", String.valueOf(shared));
        metadata.setFromTree(metadata.getNativeMetadataFormatName(), root);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, metadata), parameters);
        } finally {
            writer.dispose();
        }
    }

    private void madeSmaller(String extension, Writing writing) throws Exception {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int[] rgb = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = i % WIDTH * 255 / WIDTH << 16 | i / WIDTH * 255 / HEIGHT;
        }
        Path large = folder.resolve("large." + extension);
        writing.write(picture, large.toFile());
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
