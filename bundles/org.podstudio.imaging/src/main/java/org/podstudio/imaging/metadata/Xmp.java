package org.podstudio.imaging.metadata;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The one thing in a packet of XMP that turning a picture makes stale. */
final class Xmp {

    private static final Pattern HELD = Pattern.compile("(tiff:Orientation\\s*(?:=\\s*[\"']|>\\s*))[2-8]");

    private Xmp() {
    }

    static byte[] upright(byte[] packet) {
        // one byte for one byte, so that the packet's padding stays as it is
        String text = new String(packet, StandardCharsets.ISO_8859_1);
        return HELD.matcher(text).replaceAll("$11").getBytes(StandardCharsets.ISO_8859_1);
    }
}
