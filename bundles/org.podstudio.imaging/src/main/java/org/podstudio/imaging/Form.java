package org.podstudio.imaging;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a picture is decoded for a result.
 *
 * @param reduction how many times smaller a side: 1, 2, 4 or 8
 * @param profiled in its own profile instead of sRGB
 * @param deep in 16 bits a channel
 * @param shrunk at its new size, instead of at a fraction of its size, where that can be had
 */
public record Form(int reduction, boolean profiled, boolean deep, Optional<Shrunk> shrunk) {

    /**
     * The whole of a JPEG that becomes smaller by Lanczos.
     *
     * @param eighths of its size in which it is read
     * @param width of the result, pixels
     * @param height of the result, pixels
     * @param halved whether two by two pixels may share a colour, as they will in the file that is made of them
     */
    public record Shrunk(int eighths, int width, int height, boolean halved) {}

    private static final int PIXEL_BYTES = 4;
    private static final int MOST_REDUCED = 8;
    /** What is decoded has so many times the pixels a side: the resampling decides how it looks, not the decoder. */
    private static final double MARGIN = 1.5;
    /** Made smaller while they are read, where all of them does not fit into memory. */
    private static final Set<ImageFormat> STRIPS = Set.of(ImageFormat.PNG, ImageFormat.TIFF);

    /**
     * At which fraction of its size a picture can be decoded to be brought to a size: of a JPEG that takes half of the time and a quarter of the
     * memory. It depends on one result alone, so that a result is the same whether others are made beside it or not.
     *
     * @param width that the whole picture would have, pixels
     * @param height that the whole picture would have, pixels
     * @return 1, 2, 4 or 8
     */
    public static int reduction(ImageHeader header, int width, int height) {
        boolean reducible = header.format() == ImageFormat.JPEG || header.large() && STRIPS.contains(header.format());
        int reduction = reducible ? MOST_REDUCED : 1;
        while (reduction > 1 && !(fits(header, header.width(), width, reduction)
                && fits(header, header.height(), height, reduction))) {
            reduction /= 2;
        }
        return reduction;
    }

    /**
     * A size that cannot be divided would be rounded up, and all of the picture shifted by a part of a pixel, which is borne where it would not
     * fit into memory; one wanted pixel more or less is rounding.
     */
    private static boolean fits(ImageHeader header, int stored, int wanted, int reduction) {
        return (header.large() || stored % reduction == 0) && wanted - 1 < stored / (MARGIN * reduction);
    }

    /**
     * How a picture is decoded for a file. Deep stays deep, and is decoded as a whole, in a format with room for it where it fits into memory.
     *
     * @param depth bits a channel
     * @param reduction at which it could be decoded
     */
    public static Form of(ImageHeader header, int depth, Encoding encoding, int reduction, boolean profiled) {
        boolean deep = Original.deep(depth) && encoding.deep() && (reduction == 1 || !header.large());
        return new Form(deep ? 1 : reduction, profiled, deep, Optional.empty());
    }

    /**
     * The same for a result that shows the whole picture and is made by Lanczos, in eight bits and sRGB: of a JPEG that becomes smaller in less time
     * and memory.
     *
     * @param width of the result, pixels
     * @param height of the result, pixels
     * @param halved as {@link Shrunk} has it
     */
    public Form shrinking(ImageHeader header, int width, int height, boolean halved) {
        OptionalInt eighths = header.format() == ImageFormat.JPEG && !profiled && !deep
                ? Eighths.side(header.width(), header.height(), width, height, halved)
                : OptionalInt.empty();
        return eighths.isEmpty()
                ? this
                : new Form(reduction, profiled, deep,
                        Optional.of(new Shrunk(eighths.getAsInt(), width, height, halved)));
    }

    /** The same at a fraction of its size. */
    Form fraction() {
        return new Form(reduction, profiled, deep, Optional.empty());
    }

    /** The fraction, where the whole would not fit into memory, else 1: what is reckoned with, as one job may decode several forms. */
    public int needed(ImageHeader header) {
        return header.large() ? reduction : 1;
    }

    /**
     * Bytes that the picture takes in these forms, all held at once, beside the one of the smallest {@link #needed}, which each of them has
     * alone. What is shrunk is held in eighths; or, as it may turn out to be progressive, at fractions of its size.
     */
    public static long heapBeside(ImageHeader header, Set<Form> forms) {
        Set<Form> decoded = forms.stream().filter(form -> form.shrunk.isEmpty()).collect(Collectors.toSet());
        Set<Form> fractions = forms.stream().map(Form::fraction).collect(Collectors.toSet());
        int most = forms.stream().mapToInt(form -> form.needed(header)).max().orElse(1);
        long held = Math.max(bytes(header, fractions), bytes(header, decoded) + eighthBytes(header, forms));
        return Math.max(0, held - PIXEL_BYTES * header.pixels() / (most * most));
    }

    private static long bytes(ImageHeader header, Set<Form> forms) {
        return forms.stream().mapToLong(form -> PIXEL_BYTES * header.pixels() * (form.deep ? 2 : 1)
                / (form.reduction * form.reduction)).sum();
    }

    /** All eighths until the last result is made; one after the other of a picture that hardly fits into memory. Beside them a colour to work on. */
    static long eighthBytes(ImageHeader header, Set<Form> forms) {
        Set<Integer> sides = forms.stream().flatMap(form -> form.shrunk.stream()).map(Shrunk::eighths)
                .collect(Collectors.toSet());
        int most = sides.stream().mapToInt(side -> side).max().orElse(0);
        return Eighths.heapBytes(header.pixels(), header.large() ? Set.of(most) : sides)
                + Eighths.planeBytes(header.pixels(), most);
    }
}
