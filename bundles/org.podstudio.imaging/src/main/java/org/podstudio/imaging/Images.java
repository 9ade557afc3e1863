package org.podstudio.imaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.ProcessingException;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.metadata.MetadataPolicy;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.DeepProfiled;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;
import org.podstudio.media.Ffmpeg;

/** Picture files: what they are, their pixels, what is written beside the pixels. Stateless, for any thread. */
@Component(service = Images.class)
public final class Images {

    private final Av1 av1;

    static {
        // Java's picture classes would otherwise look for a display, and on a Mac take the window system away from SWT
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    /** With an ffmpeg of its own, unpacked when the first AVIF is met. */
    public Images() {
        this(new Ffmpeg());
    }

    /** Called by OSGi. */
    @Activate
    public Images(@Reference Ffmpeg ffmpeg) {
        this.av1 = new Av1(ffmpeg);
    }

    /**
     * The format by signature, whatever the file is called; reads a few bytes.
     *
     * @return empty when it is no picture
     * @throws IOException of the file system
     */
    public Optional<ImageFormat> sniff(Path file) throws IOException {
        return Signature.of(file);
    }

    /**
     * Size and format without decoding.
     *
     * @throws ProcessingException {@code image.unknown-format}, {@code image.broken}; {@code image.too-large} above 300 megapixels
     * @throws IOException of the file system
     */
    public ImageHeader header(Path file) throws IOException {
        return decoder(file).header();
    }

    /**
     * Whether the end of the file is there, by the mark that ends its format; cheap, and no proof that the pixels are well. True for
     * formats without such a mark.
     *
     * @throws IOException of the file system
     */
    public boolean complete(Path file) throws IOException {
        return Signature.complete(file);
    }

    /**
     * The pixels, right way up, in sRGB; of a file with several pictures the first.
     *
     * @throws ProcessingException {@code image.unknown-format}; {@code image.too-large} before anything of its size is allocated;
     *             {@code image.broken} when it is truncated or damaged
     * @throws IOException of the file system
     */
    public Picture read(Path file) throws IOException {
        return read(file, Blocks.GO_ON);
    }

    /**
     * As the other, and can be stopped.
     *
     * @param check called at least twice a second, by any thread, such as {@code run::checkCanceled}; what it throws ends the work
     * @throws IOException of the file system
     */
    public Picture read(Path file, Runnable check) throws IOException {
        check.run();
        return decoder(file).read(check);
    }

    /**
     * How bright the pixels are, right way up, and cheaper than {@link #read}, although all of them are decoded: to see whether a result is well.
     *
     * @param check as for {@link #read(Path, Runnable)}
     * @throws ProcessingException as {@link #read(Path)}
     * @throws IOException of the file system
     */
    public Brightness brightness(Path file, Runnable check) throws IOException {
        return decoder(file).brightness(check);
    }

    /**
     * The picture, right way up and in sRGB, or a smaller form of it that is at least as large in both directions: for thumbnails, as cheap as
     * the format allows.
     *
     * @param width pixels
     * @param height pixels
     * @throws ProcessingException as {@link #read(Path)}
     * @throws IOException of the file system
     */
    public Picture readAtLeast(Path file, int width, int height, Runnable check) throws IOException {
        return decoder(file).read(width, height, check);
    }

    /**
     * The pixels, right way up, with the profile that they are stored in, which is to be written beside them again: for who wants to keep a wide
     * gamut. What is no RGB comes as sRGB.
     *
     * @param check as for {@link #read(Path, Runnable)}
     * @throws ProcessingException as {@link #read(Path)}
     * @throws IOException of the file system
     */
    public Profiled readWithProfile(Path file, Runnable check) throws IOException {
        return decoder(file).stored(check);
    }

    /**
     * The pixels in 16 bits a channel, right way up, in sRGB; of a file of 8 bits the same numbers times 257.
     *
     * @param check as for {@link #read(Path, Runnable)}
     * @throws ProcessingException as {@link #read(Path)}
     * @throws IOException of the file system
     */
    public DeepPicture readDeep(Path file, Runnable check) throws IOException {
        return decoder(file).deep(check);
    }

    /**
     * As {@link #readDeep}, with the profile that they are stored in, as {@link #readWithProfile} gives it.
     *
     * @param check as for {@link #read(Path, Runnable)}
     * @throws ProcessingException as {@link #read(Path)}
     * @throws IOException of the file system
     */
    public DeepProfiled readDeepWithProfile(Path file, Runnable check) throws IOException {
        return decoder(file).deepStored(check);
    }

    /**
     * Writes or overwrites a file. A format without alpha gets the picture on white. The same picture gives the same bytes on the same
     * machine.
     *
     * @throws ProcessingException {@code image.no-encoder} when the native library or encoder for the format is missing;
     *             {@code image.format-too-small} when the format cannot hold the size
     * @throws IOException of the file system
     */
    public void write(Picture picture, Path file, Encoding encoding) throws IOException {
        write(picture, file, encoding, Blocks.GO_ON);
    }

    /**
     * As the other, and can be stopped.
     *
     * @param check as for {@link #read(Path, Runnable)}
     * @throws IOException of the file system
     */
    public void write(Picture picture, Path file, Encoding encoding, Runnable check) throws IOException {
        byte[] bytes = Encoder.encode(picture, encoding, av1, check);
        check.run();
        Files.write(file, bytes);
    }

    /**
     * As the other, with blocks beside the pixels, which are given as {@link Beside#upright} and as a policy leaves them.
     *
     * @param beside what the format has no room for is left out
     * @throws IOException of the file system
     */
    public void write(Picture picture, Path file, Encoding encoding, Beside beside, Runnable check)
            throws IOException {
        byte[] bytes = Encoder.encode(picture, encoding, beside, av1, check);
        check.run();
        Files.write(file, bytes);
    }

    /**
     * As the other, with 16 bits a channel in a PNG without a palette, 10 in an AVIF, and 8 in any other format.
     *
     * @param check as for {@link #read(Path, Runnable)}
     * @throws IOException of the file system
     */
    public void write(DeepPicture picture, Path file, Encoding encoding, Beside beside, Runnable check)
            throws IOException {
        byte[] bytes = Encoder.encode(picture, encoding, beside, av1, check);
        check.run();
        Files.write(file, bytes);
    }

    /**
     * Writes a JPEG in another format as it is, in less time and memory than by pixels in between.
     *
     * @param begun called when it is about to be encoded
     * @return whether it could be done: into a WebP of usual effort, and into an AVIF of halved colours when those of the JPEG are
     */
    boolean recode(Path jpeg, ImageHeader header, Path file, Encoding encoding, Beside beside, Runnable begun,
            Runnable check) throws IOException {
        Optional<byte[]> bytes = Recoding.of(jpeg, header, encoding, beside, av1, begun, check);
        check.run();
        if (bytes.isPresent()) {
            Files.write(file, bytes.get());
        }
        return bytes.isPresent();
    }

    /**
     * What is written beside the pixels, by keys such as {@code exif.Model}, {@code iptc.Caption}, {@code xmp.dc:creator[1]},
     * {@code text.parameters} (PNG text chunks), {@code icc}, {@code depth}, {@code dpi}. Sorted; empty when there is nothing or it is
     * damaged.
     *
     * @throws IOException of the file system
     */
    public Map<String, String> metadata(Path file) throws IOException {
        Optional<ImageFormat> format = sniff(file);
        return format.isPresent() ? Embedded.of(file, format.get()) : Map.of();
    }

    /**
     * The blocks beside the pixels, as they are stored; of a TIFF as other kinds of files would hold them.
     *
     * @throws ProcessingException {@code image.unknown-format}, {@code image.broken}
     * @throws IOException of the file system
     */
    public Beside beside(Path file) throws IOException {
        return Rewriting.beside(file, format(file));
    }

    /**
     * What can go along when pixels are made anew, to be brought up to date by {@link Beside#remade}: the blocks beside them, and a resolution
     * that stands elsewhere. Damaged blocks fail no work: they are left out, and that is told.
     *
     * @param note is given a sentence for the user, such as {@code run::note}
     * @throws ProcessingException {@code image.unknown-format}
     * @throws IOException of the file system
     */
    public Beside carried(Path file, Consumer<String> note) throws IOException {
        return Rewriting.carried(file, format(file), note);
    }

    /**
     * Bits a channel: more than 8 are kept by {@link #readDeep}.
     *
     * @throws ProcessingException {@code image.unknown-format}
     * @throws IOException of the file system
     */
    public int depth(Path file) throws IOException {
        return Embedded.depth(file, format(file));
    }

    /**
     * Copies a file with what a policy leaves beside its pixels, which are the same byte for byte. How it is held stays, and so does a profile
     * without which its colours would be wrong.
     *
     * @throws ProcessingException {@code image.unknown-format}, {@code image.broken}
     * @throws IOException of the file system
     */
    public Rewritten rewrite(Path source, Path target, MetadataPolicy policy) throws IOException {
        return Rewriting.rewrite(source, target, format(source), policy);
    }

    /**
     * Writes a JPEG of quality 85 that fits into a square and is never larger than the source; transparent parts become white.
     *
     * @param size side of the square in pixels
     * @throws ProcessingException as {@link #read}
     * @throws IOException of the file system
     */
    public void thumbnail(Path source, Path target, int size) throws IOException {
        thumbnails(source, List.of(new Thumbnail(target, size, Thumbnail.JPEG)));
    }

    /**
     * Writes small pictures of a file, right way up and in sRGB. It is decoded once, at a fraction of its size where that is quicker: a JPEG
     * of which no more than a twelfth is wanted has only the means of its blocks read.
     *
     * @param wanted at least one
     * @throws ProcessingException as {@link #read}
     * @throws IOException of the file system
     */
    public void thumbnails(Path source, List<Thumbnail> wanted) throws IOException {
        Thumbnails.make(decoder(source), source, wanted, av1);
    }

    /**
     * Writes what stands where a small picture cannot be made: a grey square with a crossed frame.
     *
     * @throws IOException of the file system
     */
    public void placeholder(Thumbnail wanted) throws IOException {
        write(Placeholder.of(wanted.size()), wanted.target(), wanted.encoding());
    }

    private Decoder decoder(Path file) throws IOException {
        return new Decoder(file, format(file), av1);
    }

    private ImageFormat format(Path file) throws IOException {
        Optional<ImageFormat> format = sniff(file);
        if (format.isEmpty()) {
            throw unknown(file);
        }
        return format.get();
    }

    private static ProcessingException unknown(Path file) throws IOException {
        if (Files.size(file) == 0) {
            return ProcessingException.input("image.broken", file.getFileName() + " is empty: it has no bytes.",
                    "Get the file again from where it came from.");
        }
        return ProcessingException.input("image.unknown-format",
                file.getFileName()
                        + " does not begin like a JPEG, PNG, WebP, GIF, TIFF, BMP or AVIF, whatever its name says.",
                "Choose a picture, or open it in another program and save it as PNG.");
    }
}
