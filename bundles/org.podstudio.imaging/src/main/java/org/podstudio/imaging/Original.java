package org.podstudio.imaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import org.podstudio.api.Run;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.DeepProfiled;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;
import org.podstudio.imaging.pixels.Resizer;

/**
 * The picture file that several results are made of: each form of it is decoded once, when the first result needs it, and held as long as this
 * is. For one thread.
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

    /**
     * In how many eighths of its size a JPEG is read by {@link #shrunk}.
     *
     * @param halved as for that
     * @return empty for what is no smaller or no JPEG
     */
    public static OptionalInt eighths(ImageHeader header, int width, int height, boolean halved) {
        double share = Math.max((double) width / header.width(), (double) height / header.height());
        return header.format() == ImageFormat.JPEG && share < 1
                ? OptionalInt.of(Eighths.side(share, halved))
                : OptionalInt.empty();
    }

    /**
     * What {@link #shrunk} holds when results in all of these eighths are expected: all of them until the last result is made, one after the other of
     * a picture that hardly fits into memory.
     */
    public static long heapBytes(ImageHeader header, Set<Integer> eighths) {
        LongStream each = eighths.stream().mapToLong(side -> Eighths.heapBytes(header.pixels(), Set.of(side)));
        return header.large() ? each.max().orElse(0) : each.sum();
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

    /** In eight bits. Not to be changed. */
    public Profiled picture(Form form) throws IOException {
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

    /**
     * Says that a picture will be wanted by {@link #shrunk}, before the first is: what is wanted together is read together. It looks as if it were
     * wanted alone.
     *
     * @param halved as for that
     */
    public void expect(int width, int height, boolean halved) {
        eighths(header, width, height, halved).ifPresent(expected::add);
    }

    /**
     * The whole of a JPEG at a smaller size, in eight bits and sRGB, resampled by Lanczos: in less time and memory than by {@link #picture} and the
     * {@link Resizer}. It takes {@link #heapBytes} beside the result.
     *
     * @param halved whether two by two pixels may share a colour, as they will in the file that is made of them
     * @return empty for what is no smaller, no JPEG, or one of an unusual kind
     */
    public Optional<Picture> shrunk(int width, int height, boolean halved) throws IOException {
        OptionalInt side = eighths(header, width, height, halved);
        return side.isEmpty()
                ? Optional.empty()
                : shrinking(side.getAsInt())
                        .filter(jpeg -> jpeg.width() == header.width() && jpeg.height() == header.height())
                        .flatMap(jpeg -> jpeg.picture(side.getAsInt(), width, height, halved, run::checkCanceled));
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
