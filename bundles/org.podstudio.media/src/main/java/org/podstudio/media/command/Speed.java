package org.podstudio.media.command;

/** Time for size, when pictures are encoded. */
public enum Speed {
    /** Small files. */
    SLOW,
    /** As encoders are meant to be used. */
    MEDIUM,
    /** In half of the time. */
    FAST,
    /** For those who wait. */
    VERYFAST
}
