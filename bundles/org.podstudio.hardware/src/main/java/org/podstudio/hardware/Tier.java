package org.podstudio.hardware;

/** What a machine is good for, at a glance. Stored by name. */
public enum Tier {
    /** Does everything on pictures in good time: x4 upscaling has 6 GB of graphics memory or 16 GB of memory. */
    GREEN,
    /** Cuts out: 2 GB of graphics memory or 8 GB of memory. Upscales x2 as well with 4 or 8 GB; the rest is slow or in small tiles. */
    YELLOW,
    /** Crops, converts, trims and levels; models are slow at best and may not fit. */
    RED
}
