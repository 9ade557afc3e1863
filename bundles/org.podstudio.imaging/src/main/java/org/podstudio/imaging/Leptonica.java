package org.podstudio.imaging;

import java.nio.file.Path;
import java.util.Optional;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.project.UserFolder;
import org.podstudio.imaging.pixels.Picture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libjpeg-turbo and libwebp as the native library leptonica carries them: several times as fast as Java's readers, and the only WebP encoder.
 * Native memory is freed before each method returns. For any thread.
 */
final class Leptonica {

    private static final Logger LOG = LoggerFactory.getLogger(Leptonica.class);
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private Leptonica() {
    }

    /** Loads once, on first use. */
    private static final class Library {
        static final boolean LOADED = load();

        private static boolean load() {
            if (System.getProperty(CACHE) == null) {
                // unpacked natives of different versions would mix in the default folder
                Path folder = UserFolder.current().natives().resolve("javacpp-1.5.13");
                System.setProperty(CACHE, folder.toString());
            }
            try {
                Loader.load(leptonica.class);
                leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
                return true;
            } catch (LinkageError e) {
                LOG.warn(
                        "The native library leptonica is missing or does not load; JPEG will be slow and WebP cannot be written: {}",
                        e.getMessage());
                return false;
            }
        }
    }

    /** Whether the native library is there. */
    static boolean available() {
        return Library.LOADED;
    }

    /**
     * Decodes a grey or YCbCr JPEG, colours as they are stored.
     *
     * @param reduction 1, 2, 4 or 8: pixels are merged while decoding, which is cheap
     * @return empty when there was anything to complain of: another reader shall judge
     */
    static Optional<Picture> jpeg(byte[] file, int reduction) {
        if (!available()) {
            return Optional.empty();
        }
        int[] warnings = new int[1];
        PIX pix = leptonica.pixReadMemJpeg(file, file.length, 0, reduction, warnings, 0);
        return warnings[0] == 0 ? take(pix, false) : discard(pix);
    }

    /** As {@link #jpeg} in full size, but leaves colours out: they are read, but not transformed. */
    static Optional<Brightness> jpegBrightness(byte[] file) {
        if (!available()) {
            return Optional.empty();
        }
        int[] warnings = new int[1];
        PIX pix = leptonica.pixReadMemJpeg(file, file.length, 0, 1, warnings, leptonica.L_JPEG_READ_LUMINANCE);
        return warnings[0] == 0 ? light(pix, false) : discard(pix);
    }

    /** As {@link #webp}. */
    static Optional<Brightness> webpBrightness(byte[] file) {
        if (!available()) {
            return Optional.empty();
        }
        PIX pix = leptonica.pixReadMemWebP(file, file.length);
        return light(pix, transparent(pix));
    }

    /** Decodes a WebP that is not animated, colours as they are stored; empty when it cannot. */
    static Optional<Picture> webp(byte[] file) {
        if (!available()) {
            return Optional.empty();
        }
        PIX pix = leptonica.pixReadMemWebP(file, file.length);
        return take(pix, transparent(pix));
    }

    /**
     * Encodes an opaque picture.
     *
     * @param fullColour 4:4:4, else 4:2:0
     * @param progressive in scans, with codes made for the picture
     */
    static byte[] toJpeg(Picture picture, int quality, boolean fullColour, boolean progressive) {
        PIX pix = give(picture);
        try (var data = new PointerPointer<BytePointer>(1); var size = new SizeTPointer(1)) {
            leptonica.pixSetChromaSampling(pix, fullColour ? 0 : 1);
            return result(leptonica.pixWriteMemJpeg(data, size, pix, quality, progressive ? 1 : 0), data, size);
        } finally {
            leptonica.pixDestroy(pix);
        }
    }

    /** Encodes with alpha where there is one. */
    static byte[] toWebp(Picture picture, int quality, boolean lossless) {
        return toWebp(give(picture), quality, lossless);
    }

    /** Brings a YCbCr JPEG into a WebP, colours as they are stored; empty as {@link #jpeg}. Its pixels do not come into the heap. */
    static Optional<byte[]> toWebp(byte[] jpeg, int quality, boolean lossless) {
        int[] warnings = new int[1];
        PIX pix = leptonica.pixReadMemJpeg(jpeg, jpeg.length, 0, 1, warnings, 0);
        if (pix == null || pix.isNull() || warnings[0] != 0) {
            return discard(pix);
        }
        return Optional.of(toWebp(pix, quality, lossless));
    }

    private static byte[] toWebp(PIX pix, int quality, boolean lossless) {
        try (var data = new PointerPointer<BytePointer>(1); var size = new SizeTPointer(1)) {
            return result(leptonica.pixWriteMemWebP(data, size, pix, quality, lossless ? 1 : 0), data, size);
        } finally {
            leptonica.pixDestroy(pix);
        }
    }

    private static byte[] result(int failed, PointerPointer<BytePointer> data, SizeTPointer size) {
        BytePointer bytes = new BytePointer(data.get(BytePointer.class, 0));
        if (failed != 0 || bytes.isNull()) {
            throw new IllegalStateException("the native encoder failed");
        }
        byte[] copy = new byte[Math.toIntExact(size.get())];
        bytes.get(copy);
        leptonica.lept_free(bytes);
        return copy;
    }

    private static PIX give(Picture picture) {
        PIX pix = leptonica.pixCreate(picture.width(), picture.height(), 32);
        if (pix == null || pix.isNull()) {
            throw new OutOfMemoryError("native memory for " + picture.width() + " x " + picture.height() + " pixels");
        }
        leptonica.pixSetSpp(pix, picture.alpha() ? 4 : 3);
        IntPointer data = leptonica.pixGetData(pix);
        int[] row = new int[picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                // leptonica keeps alpha in the low byte
                row[x] = Integer.rotateLeft(picture.argb()[y * row.length + x], 8);
            }
            data.position((long) y * row.length).put(row);
        }
        return pix;
    }

    private static boolean transparent(@Nullable PIX pix) {
        return pix != null && !pix.isNull() && leptonica.pixGetSpp(pix) == 4;
    }

    private static <T> Optional<T> discard(@Nullable PIX pix) {
        if (pix != null && !pix.isNull()) {
            leptonica.pixDestroy(pix);
        }
        return Optional.empty();
    }

    private static Optional<Picture> take(@Nullable PIX pix, boolean alpha) {
        if (pix == null || pix.isNull()) {
            return Optional.empty();
        }
        try {
            int depth = leptonica.pixGetDepth(pix);
            int width = leptonica.pixGetWidth(pix);
            int[] argb = new int[Math.multiplyExact(width, leptonica.pixGetHeight(pix))];
            IntPointer data = leptonica.pixGetData(pix);
            int wordsPerRow = leptonica.pixGetWpl(pix);
            if (depth == 32) {
                data.get(argb);
                turn(argb, alpha ? 0 : 0xFF000000);
            } else {
                int[] words = new int[wordsPerRow];
                for (int from = 0; from < argb.length; from += width) {
                    data.position((long) from / width * wordsPerRow).get(words);
                    unpack(words, argb, from, width);
                }
            }
            return depth == 32 || depth == 8
                    ? Optional.of(Picture.of(width, argb.length / width, alpha, argb))
                    : Optional.empty();
        } finally {
            leptonica.pixDestroy(pix);
        }
    }

    /** Row by row, so that no pixels lie in the heap. */
    private static Optional<Brightness> light(@Nullable PIX pix, boolean alpha) {
        if (pix == null || pix.isNull() || leptonica.pixGetDepth(pix) != 32 && leptonica.pixGetDepth(pix) != 8) {
            return discard(pix);
        }
        try {
            int width = leptonica.pixGetWidth(pix);
            byte[] light = new byte[Math.multiplyExact(width, leptonica.pixGetHeight(pix))];
            boolean colours = leptonica.pixGetDepth(pix) == 32;
            IntPointer data = leptonica.pixGetData(pix);
            int[] words = new int[leptonica.pixGetWpl(pix)];
            for (int from = 0; from < light.length; from += width) {
                data.position((long) from / width * words.length).get(words);
                for (int x = 0; x < width; x++) {
                    light[from + x] = (byte) (colours ? light(words[x], alpha) : grey(words, x));
                }
            }
            return Optional.of(new Brightness(width, light.length / width, light));
        } finally {
            leptonica.pixDestroy(pix);
        }
    }

    private static int light(int word, boolean alpha) {
        int light = Brightness.of(word >>> 8);
        return alpha ? Brightness.covered(light, word & 255) : light;
    }

    /** Alpha from the low byte to the high one; in one array, as the JIT adds no vector instructions between two of one type. */
    private static void turn(int[] pixels, int opaque) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = opaque | pixels[i] >>> 8 | pixels[i] << 24;
        }
    }

    private static void unpack(int[] words, int[] argb, int to, int width) {
        for (int x = 0; x < width; x++) {
            argb[to + x] = 0xFF000000 | grey(words, x) * 0x010101;
        }
    }

    /** Eight-bit pixels lie from the high byte of a word to the low one. */
    private static int grey(int[] words, int x) {
        return words[x / 4] >>> 24 - x % 4 * 8 & 255;
    }
}
