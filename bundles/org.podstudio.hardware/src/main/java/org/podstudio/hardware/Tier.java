package org.podstudio.hardware;

/** What a machine is good for, at a glance. Stored by name. */
public enum Tier {
    /** Does everything on pictures in good time: x4 upscaling has 6 GB of graphics memory or 16 GB of memory. */
    GREEN,
    /** Cuts out and upscales x2: 2 GB of graphics memory or 8 GB of memory. The rest is slow or done in small tiles. */
    YELLOW,
    /** Crops, converts, trims and levels; models are slow at best and may not fit. */
    RED
}
