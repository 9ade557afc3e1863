package org.podstudio.imaging.metadata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The blocks beside the pixels, as they are stored. Arrays are not copied; nobody writes to them.
 *
 * @param exif a TIFF structure, without the mark before it
 * @param xmp a packet of XML
 * @param iptc Photoshop's image resources, in which IPTC lies
 * @param profile ICC
 * @param texts of a PNG, by keyword
 */
public record Beside(Optional<byte[]> exif, Optional<byte[]> xmp, Optional<byte[]> iptc, Optional<byte[]> profile,
        Map<String, String> texts) {

    /** Nothing. */
    public static final Beside NOTHING = new Beside(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Map.of());

    private static final String SOFTWARE = "Software";

    /** Keeps the order of texts. */
    public Beside {
        texts = new LinkedHashMap<>(texts);
    }

    /** What a policy leaves; how the picture is held stays in any case. */
    public Beside by(MetadataPolicy policy) {
        return switch (policy) {
            case PRESERVE_ALL -> this;
            case PRESERVE_TECHNICAL -> {
                Map<String, String> kept = new LinkedHashMap<>(texts);
                kept.keySet().retainAll(java.util.Set.of(SOFTWARE));
                yield new Beside(exif.flatMap(e -> Tags.of(e).technical()), Optional.empty(), Optional.empty(), profile,
                        kept);
            }
            case STRIP_ALL -> new Beside(exif.flatMap(e -> Tags.of(e).held()), Optional.empty(), Optional.empty(),
                    Optional.empty(), Map.of());
        };
    }

    /**
     * For pixels that have been turned upright and perhaps resized: the tag of how it is held is reset, sizes are corrected and the small
     * picture inside EXIF, which shows what was before, is gone.
     */
    public Beside upright(int width, int height) {
        return new Beside(exif.map(e -> Tags.of(e).upright(width, height)), xmp.map(Xmp::upright), iptc, profile,
                texts);
    }

    /** For pixels that have been brought to sRGB, or with another profile. */
    public Beside withProfile(Optional<byte[]> icc) {
        return new Beside(exif, xmp, iptc, icc, texts);
    }
}
