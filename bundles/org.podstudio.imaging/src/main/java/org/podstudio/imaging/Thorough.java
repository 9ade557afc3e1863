package org.podstudio.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

import org.podstudio.imaging.internal.avif.Cicp;
import org.podstudio.imaging.internal.colour.MatrixProfile;
import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.internal.png.PngChunks;
import org.podstudio.imaging.internal.png.PngNumbers;
import org.podstudio.imaging.pixels.Alpha;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.DeepProfiled;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;

/** A file read by Java: slower than native code, of every kind, and outspoken about damage. */
final class Thorough implements Still {

    /** Where a PNG says whether its rows come in turn. */
    private static final int INTERLACING = 28;

    private final Path file;
    private final ImageFormat format;
    private Optional<Facts> facts = Optional.empty();

    /** What is known without decoding. @param sampleBytes of one pixel as the reader unpacks it */
    private record Facts(ImageHeader header, int sampleBytes) {}

    /** A profile, and the colours of a pixel that it is for. */
    private record Unapplied(Profile profile, int colours) {}

    Thorough(Path file, ImageFormat format) {
        this.file = file;
        this.format = format;
    }

    @Override
    public ImageHeader header() throws IOException {
        return facts().header;
    }

    @Override
    public int spareBytes() throws IOException {
        return facts().sampleBytes;
    }

    /** Read once, as opening a reader takes longer than a small picture. */
    private Facts facts() throws IOException {
        if (facts.isEmpty()) {
            facts = Optional.of(Readers.with(file, format,
                    reader -> new Facts(
                            new ImageHeader(format, reader.getWidth(0), reader.getHeight(0), transparent(reader)),
                            sampleBytes(reader))));
        }
        return facts.get();
    }

    /** Less than for all of it only where that would not fit. */
    @Override
    public long bytes(int reduction) throws IOException {
        return strips(reduction)
                ? Strips.bytes(header().pixels(), reduction)
                : Still.super.bytes(1);
    }

    /** Whether it is to be made smaller while it is read. */
    private boolean strips(int reduction) throws IOException {
        boolean inTurn = format == ImageFormat.TIFF || format == ImageFormat.PNG && !interlaced();
        return reduction > 1 && inTurn && !Heap.holds(Still.super.bytes(1));
    }

    private boolean interlaced() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(INTERLACING + 1);
            return head.length <= INTERLACING || head[INTERLACING] != 0;
        }
    }

    @Override
    public Picture read(int reduction, Runnable check) throws IOException {
        if (strips(reduction)) {
            requireEnd();
            return Readers.with(file, format, reader -> inStrips(reader, reduction, check));
        }
        BufferedImage image = image(check);
        Picture picture = uncoloured(image, check);
        colour(picture, image.getColorModel().getNumColorComponents(), check);
        return picture;
    }

    private Picture inStrips(ImageReader reader, int reduction, Runnable check) throws IOException {
        Function<BufferedImage, Picture> pixels = image -> uncoloured(image, check);
        Picture picture = format == ImageFormat.TIFF
                ? Strips.byRegions(reader, reduction, pixels, check)
                : Strips.byRows(reader, reduction, pixels, check);
        colour(picture, reader.getImageTypes(0).next().getColorModel().getNumColorComponents(), check);
        return picture;
    }

    private Picture uncoloured(BufferedImage image, Runnable check) {
        return unmultiplied(Pixels.of(image, check), image, check);
    }

    private Picture unmultiplied(Picture picture, BufferedImage image, Runnable check) {
        if (multiplied(image)) {
            Alpha.divide(picture.argb(), check);
        }
        return picture;
    }

    private DeepPicture unmultiplied(DeepPicture picture, BufferedImage image) {
        if (multiplied(image)) {
            Alpha.divide(picture.samples());
        }
        return picture;
    }

    private TiffTags tags() {
        try {
            return TiffTags.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void colour(Picture picture, int components, Runnable check) throws IOException {
        for (Unapplied left : unapplied(components).stream().toList()) {
            left.profile.toSrgb(picture, left.colours, check);
        }
    }

    /** What AWT does not apply: the profile of greys, and those of PNG. */
    private Optional<Unapplied> unapplied(int components) throws IOException {
        return switch (format) {
            case TIFF -> grey(TiffTags.of(file), components).map(profile -> new Unapplied(profile, 1));
            case PNG -> unapplied(PngChunks.of(file));
            default -> Optional.empty();
        };
    }

    private static Optional<Unapplied> unapplied(PngChunks chunks) {
        return colours(chunks).map(profile -> new Unapplied(profile, chunks.colours()));
    }

    @Override
    public Profiled stored(Runnable check) throws IOException {
        Optional<byte[]> kept = kept();
        if (kept.isEmpty()) {
            return Still.super.stored(check);
        }
        BufferedImage image = image(check);
        Picture picture = unmultiplied(Pixels.of(image, false, check), image, check);
        return new Profiled(picture, kept);
    }

    @Override
    public DeepProfiled deepStored(Runnable check) throws IOException {
        Optional<byte[]> kept = kept();
        if (kept.isEmpty()) {
            return Still.super.deepStored(check);
        }
        BufferedImage image = image(check);
        DeepPicture picture = unmultiplied(Pixels.deep(image, false, check), image);
        return new DeepProfiled(picture, kept);
    }

    /** The profile that pixels are left in when nobody wants sRGB. */
    private Optional<byte[]> kept() throws IOException {
        Optional<Profile> profile = switch (format) {
            case PNG -> colours(PngChunks.of(file));
            case TIFF -> TiffTags.of(file).bytes(TiffTags.ICC_PROFILE).flatMap(Profile::of);
            default -> Optional.empty();
        };
        return profile.flatMap(Profile::kept);
    }

    @Override
    public DeepPicture deep(Runnable check) throws IOException {
        BufferedImage image = image(check);
        DeepPicture picture = unmultiplied(Pixels.deep(image, check), image);
        for (Unapplied left : unapplied(image.getColorModel().getNumColorComponents()).stream().toList()) {
            left.profile.toSrgb(picture, left.colours, check);
        }
        return picture;
    }

    /** The reader forgets this for eight bits. */
    private boolean multiplied(BufferedImage image) {
        return format == ImageFormat.TIFF && image.getColorModel().hasAlpha() && !image.isAlphaPremultiplied()
                && tags().number(TiffTags.EXTRA_SAMPLES).orElse(0) == TiffTags.ASSOCIATED;
    }

    /** Profiles of colours and inks are applied with the pixels; for greys AWT cannot tell a profile from none. */
    private static Optional<Profile> grey(TiffTags tags, int components) {
        return components == 1
                ? tags.bytes(TiffTags.ICC_PROFILE).flatMap(Profile::of)
                : Optional.empty();
    }

    /** Code points come before a profile, and that before numbers (PNG, third edition, 4.3). */
    private static Optional<Profile> colours(PngChunks chunks) {
        Optional<Cicp> points = chunks.codePoints();
        if (points.isPresent()) {
            return MatrixProfile.of(points.get());
        }
        Optional<Profile> profile = chunks.profile();
        return profile.isPresent() ? profile : chunks.numbers().flatMap(PngNumbers::profile);
    }

    private BufferedImage image(Runnable check) throws IOException {
        requireEnd();
        return Readers.with(file, format, reader -> {
            List<String> warnings = new ArrayList<>();
            BufferedImage image = Readers.read(reader, warnings, check);
            Optional<String> damage = warnings.stream().filter(Thorough::damage).findFirst();
            if (damage.isPresent()) {
                throw new IOException(damage.get());
            }
            return image;
        });
    }

    /** The reader of PNG is content with the pixels: what stands behind them may be cut off, and nobody would know. */
    private void requireEnd() throws IOException {
        if (format == ImageFormat.PNG && !Signature.complete(file)) {
            throw new IOException("its end is missing");
        }
    }

    /** A few stray bytes or a missing end marker cost no pixel; lost data does. */
    private static boolean damage(String warning) {
        return warning.contains("Corrupt JPEG data") && !warning.contains("extraneous");
    }

    private static int sampleBytes(ImageReader reader) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        SampleModel model = type == null ? null : type.getSampleModel();
        return model == null
                ? 4
                : model.getNumDataElements() * DataBuffer.getDataTypeSize(model.getTransferType()) / 8;
    }

    private boolean transparent(ImageReader reader) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        return type != null && type.getColorModel().hasAlpha()
                || format == ImageFormat.PNG && PngChunks.of(file).has("tRNS");
    }
}
