package org.podstudio.imaging.internal.colour;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An embedded ICC profile and the way from its colours to sRGB, by the JDK's Little CMS. */
public final class Profile {

    private static final Logger LOG = LoggerFactory.getLogger(Profile.class);
    private static final int STRIP = 1 << 18;
    private static final int ROUNDING = 2;

    private final ICC_Profile icc;

    private Profile(ICC_Profile icc) {
        this.icc = icc;
    }

    /** Empty when the bytes are no profile that can be used; such a picture counts as sRGB, as browsers do. */
    public static Optional<Profile> of(byte[] bytes) {
        try {
            return Optional.of(new Profile(Objects.requireNonNull(ICC_Profile.getInstance(bytes))));
        } catch (IllegalArgumentException | CMMException e) {
            LOG.debug("Ignoring a damaged ICC profile: {}", e.getMessage());
            return Optional.empty();
        }
    }

    public static Profile of(ICC_Profile icc) {
        return new Profile(icc);
    }

    /** As it is stored, when it is for RGB and no other than sRGB. */
    public Optional<byte[]> kept() {
        return icc.getNumComponents() == 3 && !likeSrgb() ? Optional.ofNullable(icc.getData()) : Optional.empty();
    }

    /** Its own name: {@code Display P3}; empty when it has none. */
    public String description() {
        byte[] tag = icc.getData(ICC_Profile.icSigProfileDescriptionTag);
        if (tag == null || tag.length < 12) {
            return "";
        }
        // 'desc' is Latin text after its length
        String text = tag[0] == 'm'
                ? localised(ByteBuffer.wrap(tag))
                : text(tag, 12, ByteBuffer.wrap(tag).getInt(8),
                        StandardCharsets.ISO_8859_1);
        return text.replaceAll("[^\\p{L}\\p{N}\\p{P} ]", "").strip();
    }

    /** Of an 'mluc' tag, records of language, country, length and offset: the English text, else the first. */
    private static String localised(ByteBuffer tag) {
        String first = "";
        for (int at = 16, i = 0; at + 12 <= tag.limit() && i < tag.getInt(8); at += 12, i++) {
            String text = text(tag.array(), tag.getInt(at + 8), tag.getInt(at + 4), StandardCharsets.UTF_16BE);
            if (tag.get(at) == 'e' && tag.get(at + 1) == 'n') {
                return text;
            }
            first = first.isEmpty() ? text : first;
        }
        return first;
    }

    /** What of it is there. */
    private static String text(byte[] tag, int offset, int length, Charset charset) {
        int from = Math.clamp(offset, 0, tag.length);
        return new String(tag, from, Math.clamp(length, 0, tag.length - from), charset);
    }

    /**
     * Converts in place. Does nothing for sRGB itself, whatever it calls itself, nor for a profile that does not fit the pixels: grey for
     * colours, or of another number of channels than 1 or 3.
     *
     * @param colours channels that the pixels had in the file
     * @param check called between strips; what it throws ends the work
     */
    public void toSrgb(Picture picture, int colours, Runnable check) {
        int[] pixels = picture.argb();
        apply(colours, pixels.length, check,
                (op, from, count) -> convert(op, pixels, from, count, icc.getNumComponents()));
    }

    /** As the other. */
    public void toSrgb(DeepPicture picture, int colours, Runnable check) {
        short[] samples = picture.samples();
        apply(colours, picture.width() * picture.height(), check,
                (op, from, count) -> convert(op, samples, from, count, icc.getNumComponents()));
    }

    /** Converts some pixels. */
    @FunctionalInterface
    private interface Strip {
        void convert(ColorConvertOp op, int from, int count);
    }

    private void apply(int colours, int pixels, Runnable check, Strip strip) {
        try {
            int channels = icc.getNumComponents();
            if (channels != 3 && (channels != 1 || colours != 1)) {
                return;
            }
            ColorConvertOp op = way();
            if (changesNothing(op, channels)) {
                return;
            }
            for (int from = 0; from < pixels; from += STRIP) {
                check.run();
                strip.convert(op, from, Math.min(STRIP, pixels - from));
            }
        } catch (CMMException | IllegalArgumentException e) {
            LOG.debug("Ignoring an ICC profile that cannot be applied: {}", e.getMessage());
        }
    }

    private ColorConvertOp way() {
        return new ColorConvertOp(new ICC_Profile[]{icc, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    }

    /** Whether it makes no difference that can be seen. */
    public boolean likeSrgb() {
        try {
            int channels = icc.getNumComponents();
            return (channels == 1 || channels == 3) && changesNothing(way(), channels);
        } catch (CMMException | IllegalArgumentException e) {
            LOG.debug("An ICC profile that cannot be applied counts as sRGB: {}", e.getMessage());
            return true;
        }
    }

    /** Rows of inks as colours, opaque. @return empty when the profile is not for such pixels or cannot be applied */
    public Optional<int[]> inks(Raster raster) {
        try {
            WritableRaster out = Raster.createInterleavedRaster(0, raster.getWidth(), raster.getHeight(), 3, null);
            way().filter(raster, out);
            byte[] rgb = ((DataBufferByte) out.getDataBuffer()).getData();
            int[] argb = new int[rgb.length / 3];
            for (int i = 0; i < argb.length; i++) {
                argb[i] = 0xFF000000 | (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | rgb[3 * i + 2] & 255;
            }
            return Optional.of(argb);
        } catch (CMMException | IllegalArgumentException e) {
            LOG.debug("Ignoring an ICC profile that cannot be applied: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether greys and a cube of colours stay within rounding: names lie, "sRGB-elle-V2-g10" is linear. */
    private static boolean changesNothing(ColorConvertOp op, int channels) {
        int[] before = new int[256 + 216];
        for (int i = 0; i < 256; i++) {
            before[i] = i * 0x010101;
        }
        for (int i = 0; channels == 3 && i < 216; i++) {
            before[256 + i] = i / 36 * 51 << 16 | i / 6 % 6 * 51 << 8 | i % 6 * 51;
        }
        int[] after = before.clone();
        convert(op, after, 0, after.length, channels);
        return IntStream.range(0, after.length).allMatch(i -> near(before[i], after[i]));
    }

    private static boolean near(int one, int two) {
        return IntStream.of(0, 8, 16).allMatch(s -> Math.abs((one >> s & 255) - (two >> s & 255)) <= ROUNDING);
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

    private static void convert(ColorConvertOp op, short[] samples, int from, int count, int channels) {
        WritableRaster in = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, count, 1, channels, null);
        short[] source = ((DataBufferUShort) in.getDataBuffer()).getData();
        for (int i = 0; i < count; i++) {
            System.arraycopy(samples, 4 * (from + i), source, channels * i, channels);
        }
        WritableRaster out = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, count, 1, 3, null);
        op.filter(in, out);
        short[] rgb = ((DataBufferUShort) out.getDataBuffer()).getData();
        for (int i = 0; i < count; i++) {
            System.arraycopy(rgb, 3 * i, samples, 4 * (from + i), 3);
        }
    }
}
