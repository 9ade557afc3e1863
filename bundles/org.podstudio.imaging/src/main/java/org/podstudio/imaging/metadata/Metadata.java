package org.podstudio.imaging.metadata;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads and writes what is beside the pixels of a file, whose pixels are never decoded for it. Stateless, for any thread. */
public final class Metadata {

    private static final Map<String, Container> KINDS = Map.of("image/jpeg", new JpegContainer(), "image/png",
            new PngContainer(), "image/webp", new WebpContainer(), "image/gif", new GifContainer(), "image/tiff",
            new TiffContainer(), "image/avif", new AvifContainer());

    private Metadata() {
    }

    /** What is beside the pixels; nothing for a kind that has no room for it. @throws IOException when the file is damaged */
    public static Beside read(byte[] file, String mime) throws IOException {
        Container kind = KINDS.get(mime);
        return kind == null ? Beside.NOTHING : kind.read(file);
    }

    /**
     * The same pixels with these blocks beside them and no others, as far as the kind has room for them.
     *
     * @throws IOException when the file is damaged
     */
    public static byte[] write(byte[] file, String mime, Beside beside) throws IOException {
        Container kind = KINDS.get(mime);
        return kind == null ? file : kind.write(file, beside);
    }

    /**
     * The same pixels with what a policy leaves.
     *
     * @param profileStays also where the policy takes the profile, since the pixels would look wrong without it
     * @throws IOException when the file is damaged, or of a form in which nothing can be changed
     */
    public static byte[] rewrite(byte[] file, String mime, MetadataPolicy policy, boolean profileStays)
            throws IOException {
        Optional<Container> kind = Optional.ofNullable(KINDS.get(mime));
        return policy == MetadataPolicy.PRESERVE_ALL || kind.isEmpty()
                ? file
                : kind.get().rewrite(file, policy, profileStays);
    }
}
