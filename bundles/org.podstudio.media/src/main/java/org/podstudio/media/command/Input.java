package org.podstudio.media.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is read, with the options that go before it. Files that somebody gave us are read with a {@link Guard}. Immutable. */
public final class Input {

    /** Formats that are never guessed, of files that we wrote ourselves. */
    public enum Format {
        /** SubRip subtitles. */
        SRT,
        /** Subtitles of the web. */
        WEBVTT,
        /** Advanced SubStation subtitles. */
        ASS,
        /** Tags and chapters as text. */
        FFMETADATA,
        /** A list of files that we wrote. */
        CONCAT,
        /** Numbered pictures. */
        IMAGE2
    }

    private final List<String> options;
    private final List<String> kind;
    private final String source;
    private final Optional<Path> file;

    private Input(List<String> options, List<String> kind, String source, Optional<Path> file) {
        this.options = List.copyOf(options);
        this.kind = List.copyOf(kind);
        this.source = source;
        this.file = file;
    }

    /** A file of any container that holds its media itself. */
    public static Input file(Path file) {
        return new Input(List.of(), Guard.words(), Words.file(file), Optional.of(file));
    }

    /** A WAV file. ffmpeg reads 64 KB of it at once instead of 4, which are passed from thread to thread one by one. */
    public static Input wav(Path file) {
        return file(file).with("max_size", 1 << 16);
    }

    /** A file that we wrote, of a format that is never guessed. */
    public static Input own(Path file, Format format) {
        List<String> words = new ArrayList<>(Guard.ownWords());
        words.addAll(Words.option("f", format));
        if (format == Format.CONCAT) {
            words.addAll(List.of("-safe", "0"));
        }
        return new Input(List.of(), words, Words.file(file), Optional.of(file));
    }

    /**
     * Pixels from the pipe.
     *
     * @param pixelFormat ffmpeg's name: {@code bgra}
     * @param fps frames a second
     */
    public static Input pixels(String pixelFormat, int width, int height, double fps) {
        List<String> words = new ArrayList<>(Guard.ownWords());
        words.addAll(List.of("-f", "rawvideo", "-pix_fmt", Words.name(pixelFormat), "-s", width + "x" + height,
                "-framerate", Words.number(fps)));
        return new Input(List.of(), words, "pipe:0", Optional.empty());
    }

    /** Samples from the pipe, 32-bit floats in the order of little-endian machines. @param layout {@code stereo}, {@code 5.1(side)} */
    public static Input samples(int sampleRate, String layout) {
        List<String> words = new ArrayList<>(Guard.ownWords());
        words.addAll(List.of("-f", "f32le", "-ar", Integer.toString(sampleRate), "-ch_layout", Words.value(layout)));
        return new Input(List.of(), words, "pipe:0", Optional.empty());
    }

    /** A file from the pipe in a format that can be read from front to back. @param format ffmpeg's name: {@code ivf} */
    public static Input piped(String format) {
        List<String> words = new ArrayList<>(Guard.ownWords());
        words.addAll(List.of("-f", Words.name(format)));
        return new Input(List.of(), words, "pipe:0", Optional.empty());
    }

    /** Pictures or sound that filters make: {@code testsrc2}, {@code sine}. */
    public static Input made(Chain source) {
        List<String> words = new ArrayList<>(Guard.ownWords());
        words.addAll(List.of("-f", "lavfi"));
        return new Input(List.of(), words, source.text("nullsrc"), Optional.empty());
    }

    /** From a time on, to the frame. */
    public Input from(double seconds) {
        return with("ss", seconds);
    }

    /** From the last key frame before a time on, which takes no decoding. */
    public Input fromKeyFrame(double seconds) {
        return from(seconds).plus("-noaccurate_seek");
    }

    /** So long at most. */
    public Input lasting(double seconds) {
        return with("t", seconds);
    }

    /** So much later than it says. @param seconds negative: earlier */
    public Input delayed(double seconds) {
        return with("itsoffset", seconds);
    }

    /** As it is stored, not as it is shown. */
    public Input unturned() {
        return plus("-noautorotate");
    }

    /** Decodes key frames alone. */
    public Input keyFramesOnly() {
        return with("skip_frame", "nokey");
    }

    /** Keeps time stamps that do not begin at nought. */
    public Input keepingTimes() {
        return plus("-copyts");
    }

    /** Once and so many times more. */
    public Input repeated(int times) {
        return with("stream_loop", times);
    }

    /** Shows pictures at so many a second, whatever they say. */
    public Input at(double fps) {
        return with("r", fps);
    }

    /** Lets the device decode where it can: {@code cuda}, {@code vaapi}. */
    public Input decodedBy(String device) {
        return with("hwaccel", Words.name(device));
    }

    /** Turns it counter-clockwise by so many degrees, whatever the file says. */
    public Input turned(int degrees) {
        return with("display_rotation", degrees);
    }

    /** Decodes with so many threads. */
    public Input threads(int threads) {
        return with("threads", threads);
    }

    /** The file; empty for a pipe and for what is made. */
    public Optional<Path> file() {
        return file;
    }

    List<String> words() {
        List<String> words = new ArrayList<>(options);
        words.addAll(kind);
        words.addAll(List.of("-i", source));
        return words;
    }

    private Input with(String option, Object value) {
        return plus(Words.option(option, value).toArray(String[]::new));
    }

    private Input plus(String... words) {
        List<String> more = new ArrayList<>(options);
        more.addAll(List.of(words));
        return new Input(more, kind, source, file);
    }
}
