package org.podstudio.imaging.internal.avif;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One item of a HEIF file (ISO/IEC 23008-12): a coded picture, a grid of them, or what is written beside them. */
public final class AvifItem {

    /** Where some of its bytes lie. @param inside in the {@code idat} box, else in the file */
    public record Extent(boolean inside, long offset, long length) {}

    public final int id;
    public final String type;
    /** What follows the name of an item that is no picture: {@code application/rdf+xml}. */
    public final String mime;
    public final List<Extent> extents = new ArrayList<>();
    public final List<Box> properties = new ArrayList<>();

    AvifItem(int id, String type, String mime) {
        this.id = id;
        this.type = type;
        this.mime = mime;
    }

    public Optional<Box> property(String name) {
        return Box.find(properties, name);
    }

    /** Width and height as it is coded, before it is turned; empty when it does not say. */
    public Optional<int[]> size() {
        return property("ispe").map(box -> new int[]{box.content().getInt(4), box.content().getInt(8)})
                .filter(size -> size[0] > 0 && size[1] > 0);
    }

    /** Whether it holds the alpha of another. */
    public boolean isAlpha() {
        return property("auxC").map(box -> {
            ByteBuffer fields = box.fields();
            StringBuilder name = new StringBuilder();
            while (fields.hasRemaining() && name.length() < 80) {
                int c = fields.get();
                if (c == 0) {
                    break;
                }
                name.append((char) c);
            }
            String urn = name.toString();
            return urn.equals("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
                    || urn.equals("urn:mpeg:hevc:2015:auxid:1");
        }).orElse(false);
    }

    /** As EXIF numbers it, from how it is to be turned anticlockwise and then mirrored. */
    public int orientation() {
        int turned = switch (property("irot").map(b -> b.content().get(0) & 3).orElse(0)) {
            case 1 -> 8;
            case 2 -> 3;
            case 3 -> 6;
            default -> 1;
        };
        int axis = property("imir").map(b -> b.content().get(0) & 1).orElse(-1);
        return axis < 0 ? turned : mirrored(turned, axis == 0);
    }

    /** An embedded ICC profile. */
    public Optional<byte[]> profile() {
        return properties.stream().filter(b -> b.type().equals("colr"))
                .filter(b -> "prof rICC".contains(Box.text(b.content(), 0))).findFirst().map(b -> {
                    byte[] bytes = new byte[b.content().limit() - 4];
                    b.content().get(4, bytes);
                    return bytes;
                });
    }

    /** How its numbers mean colours, by the code points of ITU-T H.273. */
    public Optional<Cicp> colours() {
        return properties.stream().filter(b -> b.type().equals("colr"))
                .filter(b -> "nclx".equals(Box.text(b.content(), 0))).findFirst().map(b -> {
                    ByteBuffer c = b.content();
                    return new Cicp(c.getShort(4) & 0xFFFF, c.getShort(6) & 0xFFFF, c.getShort(8) & 0xFFFF,
                            (c.get(10) & 0x80) != 0);
                });
    }

    /**
     * What a turn and then a mirroring come to.
     *
     * @param turned 1, 3, 6 or 8
     * @param upsideDown top and bottom change places, else left and right
     */
    private static int mirrored(int turned, boolean upsideDown) {
        return switch (turned) {
            case 3 -> upsideDown ? 2 : 4;
            case 6 -> upsideDown ? 7 : 5;
            case 8 -> upsideDown ? 5 : 7;
            default -> upsideDown ? 4 : 2;
        };
    }
}
