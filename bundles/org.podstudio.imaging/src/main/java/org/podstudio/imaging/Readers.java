package org.podstudio.imaging;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.podstudio.api.CanceledException;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.BufferedFileImageInputStreamSpi;

/**
 * Image I/O readers by format: the JDK's for PNG and GIF, TwelveMonkeys' for the others. They are made directly: under OSGi nothing finds
 * them by scanning, and the registry of the JVM is nobody's to fill.
 */
final class Readers {

    private static final BufferedFileImageInputStreamSpi BUFFERED = new BufferedFileImageInputStreamSpi();

    private Readers() {
    }

    /** Work on an open reader. */
    @FunctionalInterface
    interface Use<T> {
        T apply(ImageReader reader) throws IOException;
    }

    /** Opens a reader, uses it and closes it. */
    static <T> T with(Path file, ImageFormat format, Use<T> use) throws IOException {
        ImageReader reader = provider(format).createReaderInstance();
        try (ImageInputStream in = BUFFERED.createInputStreamInstance(file.toFile(), false, null)) {
            reader.setInput(in, true, true);
            return use.apply(reader);
        } finally {
            reader.dispose();
        }
    }

    /**
     * The first picture of a file, with what the reader warned of.
     *
     * @param check called while it is read; what it throws ends the work
     */
    static BufferedImage read(ImageReader reader, List<String> warnings, Runnable check) throws IOException {
        List<String> heard = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> heard.add(warning));
        reader.addIIOReadProgressListener(new Stop(check));
        BufferedImage image = reader.read(0);
        // a reader that was told to stop gives what it has
        check.run();
        warnings.addAll(heard);
        return image;
    }

    /** Tells a reader to stop; native ones bear no exception from a listener. */
    @NonNullByDefault({})
    private record Stop(Runnable check) implements IIOReadProgressListener {

        private void ask(ImageReader reader) {
            try {
                check.run();
            } catch (CanceledException e) {
                // asked again, and passed on, after the reader has returned
                reader.abort();
            }
        }

        @Override
        public void imageStarted(ImageReader source, int index) {
            ask(source);
        }

        @Override
        public void imageProgress(ImageReader source, float percent) {
            ask(source);
        }

        @Override
        public void imageComplete(ImageReader source) {
            // nothing is left to stop
        }

        @Override
        public void readAborted(ImageReader source) {
            // we know
        }

        @Override
        public void sequenceStarted(ImageReader source, int index) {
            // one picture is read
        }

        @Override
        public void sequenceComplete(ImageReader source) {
            // one picture is read
        }

        @Override
        public void thumbnailStarted(ImageReader source, int index, int thumbnail) {
            // none is read
        }

        @Override
        public void thumbnailProgress(ImageReader source, float percent) {
            // none is read
        }

        @Override
        public void thumbnailComplete(ImageReader source) {
            // none is read
        }
    }

    private static ImageReaderSpi provider(ImageFormat format) {
        return switch (format) {
            case JPEG -> jpeg();
            case WEBP -> new WebPImageReaderSpi();
            case TIFF -> new TIFFImageReaderSpi();
            case BMP -> new BMPImageReaderSpi();
            case PNG, GIF, AVIF -> builtIn(format);
        };
    }

    private static ImageReaderSpi jpeg() {
        ImageReaderSpi provider = new JPEGImageReaderSpi();
        // lets it find the JDK's reader, which it corrects; registers nothing
        provider.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
        return provider;
    }

    private static ImageReaderSpi builtIn(ImageFormat format) {
        Iterator<ImageReaderSpi> all = IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
        while (all.hasNext()) {
            ImageReaderSpi provider = all.next();
            if (provider.getClass().getName().startsWith("com.sun.imageio.")
                    && List.of(provider.getMIMETypes()).contains(format.mime())) {
                return provider;
            }
        }
        throw new IllegalStateException("the JDK has no reader for " + format.mime());
    }
}
