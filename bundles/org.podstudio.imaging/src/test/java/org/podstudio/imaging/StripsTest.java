package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.file;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.testkit.OwnProgram;

class StripsTest {

    private static final Function<BufferedImage, Picture> PIXELS = image -> Pixels.of(image, Blocks.GO_ON);

    @TempDir
    Path folder = Path.of("");

    /** Held against the mean of all pixels that become one. */
    @ParameterizedTest
    @CsvSource({"grey.png,PNG", "palette.png,PNG", "bilevel.png,PNG", "grey-alpha.png,PNG", "colour-key.png,PNG",
            "scene-16-colours.png,PNG", "alpha-avif.png,PNG", "lzw.tif,TIFF", "linear.tif,TIFF"})
    void a_picture_made_smaller_by_strips_is_the_mean_of_its_pixels(String name, ImageFormat format)
            throws IOException {
        Picture whole = Readers.with(file(name), format, reader -> PIXELS.apply(reader.read(0)));
        for (int reduction : List.of(2, 4, 8)) {
            Picture strips = Readers.with(file(name), format,
                    reader -> format == ImageFormat.PNG
                            ? Strips.byRows(reader, reduction, PIXELS, Blocks.GO_ON)
                            : Strips.byRegions(reader, reduction, PIXELS, Blocks.GO_ON));
            assertTrue(Fixtures.difference(means(whole, reduction), strips) <= 1, name + " by " + reduction);
        }
    }

    /** 120 megapixels take 960 MB as they are; the program has 160. */
    @Test
    void a_picture_that_does_not_fit_into_memory_is_made_smaller_all_the_same() throws Exception {
        Path large = folder.resolve("large.png");
        write(large, 12_000, 10_000);
        Path small = folder.resolve("small.png");
        List<String> command = OwnProgram.command(Shrinking.class, large.toString(), small.toString());
        command.add(1, "-Xmx160m");
        OwnProgram.run(command, folder.resolve("said.txt"), Duration.ofMinutes(2));
        Picture picture = Fixtures.IMAGES.read(small);
        assertEquals("600x500", picture.width() + "x" + picture.height());
        // grey grows along the rows and falls along the columns
        assertEquals(10_000 * 255 / 22_000, picture.argb()[0] & 255, 2);
        assertEquals(255, picture.argb()[599] & 255, 2);
        assertEquals(0, picture.argb()[499 * 600] & 255, 2);
    }

    /** What the program does. */
    static final class Shrinking {
        private Shrinking() {
        }

        public static void main(String[] arguments) throws IOException {
            new Images().thumbnails(Path.of(arguments[0]),
                    List.of(new Thumbnail(Path.of(arguments[1]), 600, Encoding.PNG)));
        }
    }

    private static Picture means(Picture picture, int reduction) {
        int width = (picture.width() + reduction - 1) / reduction;
        int height = (picture.height() + reduction - 1) / reduction;
        Picture small = new Picture(width, height, picture.alpha());
        for (int i = 0; i < small.argb().length; i++) {
            int left = i % width * reduction;
            int top = i / width * reduction;
            small.argb()[i] = mean(picture.part(left, top, Math.min(reduction, picture.width() - left),
                    Math.min(reduction, picture.height() - top)));
        }
        return small;
    }

    private static int mean(Picture part) {
        double[] sums = new double[4];
        for (int pixel : part.argb()) {
            int alpha = pixel >>> 24;
            sums[0] += alpha;
            for (int c = 1; c < 4; c++) {
                sums[c] += alpha * (double) (pixel >> 24 - 8 * c & 255);
            }
        }
        int mean = (int) Math.round(sums[0] / part.argb().length) << 24;
        for (int c = 1; c < 4 && sums[0] > 0; c++) {
            mean |= (int) Math.round(sums[c] / sums[0]) << 24 - 8 * c;
        }
        return mean;
    }

    /** A grey PNG of any size, row by row. */
    private static void write(Path file, int width, int height) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
            ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
            chunk(out, "IHDR", head.array());
            var packed = new ByteArrayOutputStream();
            try (var deflater = new DeflaterOutputStream(packed, new Deflater(1))) {
                byte[] row = new byte[width + 1];
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        row[x + 1] = (byte) ((height + x - y) * 255L / (width + height));
                    }
                    deflater.write(row);
                }
            }
            chunk(out, "IDAT", packed.toByteArray());
            chunk(out, "IEND", new byte[0]);
        }
    }

    private static void chunk(OutputStream out, String type, byte[] content) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(content.length);
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
        checked.write(type.getBytes(StandardCharsets.ISO_8859_1));
        checked.write(content);
        data.writeInt((int) checked.getChecksum().getValue());
    }
}
