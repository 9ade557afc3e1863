package org.podstudio.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import javax.imageio.ImageTypeSpecifier;

import org.podstudio.imaging.internal.avif.Av1Header;
import org.podstudio.imaging.internal.avif.AvifFile;
import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.internal.png.PngChunks;
import org.podstudio.imaging.metadata.Beside;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.png.PngMetadataReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.Tag;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifThumbnailDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.icc.IccDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.jfif.JfifDirectory;
import com.drew.metadata.png.PngDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import com.drew.metadata.xmp.XmpReader;

/** What is written beside the pixels, read by metadata-extractor and, where that knows no bound, by ourselves. */
final class Embedded {

    private static final Logger LOG = LoggerFactory.getLogger(Embedded.class);
    private static final int LONGEST = 4_000;
    /** A generator's whole graph is a few hundred thousand characters. */
    private static final int LONGEST_TEXT = 2_000_000;
    private static final double METRE_IN_INCHES = 39.3701;

    private final Map<String, String> found = new TreeMap<>();

    private Embedded() {
    }

    /** 1 to 8; 1 when nothing else is said. */
    static int orientation(Path file, ImageFormat format) {
        if (format != ImageFormat.AVIF && format != ImageFormat.TIFF) {
            return orientation(metadata(file, format));
        }
        try {
            if (format == ImageFormat.TIFF) {
                // the library that reads the rest knows no BigTIFF
                return TiffTags.of(file).number(TiffTags.ORIENTATION).filter(o -> o >= 1 && o <= 8).orElse(1);
            }
            return AvifFile.of(file).primary().orientation();
        } catch (IOException e) {
            LOG.debug("{} does not tell how it is held: {}", file, e.getMessage());
            return 1;
        }
    }

    /** Dots an inch, as EXIF or the kind of file says. */
    static Optional<Integer> dpi(Path file, ImageFormat format) {
        return Optional.ofNullable(of(file, format).get("dpi")).map(Integer::valueOf).filter(dpi -> dpi > 0);
    }

    /** Bits a channel; 8 when nothing else can be read. */
    static int depth(Path file, ImageFormat format) {
        return switch (format) {
            case PNG, TIFF, AVIF -> Integer.parseInt(of(file, format).getOrDefault("depth", "8"));
            case JPEG, WEBP, GIF, BMP -> 8;
        };
    }

    /** Of a damaged file what can be read. */
    static Map<String, String> of(Path file, ImageFormat format) {
        Embedded embedded = new Embedded();
        Metadata metadata = metadata(file, format);
        embedded.found.put("format", format.name().toLowerCase(java.util.Locale.ROOT));
        embedded.found.put("orientation", Integer.toString(
                format == ImageFormat.AVIF || format == ImageFormat.TIFF
                        ? orientation(file, format)
                        : orientation(metadata)));
        metadata.getDirectories().forEach(embedded::tryAdd);
        try {
            embedded.technical(file, format);
        } catch (IOException | RuntimeException e) {
            // readers answer nonsense in a file with any unchecked exception
            LOG.debug("The header of {} cannot be read: {}", file, e.getMessage());
        }
        return embedded.found;
    }

    private static int orientation(Metadata metadata) {
        for (ExifIFD0Directory exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
            Integer value = exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            if (value != null && value >= 1 && value <= 8) {
                return value;
            }
        }
        return 1;
    }

    private static Metadata metadata(Path file, ImageFormat format) {
        try {
            if (format == ImageFormat.PNG) {
                try (InputStream slim = PngChunks.of(file).slim()) {
                    return Objects.requireNonNull(PngMetadataReader.readMetadata(slim));
                }
            }
            if (format == ImageFormat.WEBP || format == ImageFormat.AVIF) {
                return blocks(Rewriting.beside(file, format));
            }
            return Objects.requireNonNull(ImageMetadataReader.readMetadata(file.toFile()));
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            LOG.debug("Metadata of {} cannot be read: {}", file, e.getMessage());
            return new Metadata();
        }
    }

    /** What is in blocks that we found ourselves: some readers believe every length that a file states. */
    private static Metadata blocks(Beside beside) {
        Metadata metadata = new Metadata();
        beside.exif().ifPresent(exif -> new ExifReader().extract(new ByteArrayReader(exif), metadata));
        beside.xmp().ifPresent(xmp -> new XmpReader().extract(xmp, metadata));
        return metadata;
    }

    private void technical(Path file, ImageFormat format) throws IOException {
        switch (format) {
            case PNG -> {
                PngChunks chunks = PngChunks.of(file);
                chunks.texts().forEach((keyword, text) -> found.put("text." + keyword, cut(text, LONGEST_TEXT)));
                chunks.profile().ifPresent(p -> found.put("icc", p.description()));
                found.put("compression", "deflate");
            }
            case JPEG -> {
                JpegSegments segments = JpegSegments.of(file);
                segments.profile().ifPresent(p -> found.put("icc", p.description()));
                found.put("compression", segments.progressive() ? "progressive" : "baseline");
            }
            case AVIF -> {
                AvifFile boxes = AvifFile.of(file);
                Av1Header coded = Av1Header.of(boxes.bytes(boxes.part(boxes.primary())));
                facts(boxes.alpha(boxes.primary()).isPresent(), coded.grey() ? "grey" : "rgb", "av1");
                found.put("depth", Integer.toString(coded.depth()));
                named(file, format);
                return;
            }
            case WEBP -> {
                facts(new Webp(file).header().alpha(), "rgb", "vp8");
                named(file, format);
                return;
            }
            case GIF -> {
                facts(Gif.of(file).header().alpha(), "palette", "lzw");
                return;
            }
            case BMP -> {
                Bmp bitmap = Bmp.of(file);
                facts(bitmap.header().alpha(), bitmap.indexed() ? "palette" : "rgb", "none");
                return;
            }
            default -> Optional.ofNullable(found.get("exif.Compression")).ifPresent(c -> found.put("compression", c));
        }
        Readers.with(file, format, reader -> {
            Optional.ofNullable(reader.getRawImageType(0)).ifPresent(this::colours);
            return true;
        });
    }

    private void facts(boolean alpha, String colour, String compression) {
        found.put("colour", colour);
        found.put("depth", "8");
        found.put("transparency", Boolean.toString(alpha));
        found.put("compression", compression);
    }

    private void named(Path file, ImageFormat format) throws IOException {
        Rewriting.beside(file, format).profile().flatMap(Profile::of).ifPresent(p -> found.put("icc", p.description()));
    }

    private void colours(ImageTypeSpecifier type) {
        var model = type.getColorModel();
        String mode = switch (model.getNumColorComponents()) {
            case 1 -> "grey";
            case 4 -> "cmyk";
            default -> model instanceof java.awt.image.IndexColorModel ? "palette" : "rgb";
        };
        found.put("colour", mode);
        found.put("depth", Integer.toString(type.getBitsPerBand(0)));
        found.put("transparency", Boolean.toString(model.hasAlpha()));
    }

    private void tryAdd(Directory directory) {
        try {
            add(directory);
        } catch (RuntimeException e) {
            // what describes a value trips over nonsense in it
            LOG.debug("A part of the metadata cannot be told: {}", e.getMessage());
        }
    }

    private void add(Directory directory) {
        switch (directory) {
            case ExifThumbnailDirectory ignored -> {
            }
            case GpsDirectory gps -> tags("gps.", gps);
            case ExifDirectoryBase exif -> exif(exif);
            case IptcDirectory iptc -> tags("iptc.", iptc);
            case XmpDirectory xmp -> xmp.getXmpProperties().forEach((path, value) -> put("xmp." + path, value));
            case IccDirectory icc -> put("icc", icc.getDescription(IccDirectory.TAG_TAG_desc));
            case JfifDirectory jfif -> resolution(jfif);
            case PngDirectory png -> resolution(png);
            default -> {
                if (directory.getName().contains("Makernote")) {
                    tags("maker.", directory);
                } else if (directory.getName().contains("Comment")) {
                    tags("comment.", directory);
                }
            }
        }
    }

    private void exif(ExifDirectoryBase exif) {
        tags("exif.", exif);
        // a generator's parameters may stand here, longer than any other tag
        String comment = exif.getDescription(ExifDirectoryBase.TAG_USER_COMMENT);
        if (comment != null) {
            found.put("exif.UserComment", cut(comment, LONGEST_TEXT));
        }
        Integer unit = exif.getInteger(ExifDirectoryBase.TAG_RESOLUTION_UNIT);
        Double across = exif.getDoubleObject(ExifDirectoryBase.TAG_X_RESOLUTION);
        if (across != null && across > 0 && unit != null && unit > 1) {
            dpi(unit == 3 ? across * 2.54 : across);
        }
    }

    private void resolution(JfifDirectory jfif) {
        try {
            int unit = jfif.getResUnits();
            if (unit == 1 || unit == 2) {
                dpi(unit == 2 ? jfif.getResX() * 2.54 : jfif.getResX());
            }
        } catch (MetadataException e) {
            LOG.debug("A JFIF header says no resolution: {}", e.getMessage());
        }
    }

    private void resolution(PngDirectory png) {
        Integer unit = png.getInteger(PngDirectory.TAG_UNIT_SPECIFIER);
        Integer across = png.getInteger(PngDirectory.TAG_PIXELS_PER_UNIT_X);
        if (unit != null && unit == 1 && across != null) {
            dpi(across / METRE_IN_INCHES);
        }
    }

    private void dpi(double dpi) {
        found.putIfAbsent("dpi", Long.toString(Math.round(dpi)));
    }

    private void tags(String prefix, Directory directory) {
        for (Tag tag : directory.getTags()) {
            put(prefix + tag.getTagName().replaceAll("[^A-Za-z0-9]", ""), tag.getDescription());
        }
    }

    private void put(String key, @org.eclipse.jdt.annotation.Nullable String value) {
        if (value != null && !value.isBlank()) {
            found.put(key, cut(value, LONGEST));
        }
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
