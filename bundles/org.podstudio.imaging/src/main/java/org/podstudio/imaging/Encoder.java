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

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/** From pixels to the bytes of a file. The same pixels give the same bytes. */
final class Encoder {

    private static final int FULL_COLOUR_FROM = 90;

    private Encoder() {
    }

    static byte[] encode(Picture picture, Encoding encoding, Runnable check) throws IOException {
        encoding.requireRoom(picture.width(), picture.height());
        return switch (encoding.format()) {
            case JPEG -> jpeg(picture.on(0xFFFFFF), encoding.quality(), check);
            case WEBP -> webp(picture, encoding, check);
            default -> PngFile.encode(picture, check);
        };
    }

    private static byte[] jpeg(Picture picture, int quality, Runnable check) throws IOException {
        boolean fullColour = quality >= FULL_COLOUR_FROM;
        return Leptonica.available()
                ? Unhurried.call(picture.argb().length, check, () -> Leptonica.toJpeg(picture, quality, fullColour))
                : plainJpeg(picture, quality);
    }

    private static byte[] webp(Picture picture, Encoding encoding, Runnable check) {
        if (!Leptonica.available()) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "image.no-encoder",
                    "WebP cannot be written: its native library is not installed for this system.",
                    "Choose PNG or JPEG, or install the native fragments of leptonica.");
        }
        return Unhurried.call(picture.argb().length, check,
                () -> Leptonica.toWebp(picture, encoding.quality(), encoding.lossless()));
    }

    /** By the JDK, for systems without the native library: slower, always 4:2:0. */
    static byte[] plainJpeg(Picture picture, int quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(ImageFormat.JPEG.mime()).next();
        JPEGImageWriteParam parameters = new JPEGImageWriteParam(null);
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality / 100f);
        parameters.setOptimizeHuffmanTables(true);
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
