package org.podstudio.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.project.Content;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Thumbnail;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.Unattended;
import org.podstudio.media.sound.WaveformPicture;
import org.podstudio.media.sound.Waveforms;

/** Looks into files: the one place that says whether something is a picture, a sound or a film. Stateless, for any thread. */
@Component(service = Inspector.class)
public final class Inspector {

    private static final String WAVE = "#4a90d9";
    private static final int HEAD = 512;

    private final Images images;
    private final Ffmpeg ffmpeg;
    private final Waveforms waveforms;

    /** With what reads pictures and what reads the rest. */
    @Activate
    public Inspector(@Reference Images images, @Reference Ffmpeg ffmpeg) {
        this.images = images;
        this.ffmpeg = ffmpeg;
        this.waveforms = new Waveforms(ffmpeg);
    }

    /**
     * Reads the whole file once for its hash and its headers for the rest; decodes nothing.
     *
     * @throws ProcessingException {@code input.missing}, {@code input.empty}, {@code input.not-media}, {@code input.truncated}; what
     *             {@link Images#header} and {@link Ffmpeg#probe} say of broken files
     * @throws IOException of the file system
     */
    public Inspection inspect(Path file) throws IOException {
        return inspect(file, () -> {});
    }

    /** As {@link #inspect(Path)}, stopped when the run is canceled. */
    public Inspection inspect(Path file, Run run) throws IOException {
        return inspect(file, run::checkCanceled);
    }

    private Inspection inspect(Path file, Runnable check) throws IOException {
        Inputs.require(file);
        Optional<ImageFormat> format = images.sniff(file);
        return format.isPresent() ? picture(file, format.get(), check) : media(file, check);
    }

    /**
     * The kind by signature; starts a child process unless the file is a picture or plainly text.
     *
     * @return empty for a folder, an empty file and whatever is no media
     * @throws ProcessingException when it cannot be told: {@code media.broken} for a container that is cut off, and what {@link Ffmpeg#probe}
     *             says when ffmpeg is missing or was killed
     * @throws IOException of the file system
     */
    public Optional<MediaKind> kind(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return Optional.empty();
        }
        if (images.sniff(file).isPresent()) {
            return Optional.of(MediaKind.IMAGE);
        }
        return probe(file).flatMap(Streams::kind);
    }

    /**
     * Measures a result independently of who made it: decodes it (long film in parts), compares size and duration with what was promised, and looks
     * whether a picture can be meant. Masks may be black or white throughout.
     *
     * @param source what it was made of
     * @param run canceled, it ends the decoding at once
     * @throws ProcessingException of the kind TOOL: {@code verify.unreadable}, {@code verify.wrong-size}, {@code verify.wrong-duration}
     *             or one of {@link org.podstudio.imaging.Sanity}
     * @throws IOException of the file system
     */
    public void verify(Output output, Path source, Run run) throws IOException {
        new Verification(images, ffmpeg, output, run).run(source);
    }

    /**
     * SHA-256 of the bytes, lower-case hex.
     *
     * @throws IOException of the file system
     */
    public String sha256(Path file) throws IOException {
        return sha256(file, () -> {});
    }

    /**
     * As {@link #sha256(Path)}, for who may have to stop.
     *
     * @param check called between blocks of some kilobytes; what it throws ends the reading
     * @throws IOException of the file system
     */
    public String sha256(Path file, Runnable check) throws IOException {
        return Sha256.of(file, check);
    }

    /**
     * A small picture of a file: of a picture and of a film (at a quarter of its length) a JPEG of at most 200 pixels, of a sound its
     * waveform as a PNG of 400 x 100.
     *
     * @param target file to create or replace; its extension does not count
     * @throws ProcessingException when the file cannot be decoded
     * @throws IOException of the file system
     */
    public void thumbnail(Path file, MediaKind kind, Path target) throws IOException {
        if (kind == MediaKind.AUDIO) {
            withPng(target, png -> {
                waveform(file, png, 2 * Thumbnail.USUAL_SIZE, Thumbnail.USUAL_SIZE / 2);
                Files.move(png, target, StandardCopyOption.REPLACE_EXISTING);
            });
        } else {
            thumbnails(file, kind, List.of(new Thumbnail(target, Thumbnail.USUAL_SIZE, Thumbnail.JPEG)));
        }
    }

    /**
     * Small pictures of a file of any kind, of one decode: of a film at a quarter of its length, of a sound its waveform.
     *
     * @param wanted at least one
     * @throws ProcessingException {@code input.missing}, {@code input.empty}, {@code input.not-media}; when the file cannot be decoded
     * @throws IOException of the file system
     */
    public void thumbnails(Path file, List<Thumbnail> wanted) throws IOException {
        Inputs.require(file);
        thumbnails(file, kind(file).orElseThrow(() -> Inputs.notMedia(file)), wanted);
    }

    /**
     * Writes what stands where small pictures cannot be made.
     *
     * @throws IOException of the file system
     */
    public void placeholders(List<Thumbnail> wanted) throws IOException {
        for (Thumbnail thumbnail : wanted) {
            images.placeholder(thumbnail);
        }
    }

    private void thumbnails(Path file, MediaKind kind, List<Thumbnail> wanted) throws IOException {
        Path beside = wanted.getFirst().target();
        int largest = wanted.stream().mapToInt(Thumbnail::size).max().orElseThrow();
        switch (kind) {
            case IMAGE -> images.thumbnails(file, wanted);
            case VIDEO -> withPng(beside, png -> {
                ffmpeg.frame(file, ffmpeg.probe(file).seconds() / 4, png, largest);
                images.thumbnails(png, wanted);
            });
            case AUDIO -> withPng(beside, png -> {
                waveform(file, png, largest, Math.max(1, largest / 4));
                images.thumbnails(png, wanted);
            });
        }
    }

    private void waveform(Path sound, Path png, int width, int height) throws IOException {
        new WaveformPicture(width, height, WAVE).draw(waveforms.outline(sound, false, Unattended.RUN), png);
    }

    /** What makes a file. */
    @FunctionalInterface
    private interface Making {
        void into(Path png) throws IOException;
    }

    /** A passing PNG beside the target, on the same file system. */
    private static void withPng(Path target, Making making) throws IOException {
        Path png = Files.createTempFile(target.toAbsolutePath().getParent(), ".thumbnail", ".png");
        try {
            making.into(png);
        } finally {
            Files.deleteIfExists(png);
        }
    }

    private Inspection picture(Path file, ImageFormat format, Runnable check) throws IOException {
        ImageHeader header = images.header(file);
        if (!images.complete(file)) {
            throw ProcessingException.input("input.truncated",
                    file.getFileName() + " is cut off: the end of the " + format + " is missing.",
                    "Get the file again from where it came from.");
        }
        Map<String, String> metadata = new HashMap<>(images.metadata(file));
        Optional<String> generator = GeneratorMetadata.take(metadata);
        Content content = new Content(Sha256.of(file, check), Files.size(file), format.mime(),
                OptionalInt.of(header.width()),
                OptionalInt.of(header.height()), OptionalDouble.empty(),
                metadata.getOrDefault("format", format.extension()), metadata);
        return new Inspection(MediaKind.IMAGE, content, generator);
    }

    private Inspection media(Path file, Runnable check) throws IOException {
        MediaInfo info = probe(file).orElseThrow(() -> Inputs.notMedia(file));
        MediaKind kind = Streams.kind(info).orElseThrow(() -> Inputs.notMedia(file));
        Content content = new Content(Sha256.of(file, check), Files.size(file), Streams.mime(info, kind),
                Streams.width(info),
                Streams.height(info), info.seconds() > 0 ? OptionalDouble.of(info.seconds()) : OptionalDouble.empty(),
                Streams.codecs(info), Streams.metadata(info));
        return new Inspection(kind, content, Optional.empty());
    }

    /** What ffmpeg cannot open is broken media when it begins like a container, and no media (empty) else. */
    private Optional<MediaInfo> probe(Path file) throws IOException {
        if (text(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ffmpeg.probe(file)).filter(info -> Streams.kind(info).isPresent());
        } catch (ProcessingException e) {
            if ("media.unknown-format".equals(e.code())
                    || "media.broken".equals(e.code()) && !Container.begins(head(file))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** ffmpeg takes any text for the picture of a terminal, so text is told apart first. */
    private static boolean text(Path file) throws IOException {
        for (byte b : head(file)) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                return false;
            }
        }
        return true;
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }
}
