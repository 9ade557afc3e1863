package org.podstudio.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.podstudio.imaging.internal.avif.Av1Header;
import org.podstudio.imaging.internal.avif.Cicp;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;

/** Writes a still AVIF (AV1 Image File Format 1.1): one coded picture, its alpha beside it where there is one, in sRGB. */
final class AvifWriter {

    private static final String EXIF = "Exif\0";
    private static final String XMP = "mime\0application/rdf+xml\0";
    private static final int COLOURS = 1;
    private static final int ALPHA = 2;
    /** Of libaom's 0 to 63, for alpha: edges show every step. */
    private static final int ALPHA_CRF = 6;
    private static final String ALPHA_KIND = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";

    private final Encoding encoding;
    private final Av1 av1;
    private final Runnable check;
    private final int width;
    private final int height;
    private final boolean alpha;
    private final int depth;
    private final Function<Av1Header, Planes> colours;
    /** What describes the picture, by how its item is announced. */
    private final Map<String, byte[]> described = new LinkedHashMap<>();

    /** @param colours gives planes of a format */
    private AvifWriter(int[] size, boolean alpha, int depth, Function<Av1Header, Planes> colours, Encoding encoding,
            Av1 av1, Runnable check) {
        this.width = size[0];
        this.height = size[1];
        this.alpha = alpha;
        this.depth = depth;
        this.colours = colours;
        this.encoding = encoding;
        this.av1 = av1;
        this.check = check;
    }

    static byte[] write(Picture picture, Encoding encoding, Beside beside, Av1 av1, Runnable check) throws IOException {
        return new AvifWriter(new int[]{picture.width(), picture.height()}, picture.alpha(), 8,
                format -> filled(format, planes -> FixedPoint.fill(planes, picture.argb(), check)), encoding, av1,
                check).file(beside);
    }

    /** Of a JPEG as it is: its numbers mean what they mean here. @param encoding one that {@link #halves} */
    static byte[] write(Eighths jpeg, Encoding encoding, Beside beside, Av1 av1, Runnable check) throws IOException {
        return new AvifWriter(new int[]{jpeg.width(), jpeg.height()}, false, 8, jpeg::planes, encoding, av1, check)
                .file(beside);
    }

    /** In ten bits. */
    static byte[] write(DeepPicture picture, Encoding encoding, Beside beside, Av1 av1, Runnable check)
            throws IOException {
        short[] samples = picture.samples();
        Planes.Light light = (pixel, channel) -> (samples[4 * pixel + channel] & 0xFFFF) / 65_535.0;
        return new AvifWriter(new int[]{picture.width(), picture.height()}, picture.alpha(), 10,
                format -> filled(format, planes -> planes.fill(light, check)), encoding, av1, check).file(beside);
    }

    /** Whether two by two pixels share a colour. */
    static boolean halves(Encoding encoding) {
        return !encoding.lossless() && encoding.quality() < Encoder.FULL_COLOUR_FROM;
    }

    private static Planes filled(Av1Header format, Consumer<Planes> colours) {
        Planes planes = Planes.of(format, format.width(), format.height());
        colours.accept(planes);
        return planes;
    }

    private byte[] file(Beside beside) throws IOException {
        boolean half = halves(encoding);
        Cicp meaning = new Cicp(1, 13, encoding.lossless() ? 0 : 6, true);
        int crf = encoding.lossless() ? 0 : ((100 - encoding.quality()) * 63 + 50) / 100;
        List<byte[]> pictures = new ArrayList<>();
        pictures.add(coded(new Av1Header(0, 0, width, height, depth, false, half, half, meaning), crf));
        if (alpha) {
            pictures.add(coded(new Av1Header(0, 0, width, height, depth, true, true, true, meaning.grey()),
                    Math.min(crf, ALPHA_CRF)));
        }
        beside.exif().ifPresent(b -> described.put(EXIF, joined(number(0), b)));
        beside.xmp().ifPresent(b -> described.put(XMP, b));
        return boxes(pictures, meaning, beside.profile());
    }

    private byte[] coded(Av1Header format, int crf) throws IOException {
        return av1.encode(colours.apply(format), crf, encoding.lossless(), encoding.effort(), check);
    }

    private byte[] boxes(List<byte[]> pictures, Cicp meaning, Optional<byte[]> profile) throws IOException {
        byte[] type = box("ftyp", text("avif"), number(0), text("avifmif1miaf"));
        List<byte[]> data = new ArrayList<>(pictures);
        data.addAll(described.values());
        byte[] properties = properties(pictures, meaning, profile);
        // where the pixels lie depends on how long this is, but not the other way round
        byte[] meta = meta(data, pictures.size(), properties, 0);
        meta = meta(data, pictures.size(), properties, type.length + meta.length + 8);
        return joined(type, meta, box("mdat", data.toArray(new byte[0][])));
    }

    private byte[] meta(List<byte[]> data, int pictures, byte[] properties, int dataAt) {
        ByteBuffer places = ByteBuffer.allocate(4 + 14 * data.size()).putShort((short) 0x4400)
                .putShort((short) data.size());
        List<byte[]> names = new ArrayList<>();
        List<byte[]> links = new ArrayList<>();
        List<String> kinds = new ArrayList<>(described.keySet());
        int at = dataAt;
        for (int i = 0; i < data.size(); i++) {
            places.putShort((short) (COLOURS + i)).putShort((short) 0).putShort((short) 1).putInt(at)
                    .putInt(data.get(i).length);
            at += data.get(i).length;
            String kind = i < pictures ? "av01\0" : kinds.get(i - pictures);
            names.add(full("infe", 2, 0, two(COLOURS + i), two(0), text(kind)));
            if (i > 0) {
                links.add(box(i < pictures ? "auxl" : "cdsc", two(COLOURS + i), two(1), two(COLOURS)));
            }
        }
        return full("meta", 0, 0,
                full("hdlr", 0, 0, number(0), text("pict"), new byte[13]),
                full("pitm", 0, 0, two(COLOURS)),
                full("iloc", 0, 0, places.array()),
                full("iinf", 0, 0, two(names.size()), joined(names.toArray(new byte[0][]))),
                links.isEmpty() ? new byte[0] : full("iref", 0, 0, joined(links.toArray(new byte[0][]))),
                properties);
    }

    private byte[] properties(List<byte[]> pictures, Cicp meaning, Optional<byte[]> profile) throws IOException {
        byte[] colours = box("colr", text("nclx"), two(meaning.primaries()), two(meaning.transfer()),
                two(meaning.matrix()), new byte[]{(byte) 0x80});
        byte[] known = joined(full("ispe", 0, 0, number(width), number(height)),
                full("pixi", 0, 0, new byte[]{3, (byte) depth, (byte) depth, (byte) depth}),
                box("av1C", Av1Header.of(pictures.get(0)).configuration()), colours);
        // the number of a property and, in the high bit, whether a reader must understand it
        byte[] of = joined(two(COLOURS), new byte[]{(byte) (profile.isPresent() ? 5 : 4), 1, 2, (byte) 0x83, 4});
        int next = 5;
        if (profile.isPresent()) {
            known = joined(known, box("colr", text("prof"), profile.get()));
            of = joined(of, new byte[]{(byte) next++});
        }
        if (alpha) {
            known = joined(known, full("pixi", 0, 0, new byte[]{1, (byte) depth}),
                    box("av1C", Av1Header.of(pictures.get(1)).configuration()), full("auxC", 0, 0, text(ALPHA_KIND)));
            of = joined(of, two(ALPHA), new byte[]{4, 1, (byte) next, (byte) (0x80 | next + 1), (byte) (next + 2)});
        }
        return box("iprp", box("ipco", known), full("ipma", 0, 0, number(pictures.size()), of));
    }

    private static byte[] full(String type, int version, int flags, byte[]... parts) {
        return box(type, number(version << 24 | flags), joined(parts));
    }

    private static byte[] box(String type, byte[]... parts) {
        byte[] content = joined(parts);
        return joined(number(8 + content.length), text(type), content);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] two(int value) {
        return new byte[]{(byte) (value >> 8), (byte) value};
    }

    private static byte[] text(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
}
