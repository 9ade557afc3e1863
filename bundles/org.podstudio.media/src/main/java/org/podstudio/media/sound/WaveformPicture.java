package org.podstudio.media.sound;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import javax.imageio.ImageIO;

/**
 * How an outline is drawn: peaks in a paler tone around the body of the sound, the root of its mean square. Edges are smooth, silence is a
 * line of one pixel.
 *
 * @param width pixels
 * @param height pixels, shared by the channels
 * @param color {@code #rrggbb}
 * @param ground {@code #rrggbb}, or {@code transparent}
 * @param fit whether the loudest peak reaches the edge; else full scale does
 */
public record WaveformPicture(int width, int height, String color, String ground, boolean fit) {

    static {
        // AWT draws in memory only and must not look for a screen, which on a Mac would wait for the window's thread
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    /** Columns within one pixel, so that steep flanks are no stairs. */
    private static final int FINE = 4;
    private static final float PALE = 0.45f;

    /** Refuses what is no colour or no size. */
    public WaveformPicture {
        boolean colors = color.matches("#[0-9a-fA-F]{6}") && ground.matches("transparent|#[0-9a-fA-F]{6}");
        if (!colors || width < 1 || height < 1) {
            throw new IllegalArgumentException("no colours or no size: " + color + " " + ground + " " + width + "x"
                    + height);
        }
    }

    /** Draws on a transparent ground, to full scale. */
    public WaveformPicture(int width, int height, String color) {
        this(width, height, color, "transparent", false);
    }

    /**
     * Writes the picture as PNG.
     *
     * @throws IOException of the file system, as when the disk is full
     */
    public void draw(Waveform waveform, Path png) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int channels = waveform.traces().size();
        float peak = 0;
        for (Waveform.Trace trace : waveform.traces()) {
            peak = Math.max(peak, trace.peak());
        }
        float zoom = fit && peak > 0 ? 1 / peak : 1;
        for (int c = 0; c < channels; c++) {
            int top = c * height / channels;
            lane(image, waveform.traces().get(c).scaled(width * FINE), top, (c + 1) * height / channels - top, zoom);
        }
        // ImageIO does not say why it could not write a file
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        Files.write(png, bytes.toByteArray());
    }

    /** One channel in its own band of rows. */
    private void lane(BufferedImage image, Waveform.Trace trace, int top, int rows, float zoom) {
        float[] peaks = new float[rows];
        float[] body = new float[rows];
        for (int x = 0; x < width; x++) {
            java.util.Arrays.fill(peaks, 0);
            java.util.Arrays.fill(body, 0);
            for (int i = x * FINE; i < (x + 1) * FINE; i++) {
                float high = Math.clamp(trace.high()[i] * zoom, -1, 1);
                float low = Math.clamp(trace.low()[i] * zoom, -1, 1);
                float rms = Math.min(1, trace.rms()[i] * zoom);
                cover(peaks, high, low, rows);
                cover(body, Math.min(high, rms), Math.max(low, -rms), rows);
            }
            for (int y = 0; y < rows; y++) {
                image.setRGB(x, top + y, pixel(peaks[y], body[y]));
            }
        }
    }

    /** Adds how much of each row lies between two levels, at least half a pixel around their middle. */
    private static void cover(float[] rows, float high, float low, int height) {
        float center = height / 2 + 0.5f; // of a row, so that the line of silence is sharp
        float half = Math.min(center, height - center) - 0.5f;
        float upper = center - high * half - 0.5f;
        float lower = center - low * half + 0.5f;
        int last = Math.min(height - 1, (int) Math.ceil(lower) - 1);
        for (int y = Math.max(0, (int) Math.floor(upper)); y <= last; y++) {
            rows[y] += Math.max(0, Math.min(y + 1, lower) - Math.max(y, upper)) / FINE;
        }
    }

    private int pixel(float peaks, float body) {
        float opacity = Math.clamp(body + (1 - body) * PALE * peaks, 0, 1);
        int paint = rgb(color);
        if (ground.equals("transparent")) {
            int alpha = Math.round(255 * opacity);
            return alpha == 0 ? 0 : alpha << 24 | paint;
        }
        int back = rgb(ground);
        int mixed = 0xFF000000;
        for (int shift = 0; shift <= 16; shift += 8) {
            float value = (paint >> shift & 0xFF) * opacity + (back >> shift & 0xFF) * (1 - opacity);
            mixed |= Math.round(value) << shift;
        }
        return mixed;
    }

    private static int rgb(String hex) {
        return Integer.parseInt(Objects.requireNonNull(hex).substring(1), 16);
    }
}
