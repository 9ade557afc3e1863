package org.podstudio.processors.facerestore;

import org.podstudio.api.Run;

/** Makes a better face of an aligned one. */
interface Restorer {

    /** Side of the square it takes, pixels. */
    int side();

    /**
     * A new face of the same size.
     *
     * @param scale how many times the face was enlarged for it
     */
    Crop restored(Crop face, double scale, Run run);
}
