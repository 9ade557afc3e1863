package org.podstudio.testkit;

import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/** Small media made by code: the same bytes on every machine of a JDK. Not pretty; for pictures that are looked at there are real samples. */
public final class SampleMedia {

    private SampleMedia() {
    }

    /** An opaque PNG with soft gradients, edges and texture, so that every filter has something to do. Sizes in pixels. */
    public static Path photo(Path folder, int width, int height) throws IOException {
        return png(folder.resolve("photo.png"), scene(width, height, BufferedImage.TYPE_INT_RGB));
    }

    /** The same scene as a JPEG of the JDK's default quality. */
    public static Path jpeg(Path folder, int width, int height) throws IOException {
        Path file = folder.resolve("photo.jpg");
        ImageIO.write(scene(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", file.toFile());
        return file;
    }

    /** A PNG whose disc in the middle is opaque and whose surroundings are transparent. */
    public static Path cutout(Path folder, int width, int height) throws IOException {
        BufferedImage image = scene(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int alpha = (int) Math.clamp(
                        128 - (Math.hypot(x - width / 2.0, y - height / 2.0) - Math.min(width, height) / 3.0) * 64, 0,
                        255);
                image.setRGB(x, y, image.getRGB(x, y) & 0xFFFFFF | alpha << 24);
            }
        }
        return png(folder.resolve("cutout.png"), image);
    }

    /** A stereo 16-bit WAV of a 440 Hz tone at -20 dBFS that pulses four times a second. */
    public static Path wav(Path folder, double seconds) throws IOException {
        return wav(folder.resolve("tone.wav"), seconds, 48_000, 0.1);
    }

    /**
     * A stereo 16-bit WAV of the pulsing tone.
     *
     * @param sampleRate hertz
     * @param amplitude 0 to 1 of full scale
     */
    public static Path wav(Path file, double seconds, int sampleRate, double amplitude) throws IOException {
        int frames = (int) Math.round(seconds * sampleRate);
        try (var out = new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(file)))) {
            header(out, frames, sampleRate);
            for (int i = 0; i < frames; i++) {
                double t = (double) i / sampleRate;
                double pulse = 0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * t);
                short sample = (short) Math.round(32767 * amplitude * pulse * Math.sin(2 * Math.PI * 440 * t));
                out.writeShort(Short.reverseBytes(sample));
                out.writeShort(Short.reverseBytes(sample));
            }
        }
        return file;
    }

    private static void header(DataOutputStream out, int frames, int sampleRate) throws IOException {
        int bytes = frames * 4;
        out.writeBytes("RIFF");
        out.writeInt(Integer.reverseBytes(36 + bytes));
        out.writeBytes("WAVEfmt ");
        out.writeInt(Integer.reverseBytes(16));
        out.writeShort(Short.reverseBytes((short) 1));
        out.writeShort(Short.reverseBytes((short) 2));
        out.writeInt(Integer.reverseBytes(sampleRate));
        out.writeInt(Integer.reverseBytes(sampleRate * 4));
        out.writeShort(Short.reverseBytes((short) 4));
        out.writeShort(Short.reverseBytes((short) 16));
        out.writeBytes("data");
        out.writeInt(Integer.reverseBytes(bytes));
    }

    private static Path png(Path file, BufferedImage image) throws IOException {
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static BufferedImage scene(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xFF000000 | pixel(x, y, width, height));
            }
        }
        return image;
    }

    private static int pixel(int x, int y, int width, int height) {
        double u = (double) x / width;
        double v = (double) y / height;
        boolean disc = Math.hypot(u - 0.5, v - 0.5) < 0.3;
        int texture = (x * 7 + y * 13 + x * y) % 23;
        int red = (int) (disc ? 220 - texture : 40 + 120 * u);
        int green = (int) (disc ? 120 + 80 * v : 90 + 100 * v + texture);
        int blue = (int) (disc ? 40 + texture : 200 - 110 * u);
        return red << 16 | green << 8 | blue;
    }
}
