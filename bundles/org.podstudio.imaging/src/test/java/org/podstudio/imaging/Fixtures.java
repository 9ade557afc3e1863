package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.function.Executable;
import org.podstudio.api.ProcessingException;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.media.Ffmpeg;

/** Files made by other programs (see fixtures.py), and small measures. */
public final class Fixtures {

    public static final Images IMAGES = new Images();
    static final Av1 AV1 = new Av1(new Ffmpeg());

    private Fixtures() {
    }

    public static Path file(String name) {
        return Path.of("src", "test", "resources", name);
    }

    /** A PNG with chunks of one type put in after its header. */
    static byte[] withChunks(byte[] png, String type, List<byte[]> chunks) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(png, 0, 33);
        for (byte[] data : chunks) {
            byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
            CRC32 crc = new CRC32();
            crc.update(name);
            crc.update(data);
            out.writeInt(data.length);
            out.write(name);
            out.write(data);
            out.writeInt((int) crc.getValue());
        }
        out.write(png, 33, png.length - 33);
        return bytes.toByteArray();
    }

    /** The data of a chunk that has a keyword and packed content. */
    static byte[] packed(String keyword, byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        packed.write((keyword + "\0\0").getBytes(StandardCharsets.ISO_8859_1));
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(content);
        }
        return packed.toByteArray();
    }

    /** The largest difference of any channel; 256 when the sizes differ. */
    public static int difference(Picture one, Picture two) {
        if (one.width() != two.width() || one.height() != two.height()) {
            return 256;
        }
        int most = 0;
        for (int i = 0; i < one.argb().length; i++) {
            most = Math.max(most, difference(one.argb()[i], two.argb()[i]));
        }
        return most;
    }

    static int difference(int one, int two) {
        int most = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            most = Math.max(most, Math.abs((one >>> shift & 255) - (two >>> shift & 255)));
        }
        return most;
    }

    /** Peak signal-to-noise ratio of the colours in decibels. */
    static double psnr(Picture one, Picture two) {
        double sum = 0;
        for (int i = 0; i < one.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                double d = (one.argb()[i] >>> shift & 255) - (two.argb()[i] >>> shift & 255);
                sum += d * d;
            }
        }
        return sum == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255.0 * 255 * 3 * one.argb().length / sum);
    }

    public static void near(int expected, int actual, int tolerance) {
        assertTrue(difference(expected, actual) <= tolerance,
                Integer.toHexString(actual) + " is not " + Integer.toHexString(expected));
    }

    static ProcessingException refusal(Executable work) {
        return Objects.requireNonNull(org.junit.jupiter.api.Assertions.assertThrows(ProcessingException.class, work));
    }
}
