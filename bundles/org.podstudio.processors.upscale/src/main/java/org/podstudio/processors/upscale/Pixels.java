package org.podstudio.processors.upscale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;

import org.podstudio.api.Run;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Enlarger;
import org.podstudio.inference.Tiling;

/** A picture of eight or of sixteen bits a channel, and what becomes of it while it is enlarged. */
sealed interface Pixels permits EightBits, SixteenBits {

    /** Pixels a row. */
    int width();

    /** Rows. */
    int height();

    /** In eight bits, to be looked at. */
    Picture seen();

    /** The alpha of what is opaque. */
    int opaque();

    /** Of a pixel, 0 to {@link #opaque}. */
    int alpha(int pixel);

    /** Of a pixel that is grey, 0 to {@link #opaque}. */
    int light(int pixel);

    /** Whether anything that can be seen has a colour. */
    boolean coloured();

    /** The colours, in what is invisible those of what is beside it, so that no border shows up that nobody saw before. */
    Pixels carriedOn();

    /** Its alpha as grey. */
    Pixels mask();

    /**
     * What a network makes of its colours.
     *
     * @param made by how much that makes it wider and higher
     */
    Pixels enlarged(Enlarger enlarger, int made, Tiling tiling, Run run);

    /** By Lanczos; itself when it has that size. @param check called between blocks; what it throws ends the work */
    Pixels resized(Size size, Runnable check);

    /** The same array of pixels with their colours made grey. @param check as for {@link #resized} */
    Pixels grey(Runnable check);

    /** The same array of pixels with another alpha. @param check as for {@link #resized} */
    Pixels covered(IntUnaryOperator alpha, Runnable check);

    /** Writes a file, as {@link Images} does. */
    void write(Images images, Path file, Encoding encoding, Beside beside, Runnable check) throws IOException;

    /** Whether a pixel is not opaque. */
    default boolean transparent() {
        boolean transparent = false;
        for (int i = 0; i < width() * height() && !transparent; i++) {
            transparent = alpha(i) != opaque();
        }
        return transparent;
    }
}
