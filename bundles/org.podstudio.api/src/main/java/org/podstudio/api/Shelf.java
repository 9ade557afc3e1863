package org.podstudio.api;

/** The folder of a project's {@code Work} tree that a result is moved to once it is verified. Stored by name. */
public enum Shelf {
    /** Cut, cropped, converted, levelled or transcoded material: {@code Work/edits}. */
    EDITS,
    /** Material with more pixels than its source: {@code Work/upscales}. */
    UPSCALES,
    /** Alpha mattes as grey pictures: {@code Work/masks}. */
    MASKS
}
