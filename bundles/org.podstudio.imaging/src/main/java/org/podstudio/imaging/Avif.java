package org.podstudio.imaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.podstudio.imaging.internal.avif.Av1Header;
import org.podstudio.imaging.internal.avif.AvifFile;
import org.podstudio.imaging.internal.avif.AvifItem;
import org.podstudio.imaging.internal.avif.Cicp;
import org.podstudio.imaging.internal.colour.MatrixProfile;
import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.pixels.Alpha;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.DeepProfiled;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;

/** Reads a still AVIF: one coded picture or a grid of them, with its alpha, turned and cut as the file says. */
final class Avif implements Still {

    private final Av1 av1;
    private final AvifFile file;
    private final AvifItem primary;
    private final Optional<AvifItem> alpha;
    /** Of a grid whose parts have an alpha each. */
    private final List<AvifItem> alphaParts = new ArrayList<>();

    private Avif(Av1 av1, AvifFile file) throws IOException {
        this.av1 = av1;
        this.file = file;
        this.primary = file.primary();
        this.alpha = file.alpha(primary);
        for (AvifItem part : alpha.isEmpty() && primary.type.equals("grid")
                ? file.parts(primary)
                : List.<AvifItem>of()) {
            file.alpha(part).ifPresent(alphaParts::add);
        }
    }

    static Avif of(Av1 av1, Path file) throws IOException {
        return new Avif(av1, AvifFile.of(file));
    }

    @Override
    public ImageHeader header() throws IOException {
        int[] size = size(primary);
        return new ImageHeader(ImageFormat.AVIF, size[0], size[1], transparent());
    }

    /** The decoder's planes, and the picture in 16 bits. */
    @Override
    public int spareBytes() {
        return 14;
    }

    @Override
    public Picture read(int reduction, Runnable check) throws IOException {
        if (transparent() || profile().isPresent()) {
            return deep(check).rounded();
        }
        Planes colours = planes(primary, check);
        boolean plain = colours.format().depth() == 8 && !colours.format().grey() && meaning().matrix() != 0;
        return plain ? FixedPoint.picture(colours, meaning(), check) : samples(colours, check).rounded();
    }

    @Override
    public Brightness brightness(Runnable check) throws IOException {
        return transparent() || meaning().matrix() == 0
                ? Still.super.brightness(check)
                : planes(primary, check).brightness();
    }

    @Override
    public DeepPicture deep(Runnable check) throws IOException {
        DeepPicture picture = samples(check);
        profile().ifPresent(p -> p.toSrgb(picture, 3, check));
        return picture;
    }

    /** The embedded profile, or one that means what the file says in numbers; empty for sRGB. */
    @Override
    public DeepProfiled deepStored(Runnable check) throws IOException {
        return new DeepProfiled(samples(check), profile().flatMap(Profile::kept));
    }

    @Override
    public Profiled stored(Runnable check) throws IOException {
        DeepProfiled deep = deepStored(check);
        return new Profiled(deep.picture().rounded(), deep.profile());
    }

    private Optional<Profile> profile() throws IOException {
        Optional<byte[]> icc = primary.profile().isPresent() ? primary.profile() : file.part(primary).profile();
        return icc.isPresent() ? Profile.of(icc.get()) : MatrixProfile.of(meaning());
    }

    /** Colours as they are stored. */
    private DeepPicture samples(Runnable check) throws IOException {
        return samples(planes(primary, check), check);
    }

    private DeepPicture samples(Planes colours, Runnable check) throws IOException {
        DeepPicture picture = new DeepPicture(colours.width(), colours.height(), transparent());
        colours.colours(picture, meaning(), check);
        if (transparent()) {
            Planes mask = alpha.isPresent()
                    ? planes(alpha.get(), check)
                    : tiled(Grid.of(file.bytes(primary)), alphaParts, check);
            if (mask.width() != picture.width() || mask.height() != picture.height()) {
                throw new IOException("its alpha has another size");
            }
            mask.alpha(picture, mask.format().colours().full());
            if (file.premultiplied()) {
                Alpha.divide(picture.samples());
            }
        }
        return picture;
    }

    private boolean transparent() {
        return alpha.isPresent() || !alphaParts.isEmpty();
    }

    private Cicp meaning() throws IOException {
        Cicp coded = format(primary).colours();
        Optional<Cicp> said = primary.colours().isPresent() ? primary.colours() : file.part(primary).colours();
        return said.isPresent() ? said.get().or(coded).or(Cicp.SRGB) : coded.or(Cicp.SRGB);
    }

    private Av1Header format(AvifItem item) throws IOException {
        return Av1Header.of(file.bytes(file.part(item)));
    }

    private int[] size(AvifItem item) throws IOException {
        if (item.type.equals("grid")) {
            Grid grid = Grid.of(file.bytes(item));
            return new int[]{grid.width, grid.height};
        }
        Optional<int[]> said = item.size();
        if (said.isPresent()) {
            return said.get();
        }
        Av1Header coded = Av1Header.of(file.bytes(item));
        return new int[]{coded.width(), coded.height()};
    }

    private Planes planes(AvifItem item, Runnable check) throws IOException {
        if (item.type.equals("grid")) {
            return tiled(Grid.of(file.bytes(item)), file.parts(item), check);
        }
        if (!item.type.equals("av01")) {
            throw new UnreadKind("an AVIF whose picture is of the kind " + item.type.strip());
        }
        byte[] data = file.bytes(item);
        Av1Header format = Av1Header.of(data);
        int[] size = size(item);
        if (format.width() != size[0] || format.height() != size[1]) {
            throw new IOException("its size contradicts itself");
        }
        return av1.decode(List.of(data), format, check).get(0);
    }

    private Planes tiled(Grid grid, List<AvifItem> parts, Runnable check) throws IOException {
        if (parts.size() != grid.rows * grid.columns) {
            throw new IOException("a grid of " + grid.rows + " x " + grid.columns + " has " + parts.size() + " parts");
        }
        List<byte[]> pictures = new ArrayList<>();
        Av1Header format = format(parts.get(0));
        for (AvifItem part : parts) {
            byte[] data = file.bytes(part);
            if (!Av1Header.of(data).equals(format)) {
                throw new IOException("the parts of a grid differ in kind");
            }
            pictures.add(data);
        }
        grid.require(format);
        Planes whole = Planes.of(format, grid.width, grid.height);
        List<Planes> tiles = av1.decode(pictures, format, check);
        for (int i = 0; i < tiles.size(); i++) {
            whole.put(tiles.get(i), i % grid.columns * format.width(), i / grid.columns * format.height());
        }
        return whole;
    }

    /** How parts make a whole (ISO/IEC 23008-12, 6.6.2.3). */
    private record Grid(int rows, int columns, int width, int height) {

        static Grid of(byte[] data) throws IOException {
            ByteBuffer fields = ByteBuffer.wrap(data);
            if (data.length < 8 || (data[1] & 1) == 1 && data.length < 12) {
                throw new IOException("a grid that says too little");
            }
            int rows = (data[2] & 255) + 1;
            int columns = (data[3] & 255) + 1;
            return (data[1] & 1) == 1
                    ? new Grid(rows, columns, fields.getInt(4), fields.getInt(8))
                    : new Grid(rows, columns, fields.getShort(4) & 0xFFFF, fields.getShort(6) & 0xFFFF);
        }

        /** Refuses tiles that leave gaps or lie outside. */
        void require(Av1Header tile) throws IOException {
            boolean across = (long) tile.width() * columns >= width && (long) tile.width() * (columns - 1) < width;
            boolean down = (long) tile.height() * rows >= height && (long) tile.height() * (rows - 1) < height;
            if (width < 1 || height < 1 || !across || !down) {
                throw new IOException("the parts of a grid do not fill it");
            }
        }
    }
}
