package org.podstudio.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.podstudio.imaging.internal.png.PngFile;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.metadata.Metadata;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;

/** From pixels to the bytes of a file. The same pixels give the same bytes. */
final class Encoder {

    /** Below it colours are halved. */
    static final int FULL_COLOUR_FROM = 90;

    private final Picture picture;
    private final Encoding encoding;
    private final Runnable check;

    private Encoder(Picture picture, Encoding encoding, Runnable check) {
        this.picture = picture;
        this.encoding = encoding;
        this.check = check;
    }

    static byte[] encode(Picture picture, Encoding encoding, Av1 av1, Runnable check) throws IOException {
        return encode(picture, encoding, Beside.NOTHING, av1, check);
    }

    /** With blocks beside the pixels. */
    static byte[] encode(Picture picture, Encoding encoding, Beside beside, Av1 av1, Runnable check)
            throws IOException {
        encoding.requireRoom(picture.width(), picture.height());
        if (encoding.format() == ImageFormat.AVIF) {
            return AvifWriter.write(picture, encoding, beside, av1, check);
        }
        return with(beside, encoding, switch (encoding.format()) {
            case JPEG -> new Encoder(picture.on(0xFFFFFF), encoding, check).jpeg();
            case WEBP -> new Encoder(picture, encoding, check).webp(av1);
            default -> PngFile.encode(picture, encoding.colours(), check);
        });
    }

    /** The file with blocks beside its pixels. */
    static byte[] with(Beside beside, Encoding encoding, byte[] file) throws IOException {
        return beside.equals(Beside.NOTHING) ? file : Metadata.write(file, encoding.format().mime(), beside);
    }

    /** Sixteen bits where the format has them, ten in an AVIF, else eight. */
    static byte[] encode(DeepPicture picture, Encoding encoding, Beside beside, Av1 av1, Runnable check)
            throws IOException {
        encoding.requireRoom(picture.width(), picture.height());
        return switch (encoding.format()) {
            case PNG -> encoding.colours() > 0
                    ? encode(picture.rounded(), encoding, beside, av1, check)
                    : with(beside, encoding, PngFile.encode(picture, check));
            case AVIF -> AvifWriter.write(picture, encoding, beside, av1, check);
            default -> encode(picture.rounded(), encoding, beside, av1, check);
        };
    }

    private byte[] jpeg() throws IOException {
        boolean fullColour = encoding.quality() >= FULL_COLOUR_FROM;
        return Leptonica.available()
                ? Unhurried.call(picture.argb().length, check,
                        () -> Leptonica.toJpeg(picture, encoding.quality(), fullColour, encoding.progressive()))
                : plainJpeg(picture, encoding.quality(), encoding.progressive());
    }

    /** In this program with usual effort, which saves a child; any other effort in a child, as the native library's interface has none. */
    private byte[] webp(Av1 av1) {
        return Leptonica.available() && encoding.effort() == Encoding.USUAL_EFFORT
                ? Unhurried.call(picture.argb().length, check,
                        () -> Leptonica.toWebp(picture, encoding.quality(), encoding.lossless()))
                : av1.webp(picture, encoding, check);
    }

    /** By the JDK, for systems without the native library: slower, always 4:2:0. */
    static byte[] plainJpeg(Picture picture, int quality, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(ImageFormat.JPEG.mime()).next();
        JPEGImageWriteParam parameters = new JPEGImageWriteParam(null);
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality / 100f);
        parameters.setOptimizeHuffmanTables(true);
        parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image(picture), null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(Picture picture) {
        var data = new DataBufferInt(picture.argb(), picture.argb().length);
        int[] masks = {0xFF0000, 0xFF00, 0xFF};
        WritableRaster raster = Raster.createPackedRaster(data, picture.width(), picture.height(), picture.width(),
                masks, null);
        return new BufferedImage(new DirectColorModel(24, masks[0], masks[1], masks[2]), raster, false, null);
    }
}
