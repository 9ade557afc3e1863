package org.podstudio.ui.look;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Transform;
import org.podstudio.api.MediaKind;

/** Small signs, drawn with a pen on a square of 16 units, so that they are sharp at every size and take any colour. */
public enum Glyph {
    /** A still picture. */
    IMAGE("M2 3 L14 3 L14 13 L2 13 Z M2 11 L6 7 L10 11 M9 10 L11 8 L14 11"),
    /** Moving pictures. */
    FILM("M2 3 L14 3 L14 13 L2 13 Z M6.5 5.8 L10.5 8 L6.5 10.2 Z"),
    /** Sound. */
    SOUND("M2 7 L2 9 M5 5 L5 11 M8 2 L8 14 M11 5 L11 11 M14 7 L14 9"),
    /** Done. */
    CHECK("M3 8.5 L6.5 12 L13 4.5"),
    /** Failed, or stop it. */
    CROSS("M4 4 L12 12 M12 4 L4 12"),
    /** Waits. */
    CLOCK("M8 2 L10.3 2.5 L12.2 3.8 L13.5 5.7 L14 8 L13.5 10.3 L12.2 12.2 L10.3 13.5 L8 14 L5.7 13.5 L3.8 12.2 L2.5 10.3 L2 8 "
            + "L2.5 5.7 L3.8 3.8 L5.7 2.5 Z M8 4.8 L8 8 L10.4 9.4"),
    /** Once more. */
    RETRY("M13 8 L12.6 10 L11.5 11.6 L9.9 12.6 L8 13 L6.1 12.6 L4.5 11.6 L3.4 10 L3 8 L3.4 6 L4.5 4.4 L6.1 3.4 L8 3 L10 3.5 L12.6 6 "
            + "M13 2.6 L13 6.2 L9.4 6.2"),
    /** A log, a text. */
    LOG("M3 4 L13 4 M3 8 L13 8 M3 12 L9 12"),
    /** More of it. */
    NEXT("M6 3 L11 8 L6 13"),
    /** Bring in. */
    IMPORT("M8 2 L8 10 M4.5 6.8 L8 10.2 L11.5 6.8 M2.5 10.5 L2.5 13.5 L13.5 13.5 L13.5 10.5"),
    /** A project. */
    FOLDER("M2 4 L6 4 L7.5 5.8 L14 5.8 L14 13 L2 13 Z"),
    /** Something to know. */
    NOTICE("M8 2.5 L14.5 13.5 L1.5 13.5 Z M8 6.6 L8 9.8 M8 11.6 L8 11.7"),
    /** An operation. */
    SPARK("M8 1.5 L9.6 6.4 L14.5 8 L9.6 9.6 L8 14.5 L6.4 9.6 L1.5 8 L6.4 6.4 Z"),
    /** A queue. */
    STACK("M8 2 L14.5 5.2 L8 8.4 L1.5 5.2 Z M1.5 8.2 L8 11.4 L14.5 8.2 M1.5 11 L8 14.2 L14.5 11"),
    /** Stopped by a person. */
    STOP("M4.5 4.5 L11.5 4.5 L11.5 11.5 L4.5 11.5 Z"),
    /** Let it stand still. */
    PAUSE("M5.5 3.5 L5.5 12.5 M10.5 3.5 L10.5 12.5"),
    /** Let it go on. */
    PLAY("M5 3.5 L12.5 8 L5 12.5 Z"),
    /** Before all others. */
    FIRST("M3.5 2.8 L12.5 2.8 M8 13.2 L8 6 M4.8 9 L8 5.8 L11.2 9"),
    /** What is below is shown. */
    BELOW("M3 6 L8 11 L13 6"),
    /** Write something down. */
    NOTE("M3 13 L3.7 10.1 L10.6 3.2 L12.8 5.4 L5.9 12.3 Z"),
    /** Once more, elsewhere. */
    COPY("M5.5 5.5 L13.5 5.5 L13.5 13.5 L5.5 13.5 Z M3 10.5 L2.5 10.5 L2.5 2.5 L10.5 2.5 L10.5 3"),
    /** Put away. */
    BOX("M2 3 L14 3 L14 6.4 L2 6.4 Z M3.2 6.4 L3.2 13 L12.8 13 L12.8 6.4 M6.4 9.2 L9.6 9.2");

    private final String strokes;

    Glyph(String strokes) {
        this.strokes = strokes;
    }

    /** What stands for media of a kind. */
    public static Glyph of(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> IMAGE;
            case AUDIO -> SOUND;
            case VIDEO -> FILM;
        };
    }

    /**
     * Draws it.
     *
     * @param x
     *            left edge, points
     * @param y
     *            upper edge, points
     * @param size
     *            edge of the square, points
     */
    public void draw(GC gc, int x, int y, int size, Color color) {
        Device device = gc.getDevice();
        Transform saved = new Transform(device);
        Transform placed = new Transform(device);
        Path path = path(device);
        gc.getTransform(saved);
        gc.getTransform(placed);
        placed.translate(x, y);
        placed.scale(size / 16f, size / 16f);
        gc.setTransform(placed);
        pen(gc, size);
        gc.setForeground(color);
        gc.drawPath(path);
        gc.setTransform(saved);
        path.dispose();
        placed.dispose();
        saved.dispose();
    }

    private static void pen(GC gc, int size) {
        gc.setAntialias(SWT.ON);
        gc.setLineCap(SWT.CAP_ROUND);
        gc.setLineJoin(SWT.JOIN_ROUND);
        var attributes = gc.getLineAttributes();
        attributes.width = size > 24 ? 0.9f : 1.4f;
        gc.setLineAttributes(attributes);
    }

    private Path path(Device device) {
        Path path = new Path(device);
        String[] words = strokes.split(" ");
        for (int i = 0; i < words.length; i++) {
            switch (words[i].charAt(0)) {
                case 'M' -> path.moveTo(number(words[i]), Float.parseFloat(words[++i]));
                case 'L' -> path.lineTo(number(words[i]), Float.parseFloat(words[++i]));
                default -> path.close();
            }
        }
        return path;
    }

    private static float number(String word) {
        return Float.parseFloat(word.substring(1));
    }
}
