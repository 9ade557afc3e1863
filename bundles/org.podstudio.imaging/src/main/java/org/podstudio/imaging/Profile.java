package org.podstudio.imaging;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An embedded ICC profile and the way from its colours to sRGB, by the JDK's Little CMS. */
final class Profile {

    private static final Logger LOG = LoggerFactory.getLogger(Profile.class);
    private static final int STRIP = 1 << 18;

    private final ICC_Profile icc;

    private Profile(ICC_Profile icc) {
        this.icc = icc;
    }

    /** Empty when the bytes are no profile that can be used; such a picture counts as sRGB, as browsers do. */
    static Optional<Profile> of(byte[] bytes) {
        try {
            return Optional.of(new Profile(Objects.requireNonNull(ICC_Profile.getInstance(bytes))));
        } catch (IllegalArgumentException | CMMException e) {
            LOG.debug("Ignoring a damaged ICC profile: {}", e.getMessage());
            return Optional.empty();
        }
    }

    static Profile of(ICC_Profile icc) {
        return new Profile(icc);
    }

    /** Its own name: {@code Display P3}; empty when it has none. */
    String description() {
        byte[] tag = icc.getData(ICC_Profile.icSigProfileDescriptionTag);
        if (tag == null || tag.length < 12) {
            return "";
        }
        // 'desc' is Latin text after a length, 'mluc' UTF-16; the printable characters of either are the name
        boolean wide = tag[0] == 'm';
        int from = wide ? 28 : 12;
        int end = wide ? tag.length : Math.min(tag.length, 12 + Math.max(0, (tag[10] & 255) << 8 | tag[11] & 255));
        String text = new String(tag, Math.min(from, tag.length), Math.max(0, end - from),
                wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
        return text.replaceAll("[^\\p{L}\\p{N}\\p{P} ]", "").strip();
    }

    /** Converts in place. Does nothing for sRGB itself and for a profile of another number of channels than 1 (grey) or 3. */
    void toSrgb(Picture picture) {
        try {
            int channels = icc.getNumComponents();
            if (channels != 1 && channels != 3 || channels == 3 && description().startsWith("sRGB")) {
                return;
            }
            ICC_Profile[] way = {icc, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
            ColorConvertOp op = new ColorConvertOp(way, null);
            int[] pixels = picture.argb();
            for (int from = 0; from < pixels.length; from += STRIP) {
                convert(op, pixels, from, Math.min(STRIP, pixels.length - from), channels);
            }
        } catch (CMMException | IllegalArgumentException e) {
            LOG.debug("Ignoring an ICC profile that cannot be applied: {}", e.getMessage());
        }
    }

    private static void convert(ColorConvertOp op, int[] pixels, int from, int count, int channels) {
        WritableRaster in = Raster.createInterleavedRaster(0, count, 1, channels, null);
        byte[] source = ((DataBufferByte) in.getDataBuffer()).getData();
        for (int i = 0, k = 0; i < count; i++) {
            for (int c = channels - 1; c >= 0; c--) {
                source[k++] = (byte) (pixels[from + i] >> 8 * c);
            }
        }
        WritableRaster out = Raster.createInterleavedRaster(0, count, 1, 3, null);
        op.filter(in, out);
        byte[] rgb = ((DataBufferByte) out.getDataBuffer()).getData();
        for (int i = 0; i < count; i++) {
            pixels[from + i] = pixels[from + i] & 0xFF000000 | (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8
                    | rgb[3 * i + 2] & 255;
        }
    }
}
