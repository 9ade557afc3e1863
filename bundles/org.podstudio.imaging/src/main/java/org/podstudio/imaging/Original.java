package org.podstudio.imaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.podstudio.api.Run;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.DeepProfiled;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;

/**
 * The picture file that several results are made of: each form of it is decoded once, when the first result needs it, and held as long as this
 * is. Only {@link #recode} reads it anew each time. For one thread.
 */
public final class Original {

    private static final int EIGHT_BITS = 8;

    private final Images images;
    private final Path file;
    private final ImageHeader header;
    private final Run run;
    private final int depth;
    private final Beside beside;
    private final Map<Form, Profiled> pictures = new HashMap<>();
    private final Map<Boolean, DeepProfiled> deep = new HashMap<>();
    private final Set<Integer> expected = new HashSet<>();
    private final Map<Set<Integer>, Optional<Eighths>> shrinking = new HashMap<>();

    /**
     * Reads what is written beside the pixels, and none of those.
     *
     * @param header of the file
     * @param run is told what of that is damaged, and asked while pixels are decoded
     */
    public Original(Images images, Path file, ImageHeader header, Run run) throws IOException {
        this.images = images;
        this.file = file;
        this.header = header;
        this.run = run;
        this.depth = images.depth(file);
        this.beside = images.carried(file, run::note);
    }

    /** Whether so many bits a channel are more than a {@link Picture} has. */
    public static boolean deep(int depth) {
        return depth > EIGHT_BITS;
    }

    /**
     * Says so when a result in eight bits has less than its original.
     *
     * @param depth bits a channel of the original
     */
    public static void tellLostDepth(int depth, Consumer<String> note) {
        if (deep(depth)) {
            note.accept("The original has " + depth + " bits a channel, the result 8.");
        }
    }

    /** As it was given. */
    public ImageHeader header() {
        return header;
    }

    /** Bits a channel. */
    public int depth() {
        return depth;
    }

    /** What is written beside its pixels, as it is stored. */
    public Beside beside() {
        return beside;
    }

    /** With all bits, in full size. Not to be changed. @param profiled in its own profile instead of sRGB */
    public DeepProfiled deep(boolean profiled) throws IOException {
        DeepProfiled known = deep.get(profiled);
        if (known != null) {
            return known;
        }
        DeepProfiled picture = profiled
                ? images.readDeepWithProfile(file, run::checkCanceled)
                : new DeepProfiled(images.readDeep(file, run::checkCanceled), Optional.empty());
        deep.put(profiled, picture);
        return picture;
    }

    /** Says what will be wanted, before the first is: what is wanted together is read together. It looks as if it were wanted alone. */
    public void expect(Form form) {
        form.shrunk().ifPresent(shrunk -> expected.add(shrunk.eighths()));
    }

    /** In eight bits; at its new size where the form says so and the file is not of an unusual kind. Not to be changed. */
    public Profiled picture(Form form) throws IOException {
        Optional<Picture> shrunk = form.shrunk().isPresent() ? shrunk(form.shrunk().get()) : Optional.empty();
        return shrunk.isPresent() ? new Profiled(shrunk.get(), Optional.empty()) : decoded(form.fraction());
    }

    /**
     * Writes all of it in another format, with pixels as they are: of a usual JPEG in less time and memory than by {@link #picture}. Not left undone
     * because others need the pixels anyway: an AVIF would have other bytes than alone.
     *
     * @param target is made or overwritten
     * @param begun called when it is about to be encoded; what is damaged may be found out later still
     * @return whether that was done; else there must be pixels in between
     */
    public boolean recode(Path target, Encoding encoding, Beside blocks, Runnable begun) throws IOException {
        return header.format() == ImageFormat.JPEG
                && images.recode(file, header, target, encoding, blocks, begun, run::checkCanceled);
    }

    private Profiled decoded(Form form) throws IOException {
        Profiled known = pictures.get(form);
        if (known != null) {
            return known;
        }
        Profiled picture = form.profiled()
                ? images.readWithProfile(file, run::checkCanceled)
                : new Profiled(reduced(form.reduction()), Optional.empty());
        pictures.put(form, picture);
        return picture;
    }

    private Optional<Picture> shrunk(Form.Shrunk shrunk) throws IOException {
        return shrinking(shrunk.eighths())
                .filter(jpeg -> jpeg.width() == header.width() && jpeg.height() == header.height())
                .flatMap(jpeg -> jpeg.picture(shrunk.width(), shrunk.height(), shrunk.halved(), run::checkCanceled));
    }

    private Optional<Eighths> shrinking(int side) throws IOException {
        boolean together = expected.contains(side) && !header.large();
        Set<Integer> sides = together ? Set.copyOf(expected) : Set.of(side);
        Optional<Eighths> known = shrinking.get(sides);
        if (known != null) {
            return known;
        }
        if (header.large()) {
            // there is memory for one of them
            shrinking.clear();
        }
        Optional<Eighths> read = Eighths.read(file, (w, h) -> sides, run::checkCanceled);
        shrinking.put(sides, read);
        return read;
    }

    private Picture reduced(int reduction) throws IOException {
        return reduction == 1
                ? images.read(file, run::checkCanceled)
                : images.readAtLeast(file, header.width() / reduction, header.height() / reduction,
                        run::checkCanceled);
    }
}
