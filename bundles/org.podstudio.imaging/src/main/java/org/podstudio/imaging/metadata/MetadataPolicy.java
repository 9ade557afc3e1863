package org.podstudio.imaging.metadata;

/** What stays of what is written beside the pixels. What they need to be shown as they are meant stays always. */
public enum MetadataPolicy {
    /** All of it. */
    PRESERVE_ALL,
    /**
     * How the picture was taken and is to be shown: exposure, lens and camera model, software, resolution, colour profile. Not where, when,
     * by whom and by which very camera, nor what a generator was told.
     */
    PRESERVE_TECHNICAL,
    /** None of it. */
    STRIP_ALL
}
