package org.podstudio.imaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One item of a HEIF file (ISO/IEC 23008-12): a coded picture, a grid of them, or what is written beside them. */
final class AvifItem {

    /** Where some of its bytes lie. @param inside in the {@code idat} box, else in the file */
    record Extent(boolean inside, long offset, long length) {}

    final int id;
    final String type;
    /** What follows the name of an item that is no picture: {@code application/rdf+xml}. */
    final String mime;
    final List<Extent> extents = new ArrayList<>();
    final List<Box> properties = new ArrayList<>();

    AvifItem(int id, String type, String mime) {
        this.id = id;
        this.type = type;
        this.mime = mime;
    }

    Optional<Box> property(String name) {
        return Box.find(properties, name);
    }

    /** Width and height as it is coded, before it is turned; empty when it does not say. */
    Optional<int[]> size() {
        return property("ispe").map(box -> new int[]{box.content().getInt(4), box.content().getInt(8)})
                .filter(size -> size[0] > 0 && size[1] > 0);
    }

    /** Whether it holds the alpha of another. */
    boolean isAlpha() {
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
    int orientation() {
        int turned = switch (property("irot").map(b -> b.content().get(0) & 3).orElse(0)) {
            case 1 -> 8;
            case 2 -> 3;
            case 3 -> 6;
            default -> 1;
        };
        int axis = property("imir").map(b -> b.content().get(0) & 1).orElse(-1);
        return axis < 0 ? turned : Orientation.mirrored(turned, axis == 0);
    }

    /** An embedded ICC profile. */
    Optional<byte[]> profile() {
        return properties.stream().filter(b -> b.type().equals("colr"))
                .filter(b -> "prof rICC".contains(Box.text(b.content(), 0))).findFirst().map(b -> {
                    byte[] bytes = new byte[b.content().limit() - 4];
                    b.content().get(4, bytes);
                    return bytes;
                });
    }

    /** How its numbers mean colours, by the code points of ITU-T H.273. */
    Optional<Cicp> colours() {
        return properties.stream().filter(b -> b.type().equals("colr"))
                .filter(b -> "nclx".equals(Box.text(b.content(), 0))).findFirst().map(b -> {
                    ByteBuffer c = b.content();
                    return new Cicp(c.getShort(4) & 0xFFFF, c.getShort(6) & 0xFFFF, c.getShort(8) & 0xFFFF,
                            (c.get(10) & 0x80) != 0);
                });
    }
}
