package org.podstudio.imaging.internal.avif;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The boxes of an AVIF file: which items there are, where their bytes lie and how they belong together. Every number in it is held against
 * the file before it is used.
 */
public final class AvifFile {

    /** A larger file is no picture that this program opens. */
    private static final int MOST_BYTES = 512 << 20;
    private static final int MOST_ITEMS = 4_096;

    /** An arrow between items. */
    private record Link(String type, int from, List<Integer> to) {}

    private final ByteBuffer file;
    private final Map<Integer, AvifItem> items = new LinkedHashMap<>();
    private final Map<Integer, Integer> typesAt = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final int primary;
    private final Optional<Box> inside;

    private AvifFile(ByteBuffer file) throws IOException {
        this.file = file;
        List<Box> all = topLevel(file);
        List<Box> meta = require(all, "meta").fullChildren();
        Box first = require(meta, "pitm");
        this.primary = id(first.fields(), first.version() > 0);
        this.inside = Box.find(meta, "idat");
        names(require(meta, "iinf"));
        places(require(meta, "iloc"));
        Optional<Box> references = Box.find(meta, "iref");
        if (references.isPresent()) {
            references(references.get());
        }
        properties(require(meta, "iprp").children());
    }

    /** @throws IOException when it is damaged or too large */
    public static AvifFile of(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("an AVIF of more than " + (MOST_BYTES >> 20) + " MB");
        }
        return of(Files.readAllBytes(file));
    }

    /** @throws IOException when it is damaged */
    public static AvifFile of(byte[] file) throws IOException {
        try {
            return new AvifFile(ByteBuffer.wrap(file));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("a box ends too early", e);
        }
    }

    /** Boxes as far as they go: the pixels may be cut off, which shows when they are read. */
    private static List<Box> topLevel(ByteBuffer file) throws IOException {
        List<Box> boxes = new ArrayList<>();
        int at = 0;
        while (at + 8 <= file.limit() && Box.find(boxes, "meta").isEmpty()) {
            List<Box> next = Box.all(file.slice(at, (int) Math.min(file.limit() - at, size(file, at))), at);
            if (next.isEmpty()) {
                break;
            }
            boxes.addAll(next);
            at = (int) Math.min(file.limit(), at + size(file, at));
        }
        return boxes;
    }

    private static long size(ByteBuffer file, int at) {
        long size = Integer.toUnsignedLong(file.getInt(at));
        return size == 0 ? file.limit() - at : size == 1 && at + 16 <= file.limit() ? file.getLong(at + 8) : size;
    }

    private static Box require(List<Box> boxes, String type) throws IOException {
        return Box.find(boxes, type).orElseThrow(() -> new IOException("there is no box " + type));
    }

    /** The picture itself. */
    public AvifItem primary() throws IOException {
        AvifItem item = items.get(primary);
        if (item == null) {
            throw new IOException("there is no picture " + primary);
        }
        return item;
    }

    /** What holds the alpha of an item. */
    public Optional<AvifItem> alpha(AvifItem of) {
        for (Link link : links) {
            AvifItem item = items.get(link.from);
            if (link.type.equals("auxl") && link.to.contains(of.id) && item != null && item.isAlpha()) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    /** Whether the colours are multiplied by alpha. */
    public boolean premultiplied() {
        return links.stream().anyMatch(l -> l.type.equals("prem") && l.from == primary);
    }

    /** What a derived item is made of, in order. */
    public List<AvifItem> parts(AvifItem item) throws IOException {
        List<AvifItem> parts = new ArrayList<>();
        for (Link link : links) {
            for (int id : link.type.equals("dimg") && link.from == item.id ? link.to : List.<Integer>of()) {
                AvifItem part = items.get(id);
                if (part == null) {
                    throw new IOException("there is no part " + id);
                }
                parts.add(part);
            }
        }
        return parts;
    }

    /** The first coded picture of a grid, or the item itself. */
    public AvifItem part(AvifItem item) throws IOException {
        if (!item.type.equals("grid")) {
            return item;
        }
        List<AvifItem> parts = parts(item);
        if (parts.isEmpty()) {
            throw new IOException("a grid of nothing");
        }
        return parts.get(0);
    }

    /** The items of a type that describe the picture: {@code Exif}, {@code mime}. */
    public List<AvifItem> described(String type) {
        return items.values().stream().filter(i -> i.type.equals(type)).toList();
    }

    /** All bytes of an item, joined. @throws IOException when some are not in the file */
    public byte[] bytes(AvifItem item) throws IOException {
        var joined = new ByteArrayOutputStream();
        for (AvifItem.Extent extent : item.extents) {
            ByteBuffer from = extent.inside() ? inside.map(Box::content).orElse(ByteBuffer.allocate(0)) : file;
            long length = extent.length() == 0 ? from.limit() - extent.offset() : extent.length();
            if (extent.offset() < 0 || length < 0 || extent.offset() + length > from.limit()
                    || joined.size() + length > MOST_BYTES) {
                throw new IOException("item " + item.id + " is not in the file to its end");
            }
            byte[] bytes = new byte[(int) length];
            from.get((int) extent.offset(), bytes);
            joined.write(bytes);
        }
        return joined.toByteArray();
    }

    /** Where the bytes of an item lie: {position, length} each. @throws IOException when some are not in the file */
    public List<int[]> places(AvifItem item) throws IOException {
        List<int[]> places = new ArrayList<>();
        for (AvifItem.Extent extent : item.extents) {
            long from = extent.offset() + (extent.inside() ? inside.map(Box::start).orElse(0) + 8 : 0);
            long limit = extent.inside()
                    ? inside.map(b -> b.start() + 8 + b.content().limit()).orElse(0)
                    : file.limit();
            long length = extent.length() == 0 ? limit - from : extent.length();
            if (extent.offset() < 0 || length < 0 || from + length > limit) {
                throw new IOException("item " + item.id + " is not in the file to its end");
            }
            places.add(new int[]{(int) from, (int) length});
        }
        return places;
    }

    /** Where the four characters of an item's type stand in the file. */
    public int typeAt(AvifItem item) {
        return typesAt.getOrDefault(item.id, 0);
    }

    private static int id(ByteBuffer fields, boolean wide) {
        return wide ? fields.getInt() : fields.getShort() & 0xFFFF;
    }

    private void names(Box iinf) throws IOException {
        int skip = iinf.version() == 0 ? 6 : 8;
        ByteBuffer entries = iinf.content().slice(skip, Math.max(0, iinf.content().limit() - skip));
        for (Box entry : Box.all(entries, iinf.start() + 8 + skip)) {
            if (entry.type().equals("infe") && entry.version() >= 2 && items.size() < MOST_ITEMS) {
                ByteBuffer fields = entry.fields();
                int id = id(fields, entry.version() > 2);
                String type = Box.text(entry.content(), fields.position() + 2);
                typesAt.put(id, entry.start() + 8 + fields.position() + 2);
                fields.position(fields.position() + 6);
                skipText(fields);
                items.put(id, new AvifItem(id, type, skipText(fields)));
            }
        }
    }

    private static String skipText(ByteBuffer fields) {
        StringBuilder text = new StringBuilder();
        while (fields.hasRemaining()) {
            int c = fields.get();
            if (c == 0) {
                break;
            }
            text.append((char) (c & 255));
        }
        return text.toString();
    }

    private void places(Box iloc) {
        ByteBuffer fields = iloc.fields();
        int sizes = fields.getShort() & 0xFFFF;
        int count = id(fields, iloc.version() == 2);
        for (int i = 0; i < Math.min(count, MOST_ITEMS); i++) {
            int id = id(fields, iloc.version() == 2);
            boolean inside = iloc.version() > 0 && (fields.getShort() & 15) == 1;
            fields.getShort();
            long base = number(fields, sizes >> 4 & 15);
            for (int extents = fields.getShort() & 0xFFFF; extents > 0; extents--) {
                if (iloc.version() > 0) {
                    number(fields, sizes & 15);
                }
                long offset = base + number(fields, sizes >> 12);
                AvifItem.Extent extent = new AvifItem.Extent(inside, offset, number(fields, sizes >> 8 & 15));
                Optional.ofNullable(items.get(id)).ifPresent(item -> item.extents.add(extent));
            }
        }
    }

    /** Of 0, 4 or 8 bytes. */
    private static long number(ByteBuffer fields, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case 4 -> Integer.toUnsignedLong(fields.getInt());
            case 8 -> fields.getLong();
            default -> throw new IllegalArgumentException("numbers of " + bytes + " bytes");
        };
    }

    private void references(Box iref) throws IOException {
        boolean wide = iref.version() > 0;
        for (Box box : iref.fullChildren()) {
            ByteBuffer fields = box.content().duplicate();
            int from = id(fields, wide);
            List<Integer> to = new ArrayList<>();
            for (int count = fields.getShort() & 0xFFFF; count > 0; count--) {
                to.add(id(fields, wide));
            }
            links.add(new Link(box.type(), from, to));
        }
    }

    private void properties(List<Box> iprp) throws IOException {
        List<Box> known = require(iprp, "ipco").children();
        for (Box box : iprp) {
            if (box.type().equals("ipma")) {
                associate(box, known);
            }
        }
    }

    private void associate(Box ipma, List<Box> known) {
        ByteBuffer fields = ipma.fields();
        for (long entries = Integer.toUnsignedLong(fields.getInt()); entries > 0; entries--) {
            AvifItem item = items.get(id(fields, ipma.version() > 0));
            for (int count = fields.get() & 255; count > 0; count--) {
                int index = (ipma.flags() & 1) == 1 ? fields.getShort() & 0x7FFF : fields.get() & 0x7F;
                if (item != null && index > 0 && index <= known.size()) {
                    item.properties.add(known.get(index - 1));
                }
            }
        }
    }
}
