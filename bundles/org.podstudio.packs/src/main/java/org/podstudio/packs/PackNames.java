package org.podstudio.packs;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.podstudio.api.project.Asset;

/**
 * Names for the assets of one pack that any customer's system can unpack, and that do not depend on when or where an asset was made: time
 * stamps of derived files go, collisions get {@code -2}, {@code -3} in the order of asking. For one thread.
 */
final class PackNames {

    private static final Pattern STAMP = Pattern.compile("__\\d{8}_\\d{6}(-\\d+)?(?=__|$)");
    /** What Windows refuses, what breaks a line of {@code checksums.txt}, and what turns the reading direction round. */
    private static final Pattern REFUSED = Pattern
            .compile("[\\p{Cc}<>:\"/\\\\|?*\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)");
    /** File systems take 255 bytes; a suffix and {@code .txt} of a prompt come on top. */
    private static final int LONGEST_BYTES = 200;

    private final Set<String> taken = new HashSet<>();

    String name(Asset asset) {
        String file = asset.fileName();
        int dot = file.lastIndexOf('.') > 0 ? file.lastIndexOf('.') : file.length();
        String written = asset.lineage().isPresent()
                ? STAMP.matcher(file.substring(0, dot)).replaceAll("")
                : file.substring(0, dot);
        String stem = stem(written);
        String extension = REFUSED.matcher(file.substring(dot)).replaceAll("_").strip();
        String name = stem + extension;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = stem + "-" + i + extension;
        }
        return name;
    }

    private static String stem(String written) {
        String stem = REFUSED.matcher(Normalizer.normalize(written, Normalizer.Form.NFC)).replaceAll("_").strip();
        while (stem.endsWith(".") || stem.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1)).strip();
        }
        return stem.isEmpty() || DEVICE.matcher(stem).matches() ? ("asset_" + stem).replaceAll("_$", "") : stem;
    }
}
