package org.podstudio.ui.grid;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;

/**
 * A small picture, and how it looks in its place: brought to that size once and with care, for doing so in every frame
 * takes longer than all else that is drawn. UI thread only; who made it disposes it.
 */
final class Small {

    private final Image whole;
    private Optional<Fitted> fitted = Optional.empty();

    /** As it was drawn last, on a ground that shows where it is transparent. Sizes in points. */
    private record Fitted(Image image, int width, int height, Color ground) {

        boolean is(int wantedWidth, int wantedHeight, Color wantedGround) {
            return width == wantedWidth && height == wantedHeight && ground.equals(wantedGround);
        }
    }

    /**
     * @param whole
     *            its own from now on
     */
    Small(Image whole) {
        this.whole = whole;
    }

    /** Its own size, points. */
    Rectangle bounds() {
        return whole.getBounds();
    }

    /** In another size, points; stays valid until it is asked for in yet another one. */
    Image fitted(int width, int height, Color ground) {
        if (fitted.filter(f -> f.is(width, height, ground)).isEmpty()) {
            fitted.ifPresent(f -> f.image().dispose());
            fitted = Optional.of(new Fitted(draw(width, height, ground), width, height, ground));
        }
        return fitted.orElseThrow().image();
    }

    void dispose() {
        whole.dispose();
        fitted.ifPresent(f -> f.image().dispose());
    }

    /** Drawn anew for each zoom of a screen that it is shown on. */
    private Image draw(int width, int height, Color ground) {
        return new Image(whole.getDevice(), (gc, w, h) -> {
            Rectangle source = whole.getBounds();
            gc.setInterpolation(SWT.HIGH);
            gc.setBackground(ground);
            gc.fillRectangle(0, 0, w, h);
            gc.drawImage(whole, 0, 0, source.width, source.height, 0, 0, w, h);
        }, width, height);
    }
}
