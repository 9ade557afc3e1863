package org.podstudio.packs;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.podstudio.api.project.Asset;

/**
 * Names for the assets of one pack that any customer's system can unpack, and that do not depend on when or where an
 * asset was made: time stamps of derived files go, collisions get {@code -2}, {@code -3} in the order of asking. For
 * one thread.
 */
final class PackNames {

    private static final Pattern STAMP = Pattern.compile("__\\d{8}_\\d{6}(-\\d+)?(?=__|$)");
    /**
     * What Windows refuses, what breaks a line of {@code checksums.txt}, and what turns the reading direction round.
     */
    private static final Pattern REFUSED = Pattern
            .compile("[\\p{Cc}<>:\"/\\\\|?*\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");
    /** Windows takes {@code con.tar.gz} for the console, too. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d) *(\\..*)?");
    /** File systems take 255 bytes; a suffix and {@code .txt} of a prompt come on top. */
    private static final int LONGEST_BYTES = 200;
    private static final int LONGEST_EXTENSION_BYTES = 20;

    private final Set<String> taken = new HashSet<>();

    String name(Asset asset) {
        String file = Normalizer.normalize(asset.fileName(), Normalizer.Form.NFC);
        int dot = dot(file);
        String written = file.substring(0, dot);
        String stem = stem(asset.lineage().isPresent() ? STAMP.matcher(written).replaceAll("") : written);
        String extension = clean(file.substring(dot));
        String name = stem + extension;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = stem + "-" + i + extension;
        }
        return name;
    }

    /** Where the extension begins; what is longer than any extension is part of the name. */
    private static int dot(String file) {
        int dot = file.lastIndexOf('.');
        return dot > 0 && bytes(file.substring(dot)) <= LONGEST_EXTENSION_BYTES ? dot : file.length();
    }

    private static String stem(String written) {
        String stem = clean(written);
        while (bytes(stem) > LONGEST_BYTES) {
            stem = clean(stem.substring(0, stem.offsetByCodePoints(stem.length(), -1)));
        }
        return stem.isEmpty() || DEVICE.matcher(stem).matches() ? ("asset_" + stem).replaceAll("_$", "") : stem;
    }

    /** Windows drops dots and blanks at the end of a name. */
    private static String clean(String text) {
        return REFUSED.matcher(text).replaceAll("_").strip().replaceAll("[. ]+$", "");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
