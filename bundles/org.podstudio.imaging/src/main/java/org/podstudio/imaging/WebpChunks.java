package org.podstudio.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The flags of a WebP's extended header.
 *
 * @param profile it has an ICC profile
 * @param animated it has several frames
 */
record WebpChunks(boolean profile, boolean animated) {

    static WebpChunks of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(21);
            int flags = head.length == 21 && head[12] == 'V' && head[15] == 'X' ? head[20] : 0;
            return new WebpChunks((flags & 0x20) != 0, (flags & 0x02) != 0);
        }
    }

    /** One picture in sRGB. */
    boolean plain() {
        return !profile && !animated;
    }
}
