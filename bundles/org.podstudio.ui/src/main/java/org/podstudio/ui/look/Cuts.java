package org.podstudio.ui.look;

import java.util.LinkedHashMap;

import org.eclipse.swt.graphics.Font;

/** Texts as they fit their places, kept because to measure them anew takes a good part of every frame. UI thread only. */
final class Cuts {

    private static final int MOST = 4_000;

    private final LinkedHashMap<Place, String> fitting = new LinkedHashMap<>(64, 0.75f, true);

    private record Place(String text, int width, Font font, boolean middle) {}

    /** Makes a text fit. */
    @FunctionalInterface
    interface Cut {
        String fit(String text, int width);
    }

    /**
     * The text as it fits.
     *
     * @param width
     *            points
     * @param middle
     *            whether it is cut in its middle
     * @param cut
     *            called when that is not known
     */
    String of(String text, int width, Font font, boolean middle, Cut cut) {
        if (fitting.size() > MOST) {
            fitting.remove(fitting.firstEntry().getKey());
        }
        return fitting.computeIfAbsent(new Place(text, width, font, middle), place -> cut.fit(text, width));
    }
}
