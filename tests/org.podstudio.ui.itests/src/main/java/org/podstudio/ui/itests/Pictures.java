package org.podstudio.ui.itests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.PaletteData;

/** Pictures made by code: a sky, a sun and hills, each in other colours. */
final class Pictures {

    private Pictures() {
    }

    static List<Path> make(Path folder, int count) {
        return make(folder, 480, 0, count);
    }

    /** Of this width, pixels; each number is another picture. */
    static List<Path> make(Path folder, int width, int from, int to) {
        List<Path> files = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Path file = folder.resolve("evening " + (i + 1) + ".png");
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[]{scene(width, i % 3 == 2 ? width : width * 2 / 3, i)};
            loader.save(file.toString(), SWT.IMAGE_PNG);
            files.add(file);
        }
        return files;
    }

    private static ImageData scene(int width, int height, int number) {
        ImageData data = new ImageData(width, height, 24, new PaletteData(0xFF0000, 0xFF00, 0xFF));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                data.setPixel(x, y, pixel((double) x / width, (double) y / height, number));
            }
        }
        return data;
    }

    private static int pixel(double x, double y, int number) {
        double hill = 0.68 + 0.1 * Math.sin(5 * x + number) + 0.04 * Math.sin(13 * x + 2 * number);
        double far = 0.58 + 0.08 * Math.sin(4 * x + 3 * number);
        double sun = Math.hypot(x - 0.2 - 0.12 * (number % 6), (y - 0.36) * 0.8);
        if (y > hill) {
            return mix(0x1D2B3A, 0x0C1219, (y - hill) * 3);
        }
        if (y > far) {
            return mix(0x3C5166, 0x2A3A4C, (y - far) * 6);
        }
        int sky = mix(number % 2 == 0 ? 0x27406F : 0x3B2A63, number % 2 == 0 ? 0xF2A65A : 0xF27A6A, y * 1.6);
        return sun < 0.09 ? 0xFFF1CF : mix(0xFFD9A0, sky, (sun - 0.09) * 4);
    }

    private static int mix(int from, int to, double part) {
        double p = Math.clamp(part, 0, 1);
        int color = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            color |= (int) Math.round((from >> shift & 0xFF) * (1 - p) + (to >> shift & 0xFF) * p) << shift;
        }
        return color;
    }
}
