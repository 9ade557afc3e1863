package org.podstudio.processors.stills;

import java.util.ArrayList;
import java.util.List;

import org.podstudio.imaging.pixels.Picture;
import org.podstudio.media.Timecode;

/**
 * Pictures of one size side by side, row by row.
 *
 * @param columns at least 1
 * @param pictures at least one
 */
record Sheet(int columns, List<Picture> pictures) {

    /** @param columns 0: about as wide as high */
    static Sheet of(int columns, List<Picture> pictures) {
        Picture cell = pictures.getFirst();
        double even = Math.sqrt((double) pictures.size() * cell.height() / cell.width() * 16 / 9);
        int usual = Math.max(1, (int) Math.round(even));
        return new Sheet(Math.min(columns == 0 ? usual : columns, pictures.size()), pictures);
    }

    int rows() {
        return (pictures.size() + columns - 1) / columns;
    }

    int width() {
        return columns * pictures.getFirst().width();
    }

    int height() {
        return rows() * pictures.getFirst().height();
    }

    /** What is left over in the last row is black. */
    Picture drawn() {
        Picture sheet = new Picture(width(), height(), false);
        java.util.Arrays.fill(sheet.argb(), 0xFF000000);
        int w = pictures.getFirst().width();
        int h = pictures.getFirst().height();
        for (int i = 0; i < pictures.size(); i++) {
            int at = i / columns * h * sheet.width() + i % columns * w;
            for (int y = 0; y < h; y++) {
                System.arraycopy(pictures.get(i).argb(), y * w, sheet.argb(), at + y * sheet.width(), w);
            }
        }
        return sheet;
    }

    /** WebVTT that tells players which part of the sheet to show when. @param starts of each picture, seconds @param end of the last */
    List<String> tracks(String file, List<Double> starts, double end) {
        List<String> lines = new ArrayList<>(List.of("WEBVTT", ""));
        int w = pictures.getFirst().width();
        int h = pictures.getFirst().height();
        for (int i = 0; i < pictures.size(); i++) {
            double to = i + 1 < starts.size() ? starts.get(i + 1) : Math.max(end, starts.get(i) + 0.001);
            lines.add(Timecode.text(starts.get(i)) + " --> " + Timecode.text(to));
            lines.add(file + "#xywh=" + i % columns * w + "," + i / columns * h + "," + w + "," + h);
            lines.add("");
        }
        return lines;
    }
}
