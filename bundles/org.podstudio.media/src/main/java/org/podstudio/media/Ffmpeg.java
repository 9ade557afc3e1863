package org.podstudio.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.podstudio.api.Run;

/** The bundled ffmpeg. Safe for any thread; the natives are unpacked at the first use. */
@Component(service = Ffmpeg.class)
public final class Ffmpeg {

    /** Touches nothing: natives are unpacked at the first use. */
    @Activate
    public Ffmpeg() {
    }

    /**
     * Reads the header.
     *
     * @throws org.podstudio.api.ProcessingException {@code media.broken}, {@code media.unknown-format}, {@code media.empty}
     */
    public MediaInfo probe(Path file) {
        throw new UnsupportedOperationException("probe " + file);
    }

    /**
     * Runs ffmpeg in a child process that ends within two seconds of a cancel.
     *
     * @param arguments without the program's name; files as {@link #file} words them
     * @param seconds duration of what is made, for the progress; 0: unknown
     */
    public void run(List<String> arguments, double seconds, Run run) {
        throw new UnsupportedOperationException("run " + arguments);
    }

    /** Decodes everything; throws {@code media.broken} when anything cannot be decoded. */
    public void decode(Path file) {
        throw new UnsupportedOperationException("decode " + file);
    }

    /**
     * Writes one frame as PNG.
     *
     * @param size longest edge of the picture, pixels; never enlarged
     */
    public void frame(Path film, double atSeconds, Path png, int size) {
        throw new UnsupportedOperationException("frame " + film);
    }

    /**
     * Draws the waveform as a PNG with a transparent ground.
     *
     * @param color {@code #rrggbb}
     */
    public void waveform(Path sound, Path png, int width, int height, String color) {
        throw new UnsupportedOperationException("waveform " + sound);
    }

    /** Names of the encoders of this ffmpeg: {@code libx264}, {@code aac}. */
    public Set<String> encoders() {
        throw new UnsupportedOperationException("encoders");
    }

    /** A file as an argument: never taken for an option, a pattern or an address. */
    public static String file(Path file) {
        return "file:" + file.toAbsolutePath();
    }
}
