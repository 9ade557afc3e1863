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
    /** Of texts in which some programs hide whole blocks in hexadecimal. */
    private static final String RAW_PROFILE = "Raw profile type ";

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
     * For pixels that have been turned upright and perhaps cut or resized: the tag of how it is held is reset, sizes are corrected, and what
     * shows or points at what was before is gone: small pictures, the place of the subject, blocks inside of blocks.
     */
    public Beside upright(int width, int height) {
        Map<String, String> kept = new LinkedHashMap<>(texts);
        kept.keySet().removeIf(keyword -> keyword.startsWith(RAW_PROFILE));
        return new Beside(exif.map(e -> Tags.of(e).upright(width, height)),
                xmp.map(packet -> Xmp.upright(packet, width, height)), iptc.flatMap(Resources::lasting), profile, kept);
    }

    /**
     * For pixels that have been made anew: {@link #upright}, then what a policy leaves, with the profile that the new pixels have.
     *
     * @param icc empty: they have been brought to sRGB, and the blocks say so
     */
    public Beside remade(int width, int height, Optional<byte[]> icc, MetadataPolicy policy) {
        Beside now = upright(width, height);
        return (icc.isPresent() ? now : now.inSrgb()).by(policy).withProfile(icc);
    }

    private Beside inSrgb() {
        return new Beside(exif.map(e -> Tags.of(e).inSrgb()), xmp.map(Xmp::inSrgb), iptc, Optional.empty(), texts);
    }

    /** With a resolution, which other kinds of files keep elsewhere; itself when there is EXIF already. @param dpi dots an inch */
    public Beside withResolution(int dpi) {
        return exif.isPresent() ? this : new Beside(Optional.of(Tags.resolution(dpi)), xmp, iptc, profile, texts);
    }

    /** For pixels that have been brought to sRGB, or with another profile. */
    public Beside withProfile(Optional<byte[]> icc) {
        return new Beside(exif, xmp, iptc, icc, texts);
    }
}
