package org.podstudio.imaging;

import java.io.IOException;
import java.util.Optional;

import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.DeepProfiled;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;

/** An opened picture file, its first picture being meant. Colours come out as sRGB, pixels as they are stored, not yet turned. */
interface Still {

    /** As it is stored. */
    ImageHeader header() throws IOException;

    /** Bytes a pixel that reading takes beside the picture that it gives. */
    default int spareBytes() throws IOException {
        return 4;
    }

    /** Bytes of memory that {@link #read} takes, its picture and the same turned included. */
    default long bytes(int reduction) throws IOException {
        return header().pixels() * (4 + Math.max(4, spareBytes()));
    }

    /**
     * The pixels, or a smaller form of them.
     *
     * @param reduction 1, 2, 4 or 8: how many times smaller the picture may be in each direction, where that saves work or it would not fit into memory
     * @throws IOException when they are damaged or cut off
     */
    Picture read(int reduction, Runnable check) throws IOException;

    /** How bright the pixels are: all of them are decoded, so damage is found as by {@link #read}. */
    default Brightness brightness(Runnable check) throws IOException {
        return Brightness.of(read(1, check));
    }

    /** The pixels in 16 bits, exact where the file has more than 8. */
    default DeepPicture deep(Runnable check) throws IOException {
        return DeepPicture.of(read(1, check));
    }

    /** The same without conversion, where they are RGB of a profile; else as {@link #deep} gives them. */
    default DeepProfiled deepStored(Runnable check) throws IOException {
        return new DeepProfiled(deep(check), Optional.empty());
    }

    /** The pixels without conversion, where they are RGB of a profile; else as {@link #read} gives them. */
    default Profiled stored(Runnable check) throws IOException {
        return new Profiled(read(1, check), Optional.empty());
    }
}
