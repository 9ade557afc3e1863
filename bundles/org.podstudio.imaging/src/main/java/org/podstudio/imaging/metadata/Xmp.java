package org.podstudio.imaging.metadata;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The few things in a packet of XMP that turning, cutting, resizing and converting a picture make stale. */
final class Xmp {

    private static final Pattern HELD = number("tiff:Orientation");
    private static final Pattern WIDTH = number("tiff:ImageWidth|exif:PixelXDimension");
    private static final Pattern HEIGHT = number("tiff:ImageLength|exif:PixelYDimension");
    private static final Pattern COLOUR_SPACE = number("exif:ColorSpace");
    private static final Pattern PROFILE = Pattern.compile("(photoshop:ICCProfile\\s*(?:=\\s*[\"']|>))[^\"'<]*");
    private static final List<String> THUMBNAILS = List.of("xmp:Thumbnails", "xap:Thumbnails");

    private Xmp() {
    }

    /** As an attribute or an element. */
    private static Pattern number(String names) {
        return Pattern.compile("((?:" + names + ")\\s*(?:=\\s*[\"']|>\\s*))[0-9]+");
    }

    static byte[] upright(byte[] packet, int width, int height) {
        // each byte a character, so that nothing else changes
        String text = new String(packet, StandardCharsets.ISO_8859_1);
        text = HELD.matcher(text).replaceAll("$11");
        text = WIDTH.matcher(text).replaceAll("$1" + width);
        text = HEIGHT.matcher(text).replaceAll("$1" + height);
        for (String element : THUMBNAILS) {
            text = without(text, element);
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] inSrgb(byte[] packet) {
        String text = new String(packet, StandardCharsets.ISO_8859_1);
        text = COLOUR_SPACE.matcher(text).replaceAll("$11");
        return PROFILE.matcher(text).replaceAll("$1sRGB IEC61966-2.1").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String without(String text, String element) {
        int from = text.indexOf("<" + element + ">");
        int to = text.indexOf("</" + element + ">", Math.max(from, 0));
        return from < 0 || to < 0 ? text : text.substring(0, from) + text.substring(to + element.length() + 3);
    }
}
