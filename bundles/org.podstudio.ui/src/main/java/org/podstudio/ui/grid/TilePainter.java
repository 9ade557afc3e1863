package org.podstudio.ui.grid;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Rectangle;
import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Palette;
import org.podstudio.ui.look.Sizes;

/** Draws one asset: its picture, what kind it is, its name and its size. */
final class TilePainter {

    private static final int RADIUS = 9;
    private static final int INSET = 6;
    private static final double NEARLY = 0.86;

    private final Thumbnails thumbnails;

    TilePainter(Thumbnails thumbnails) {
        this.thumbnails = thumbnails;
    }

    /**
     * @param lead
     *            whether the keyboard stands here
     */
    void draw(Ink ink, Asset asset, Rectangle tile, boolean selected, boolean hot, boolean lead) {
        Palette palette = ink.palette();
        if (selected) {
            ink.round(tile, RADIUS + 3, palette.accentSoft());
        } else if (hot) {
            ink.round(tile, RADIUS + 3, palette.sunken());
        }
        Rectangle frame = new Rectangle(tile.x + INSET, tile.y + INSET, tile.width - 2 * INSET,
                tile.height - TileLayout.CAPTION - INSET);
        picture(ink, asset, frame, selected || hot);
        badge(ink, asset, frame);
        caption(ink, asset, tile, frame);
        if (selected || lead) {
            ink.outline(tile, RADIUS + 3, selected ? 2 : 1, selected ? palette.accent() : palette.line());
        }
    }

    private void picture(Ink ink, Asset asset, Rectangle frame, boolean lit) {
        Optional<Small> image = thumbnails.image(asset);
        Color ground = lit ? ink.palette().raised() : ink.palette().sunken();
        ink.round(frame, RADIUS, ground);
        if (image.isPresent()) {
            fit(ink, image.get(), frame, ground);
        } else {
            Glyph sign = thumbnails.failed(asset) ? Glyph.NOTICE : Glyph.of(asset.kind());
            int size = Math.min(36, frame.height / 3);
            ink.gc().setAlpha(130);
            sign.draw(ink.gc(), frame.x + (frame.width - size) / 2, frame.y + (frame.height - size) / 2, size,
                    ink.palette().muted());
            ink.gc().setAlpha(255);
        }
    }

    /**
     * The whole picture; one of nearly the frame's shape fills it instead, for thin strips beside it would look like a
     * mistake.
     */
    private static void fit(Ink ink, Small image, Rectangle frame, Color ground) {
        Rectangle source = image.bounds();
        double across = (double) frame.width / source.width;
        double down = (double) frame.height / source.height;
        boolean alike = Math.min(across, down) > NEARLY * Math.max(across, down);
        double scale = alike ? Math.max(across, down) : Math.min(across, down);
        int width = Math.max(1, (int) Math.round(source.width * scale));
        int height = Math.max(1, (int) Math.round(source.height * scale));
        int x = frame.x + (frame.width - width) / 2;
        int y = frame.y + (frame.height - height) / 2;
        Rectangle before = ink.gc().getClipping();
        Rectangle seen = new Rectangle(x, y, width, height).intersection(frame);
        Path corners = rounded(ink, seen, Math.min(RADIUS, Math.min(seen.width, seen.height) / 4));
        ink.gc().setClipping(corners);
        ink.gc().drawImage(image.fitted(width, height, ground), x, y);
        ink.gc().setClipping(before);
        corners.dispose();
    }

    private static Path rounded(Ink ink, Rectangle r, int radius) {
        Path path = new Path(ink.gc().getDevice());
        int d = 2 * radius;
        path.addArc(r.x, r.y, d, d, 90, 90);
        path.addArc(r.x, r.y + r.height - d, d, d, 180, 90);
        path.addArc(r.x + r.width - d, r.y + r.height - d, d, d, 270, 90);
        path.addArc(r.x + r.width - d, r.y, d, d, 0, 90);
        path.close();
        return path;
    }

    private static void badge(Ink ink, Asset asset, Rectangle frame) {
        if (asset.kind() == MediaKind.IMAGE) {
            return;
        }
        String time = asset.content().seconds().isPresent() ? clock(asset.content().seconds().getAsDouble()) : "";
        int text = ink.size(time, ink.look().small()).x;
        Rectangle pill = new Rectangle(frame.x + 7, frame.y + frame.height - 27, 28 + (time.isEmpty() ? 0 : text + 4),
                20);
        ink.gc().setAlpha(215);
        ink.round(pill, 10, Palette.DARK.window());
        ink.gc().setAlpha(255);
        Glyph.of(asset.kind()).draw(ink.gc(), pill.x + 8, pill.y + 4, 12, Palette.DARK.text());
        int height = ink.size("0", ink.look().small()).y;
        ink.text(time, pill.x + 25, pill.y + (20 - height) / 2, text + 2, ink.look().small(), Palette.DARK.text());
    }

    private static void caption(Ink ink, Asset asset, Rectangle tile, Rectangle frame) {
        int y = frame.y + frame.height + 5;
        int x = tile.x + INSET + 3;
        int width = tile.width - 2 * INSET - 6;
        ink.text(asset.fileName(), x, y, width, ink.look().plain(), ink.palette().text());
        int line = ink.size("X", ink.look().plain()).y;
        ink.text(remark(asset.content()), x, y + line, width, ink.look().small(), ink.palette().muted());
    }

    /** {@code 1200 × 800 · 1.2 MB}. */
    static String remark(Content content) {
        String size = content.width().isPresent() && content.height().isPresent()
                ? content.width().getAsInt() + " \u00d7 " + content.height().getAsInt() + "  \u00b7  "
                : "";
        return size + Sizes.of(content.bytes());
    }

    /** {@code 0:07}, {@code 1:02:30}. */
    static String clock(double seconds) {
        Duration d = Duration.ofSeconds(Math.round(seconds));
        String minutes = String.format(Locale.ROOT, d.toHours() > 0 ? "%02d:%02d" : "%d:%02d", d.toMinutesPart(),
                d.toSecondsPart());
        return d.toHours() > 0 ? d.toHours() + ":" + minutes : minutes;
    }
}
