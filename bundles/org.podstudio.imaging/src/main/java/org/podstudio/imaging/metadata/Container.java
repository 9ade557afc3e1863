package org.podstudio.imaging.metadata;

import java.io.IOException;

/** A kind of file that holds blocks beside its pixels. */
interface Container {

    /** What is beside the pixels. @throws IOException when the file is damaged */
    Beside read(byte[] file) throws IOException;

    /**
     * The file with the same pixels, byte for byte, and these blocks beside them and no others.
     *
     * @throws IOException when the file is damaged
     */
    byte[] write(byte[] file, Beside beside) throws IOException;

    /** The file by a policy. @param profileStays even when the policy takes it, since the pixels need it */
    default byte[] rewrite(byte[] file, MetadataPolicy policy, boolean profileStays) throws IOException {
        Beside all = read(file);
        Beside kept = all.by(policy);
        return write(file, profileStays ? kept.withProfile(all.profile()) : kept);
    }
}
