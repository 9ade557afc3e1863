package org.podstudio.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/**
 * The outline of sound: the lowest and the highest sample of each of many equal spans of time.
 *
 * @param low -1 to 1, never above {@code high}
 * @param high -1 to 1
 */
public record Waveform(float[] low, float[] high) {

    static {
        // AWT draws in memory only and must not look for a screen, which on a Mac would wait for the window's thread
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    /** Number of spans. */
    public int size() {
        return low.length;
    }

    /** The outline in fewer or more spans, for as many columns. */
    public Waveform scaled(int columns) {
        float[] lows = new float[columns];
        float[] highs = new float[columns];
        for (int x = 0; x < columns && size() > 0; x++) {
            int from = (int) ((long) x * size() / columns);
            int to = Math.max(from + 1, (int) ((x + 1L) * size() / columns));
            lows[x] = low[from];
            highs[x] = high[from];
            for (int i = from + 1; i < to; i++) {
                lows[x] = Math.min(lows[x], low[i]);
                highs[x] = Math.max(highs[x], high[i]);
            }
        }
        return new Waveform(lows, highs);
    }

    /**
     * Draws it on a transparent ground, silence as a line of one pixel.
     *
     * @param color {@code #rrggbb}
     * @throws UncheckedIOException of the file system, as when the disk is full
     */
    public void draw(Path png, int width, int height, String color) {
        if (!color.matches("#[0-9a-fA-F]{6}") || width < 1 || height < 1) {
            throw new IllegalArgumentException("not a colour or a size: " + color + " " + width + "x" + height);
        }
        int paint = 0xFF000000 | Integer.parseInt(color.substring(1), 16);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Waveform columns = scaled(width);
        for (int x = 0; x < width; x++) {
            int top = row(columns.high[x], height);
            int bottom = row(columns.low[x], height);
            for (int y = top; y <= bottom; y++) {
                image.setRGB(x, y, paint);
            }
        }
        try {
            // ImageIO does not say why it could not write a file
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            Files.write(png, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int row(float sample, int height) {
        return Math.clamp(Math.round((1 - sample) / 2 * (height - 1)), 0, height - 1);
    }

    /**
     * Collects 16-bit samples of one channel. When the spans are full, pairs are merged and spans last twice as long.
     */
    static final class Builder {

        private static final int SPANS = 8192;

        private final short[] low = new short[SPANS];
        private final short[] high = new short[SPANS];
        private int spans;
        private long perSpan = 16;
        private long inSpan;
        private short lowest = Short.MAX_VALUE;
        private short highest = Short.MIN_VALUE;

        void read(InputStream in) throws IOException {
            byte[] bytes = new byte[1 << 16];
            for (int n; (n = in.readNBytes(bytes, 0, bytes.length)) > 1;) {
                var samples = ByteBuffer.wrap(bytes, 0, n).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
                while (samples.hasRemaining()) {
                    add(samples.get());
                }
            }
        }

        void add(short sample) {
            lowest = sample < lowest ? sample : lowest;
            highest = sample > highest ? sample : highest;
            if (++inSpan == perSpan) {
                endSpan();
            }
        }

        private void endSpan() {
            low[spans] = lowest;
            high[spans++] = highest;
            inSpan = 0;
            lowest = Short.MAX_VALUE;
            highest = Short.MIN_VALUE;
            if (spans == SPANS) {
                merge();
            }
        }

        private void merge() {
            for (int i = 0; i < SPANS / 2; i++) {
                low[i] = (short) Math.min(low[2 * i], low[2 * i + 1]);
                high[i] = (short) Math.max(high[2 * i], high[2 * i + 1]);
            }
            spans = SPANS / 2;
            perSpan *= 2;
        }

        Waveform build() {
            if (inSpan > 0) {
                endSpan();
            }
            float[] lows = new float[spans];
            float[] highs = new float[spans];
            for (int i = 0; i < spans; i++) {
                lows[i] = low[i] / 32768f;
                highs[i] = high[i] / 32768f;
            }
            return new Waveform(lows, highs);
        }
    }
}
