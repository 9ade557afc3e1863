package org.podstudio.processors.crop;

import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

/**
 * Places a cut where the brightness says most: where Shannon's entropy of its histogram is highest. Stays in the middle when no place is
 * clearly better. Works on a small copy.
 */
final class SmartPlacing implements Geometry.Placing {

    private static final int SMALL = 192;
    private static final int STEPS = 64;
    private static final int LEVELS = 64;
    private static final double CLEARLY_BETTER = 0.05;

    private final Picture picture;
    private final Runnable check;

    /** @param check called while the picture is made small; what it throws ends the work */
    SmartPlacing(Picture picture, Runnable check) {
        this.picture = picture;
        this.check = check;
    }

    @Override
    public Area place(Area within, Size size) {
        int spareX = within.size().width() - size.width();
        int spareY = within.size().height() - size.height();
        double scale = Math.min(1, (double) SMALL / Math.max(within.size().width(), within.size().height()));
        Picture part = picture.part(within.x(), within.y(), within.size().width(), within.size().height());
        Picture small = Resizer.resize(part, scaled(part.width(), scale), scaled(part.height(), scale),
                Filter.BILINEAR, check);
        int steps = Math.max(1, Math.min(STEPS, Math.max(spareX, spareY)));
        double where = 0.5;
        double most = detail(small, spareX, spareY, where, size, scale) + CLEARLY_BETTER;
        for (int i = 0; i <= steps; i++) {
            double at = (double) i / steps;
            double detail = detail(small, spareX, spareY, at, size, scale);
            if (detail > most) {
                most = detail;
                where = at;
            }
        }
        return new Area(within.x() + (int) (spareX * where), within.y() + (int) (spareY * where), size);
    }

    private static double detail(Picture small, int spareX, int spareY, double at, Size size, double scale) {
        int width = Math.min(small.width(), scaled(size.width(), scale));
        int height = Math.min(small.height(), scaled(size.height(), scale));
        int x = Math.min(small.width() - width, (int) (spareX * at * scale));
        int y = Math.min(small.height() - height, (int) (spareY * at * scale));
        int[] histogram = new int[LEVELS];
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                histogram[level(small.argb()[row * small.width() + column])]++;
            }
        }
        return entropy(histogram, width * height);
    }

    /** Brightness; what is transparent counts as one dark level. */
    private static int level(int pixel) {
        int luma = 299 * (pixel >> 16 & 255) + 587 * (pixel >> 8 & 255) + 114 * (pixel & 255);
        return luma / 1000 * (pixel >>> 24) / 255 * LEVELS / 256;
    }

    private static double entropy(int[] histogram, int total) {
        double bits = 0;
        for (int count : histogram) {
            if (count > 0) {
                double share = (double) count / total;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }

    private static int scaled(int length, double scale) {
        return (int) Math.max(1, Math.round(length * scale));
    }
}
