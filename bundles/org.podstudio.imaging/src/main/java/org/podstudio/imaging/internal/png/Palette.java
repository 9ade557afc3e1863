package org.podstudio.imaging.internal.png;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.podstudio.imaging.pixels.Picture;

/**
 * A picture in few colours: exactly as it is when it has no more, else by median cut with its errors spread over neighbours (Floyd and
 * Steinberg). The same picture gives the same palette.
 *
 * @param colours 0xAARRGGBB, transparent ones first, as PNG wants them
 * @param indices one a pixel
 */
record Palette(List<Integer> colours, byte[] indices) {

    /** Samples for the choice of colours; more make no difference that can be seen. */
    private static final int SAMPLES = 200_000;
    private static final int[] SHIFTS = {24, 16, 8, 0};

    /** A part of colour space. */
    private record Part(int[] colours) {

        /** The channel that spreads most, and by how much: {channel, spread times members}. */
        long[] widest() {
            long[] best = {0, -1};
            for (int channel = 0; channel < 4; channel++) {
                int shift = SHIFTS[channel];
                int low = 255;
                int high = 0;
                for (int colour : colours) {
                    low = Math.min(low, colour >>> shift & 255);
                    high = Math.max(high, colour >>> shift & 255);
                }
                if (high - low > best[1]) {
                    best = new long[]{channel, high - low};
                }
            }
            return new long[]{best[0], best[1] * (long) Math.sqrt(colours.length)};
        }

        List<Part> halves() {
            int shift = SHIFTS[(int) widest()[0]];
            int[] sorted = Arrays.stream(colours).boxed().sorted(Comparator.comparingInt(c -> c >>> shift & 255))
                    .mapToInt(Integer::intValue).toArray();
            int middle = sorted.length / 2;
            return List.of(new Part(Arrays.copyOf(sorted, middle)),
                    new Part(Arrays.copyOfRange(sorted, middle, sorted.length)));
        }

        int mean() {
            long[] sums = new long[4];
            for (int colour : colours) {
                for (int c = 0; c < 4; c++) {
                    sums[c] += colour >>> SHIFTS[c] & 255;
                }
            }
            int mean = 0;
            for (int c = 0; c < 4; c++) {
                mean |= (int) ((sums[c] + colours.length / 2) / colours.length) << SHIFTS[c];
            }
            return mean;
        }
    }

    static Palette of(Picture picture, int most, Runnable check) {
        Map<Integer, Integer> exact = new HashMap<>();
        for (int pixel : picture.argb()) {
            exact.merge(hidden(pixel), 1, Integer::sum);
            if (exact.size() > most) {
                return dithered(picture, chosen(picture, most, check), check);
            }
        }
        List<Integer> colours = ordered(exact.keySet().stream().toList());
        Map<Integer, Byte> index = new HashMap<>();
        colours.forEach(c -> index.put(c, (byte) index.size()));
        byte[] indices = new byte[picture.argb().length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = index.getOrDefault(hidden(picture.argb()[i]), (byte) 0);
        }
        return new Palette(colours, indices);
    }

    /** What is invisible is one colour. */
    private static int hidden(int pixel) {
        return pixel >>> 24 == 0 ? 0 : pixel;
    }

    private static List<Integer> ordered(List<Integer> colours) {
        return colours.stream().sorted(Comparator.<Integer>comparingInt(c -> c >>> 24).thenComparing(c -> c)).toList();
    }

    private static List<Integer> chosen(Picture picture, int most, Runnable check) {
        int step = Math.max(1, picture.argb().length / SAMPLES);
        int[] sample = new int[(picture.argb().length + step - 1) / step];
        Arrays.setAll(sample, i -> hidden(picture.argb()[i * step]));
        List<Part> parts = new ArrayList<>(List.of(new Part(sample)));
        while (parts.size() < most) {
            check.run();
            Part widest = parts.stream().max(Comparator.comparingLong(p -> p.widest()[1])).orElseThrow();
            if (widest.widest()[1] == 0) {
                break;
            }
            parts.remove(widest);
            parts.addAll(widest.halves());
        }
        return ordered(parts.stream().map(Part::mean).distinct().toList());
    }

    private static Palette dithered(Picture picture, List<Integer> colours, Runnable check) {
        int width = picture.width();
        byte[] indices = new byte[picture.argb().length];
        int[] known = new int[1 << 16];
        Arrays.fill(known, -1);
        float[][] errors = new float[2][4 * (width + 2)];
        for (int y = 0; y < picture.height(); y++) {
            check.run();
            Arrays.fill(errors[(y + 1) % 2], 0);
            for (int x = 0; x < width; x++) {
                int wanted = wanted(picture.argb()[y * width + x], errors[y % 2], 4 * (x + 1));
                int index = nearest(wanted, colours, known);
                indices[y * width + x] = (byte) index;
                spread(wanted, colours.get(index), errors[y % 2], errors[(y + 1) % 2], 4 * (x + 1));
            }
        }
        return new Palette(colours, indices);
    }

    private static int wanted(int pixel, float[] errors, int at) {
        int wanted = 0;
        for (int c = 0; c < 4; c++) {
            // alpha is not dithered: edges would fray
            float error = c == 0 ? 0 : errors[at + c];
            wanted |= (int) Math.clamp((hidden(pixel) >>> SHIFTS[c] & 255) + error + 0.5f, 0f, 255f) << SHIFTS[c];
        }
        return wanted;
    }

    private static void spread(int wanted, int got, float[] row, float[] next, int at) {
        for (int c = 1; c < 4; c++) {
            float error = (wanted >>> SHIFTS[c] & 255) - (got >>> SHIFTS[c] & 255);
            row[at + 4 + c] += error * 7 / 16;
            next[at - 4 + c] += error * 3 / 16;
            next[at + c] += error * 5 / 16;
            next[at + 4 + c] += error / 16;
        }
    }

    /** Looked up by four bits a channel first: near colours have the same nearest one. */
    private static int nearest(int wanted, List<Integer> colours, int[] known) {
        int key = wanted >>> 28 << 12 | (wanted >> 20 & 15) << 8 | (wanted >> 12 & 15) << 4 | wanted >> 4 & 15;
        if (known[key] >= 0 && distance(wanted, colours.get(known[key])) < 64) {
            return known[key];
        }
        int best = 0;
        for (int i = 1; i < colours.size(); i++) {
            best = distance(wanted, colours.get(i)) < distance(wanted, colours.get(best)) ? i : best;
        }
        known[key] = best;
        return best;
    }

    private static int distance(int one, int two) {
        int sum = 0;
        for (int shift : SHIFTS) {
            int d = (one >>> shift & 255) - (two >>> shift & 255);
            sum += d * d;
        }
        return sum;
    }
}
