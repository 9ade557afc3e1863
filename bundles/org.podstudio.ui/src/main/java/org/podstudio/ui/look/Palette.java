package org.podstudio.ui.look;

import org.eclipse.swt.graphics.Color;

/**
 * The colours of the workbench, one set for light and one for dark. The style sheets of the window's frame use the same
 * values; a test compares them.
 *
 * @param window
 *            behind and between the parts
 * @param surface
 *            a part
 * @param raised
 *            a card, a field
 * @param sunken
 *            an empty place for a picture, the groove of a progress bar
 * @param line
 *            thin rules and borders
 * @param text
 *            what is read
 * @param muted
 *            what may be overlooked
 * @param accent
 *            the one colour that draws the eye: selection, progress, the main button
 * @param accentSoft
 *            behind what is selected
 * @param onAccent
 *            text on the accent
 * @param good
 *            done
 * @param warn
 *            waits, or takes notice
 * @param bad
 *            failed
 * @param badSoft
 *            behind a failure
 */
public record Palette(Color window, Color surface, Color raised, Color sunken, Color line, Color text, Color muted,
        Color accent, Color accentSoft, Color onAccent, Color good, Color warn, Color bad, Color badSoft) {

    /** For light desktops. */
    public static final Palette LIGHT = new Palette(rgb(0xE9EBF0), rgb(0xFBFBFD), rgb(0xFFFFFF), rgb(0xEEF0F4),
            rgb(0xDFE2E9), rgb(0x1B2130), rgb(0x69728A), rgb(0x5A55D6), rgb(0xE8E7FB), rgb(0xFFFFFF), rgb(0x23875A),
            rgb(0xA86A05), rgb(0xC93A45), rgb(0xFBE9EA));

    /** For dark desktops. */
    public static final Palette DARK = new Palette(rgb(0x0F1116), rgb(0x181B22), rgb(0x20242D), rgb(0x252A34),
            rgb(0x303643), rgb(0xE6E9F0), rgb(0x949DB2), rgb(0x8F8BFA), rgb(0x2C2B52), rgb(0x12131A), rgb(0x4CC38A),
            rgb(0xE0AE4A), rgb(0xF2757E), rgb(0x3B2129));

    private static Color rgb(int value) {
        return new Color(value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF);
    }
}
