package org.podstudio.imaging.internal.eighth;

import java.io.IOException;

/** A JPEG does not follow the rules of its format; another reader may still see something in it. */
public final class DamagedJpegException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedJpegException(String what) {
        super(what);
    }
}
