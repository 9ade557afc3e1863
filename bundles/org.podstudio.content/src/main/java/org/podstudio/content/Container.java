package org.podstudio.content;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The first bytes of the containers of sound and film that are in common use. */
final class Container {

    private static final Set<String> BEGINNINGS = Set.of("RIFF", "RF64", "OggS", "fLaC", "FORM", "#!AM",
            "\u001aE\u00df\u00a3", "0&\u00b2u", "\0\0\u0001\u00ba", "\0\0\u0001\u00b3", ".snd", "wvpk", "MAC ");
    private static final Set<String> BOXES = Set.of("ftyp", "moov", "mdat", "free", "wide", "skip");

    private Container() {
    }

    static boolean begins(byte[] head) {
        String latin = new String(head, StandardCharsets.ISO_8859_1);
        if (latin.length() < 8) {
            return false;
        }
        boolean sync = latin.charAt(0) == 0xFF && (latin.charAt(1) & 0xE0) == 0xE0;
        boolean transport = latin.charAt(0) == 'G' && latin.length() > 188 && latin.charAt(188) == 'G';
        return sync || transport || latin.startsWith("ID3") || latin.startsWith("FLV")
                || BEGINNINGS.contains(latin.substring(0, 4)) || BOXES.contains(latin.substring(4, 8));
    }
}
