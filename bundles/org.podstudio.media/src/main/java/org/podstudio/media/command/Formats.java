package org.podstudio.media.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What goes together, read from {@code formats.json}. Nothing of it depends on what is installed. Immutable.
 *
 * @param video codecs of pictures
 * @param audio codecs of sound
 * @param containers the most usual first
 * @param platforms where films play
 */
public record Formats(List<VideoFormat> video, List<AudioFormat> audio, List<Container> containers,
        List<Platform> platforms) {

    private static final Formats KNOWN = read();

    /**
     * Something that does not go with something else.
     *
     * @param part what is wrong: {@code container}, {@code video}, {@code audio}
     * @param message one sentence
     * @param advice the nearest choice that would do, one sentence
     */
    public record Misfit(String part, String message, String advice) {}

    /** What is known. */
    public static Formats known() {
        return KNOWN;
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public VideoFormat video(String id) {
        return find(video, VideoFormat::id, id);
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public AudioFormat audio(String id) {
        return find(audio, AudioFormat::id, id);
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public Container container(String id) {
        return find(containers, Container::id, id);
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public Platform platform(String id) {
        return find(platforms, Platform::id, id);
    }

    /** What keeps codecs out of a container, if anything does, and the nearest choice. */
    public Optional<Misfit> misfit(Container container, VideoFormat pictures, AudioFormat sound) {
        if (!container.video().contains(pictures.id())) {
            return Optional.of(new Misfit("video", "The container %s cannot hold %s.".formatted(container.id(), pictures
                    .label()), advice("video codec", container.video(), pictures.id(), sound.id())));
        }
        if (!container.audio().contains(sound.id())) {
            return Optional.of(new Misfit("audio", "The container %s cannot hold %s.".formatted(container.id(), sound
                    .label()), advice("audio codec", container.audio(), pictures.id(), sound.id())));
        }
        return Optional.empty();
    }

    /** What keeps a film from playing somewhere, if anything does, and the nearest choice. */
    public Optional<Misfit> misfit(Platform platform, Container container, VideoFormat pictures, AudioFormat sound) {
        return missing("container", platform, platform.containers(), container.id(), container.id())
                .or(() -> missing("video", platform, platform.video(), pictures.id(), pictures.label()))
                .or(() -> missing("audio", platform, platform.audio(), sound.id(), sound.label()));
    }

    /** The first container that holds both. */
    public Optional<Container> containerFor(String pictures, String sound) {
        return containers.stream().filter(c -> c.video().contains(pictures) && c.audio().contains(sound)).findFirst();
    }

    private static Optional<Misfit> missing(String part, Platform platform, List<String> choices, String id,
            String label) {
        return choices.contains(id)
                ? Optional.empty()
                : Optional.of(new Misfit(part, "%s do%s not play %s.".formatted(capital(platform.label()), platform
                        .label().endsWith("s") ? "" : "es", label), "Choose %s.".formatted(or(choices))));
    }

    private String advice(String what, List<String> choices, String pictures, String sound) {
        String instead = "Choose the %s %s".formatted(what, or(choices));
        return containerFor(pictures, sound).map(c -> instead + ", or the container " + c.id() + ".").orElse(instead
                + ".");
    }

    private static String or(List<String> choices) {
        int last = choices.size() - 1;
        return last == 0
                ? choices.getFirst()
                : String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static <T> T find(List<T> all, Function<T, String> id, String wanted) {
        return all.stream().filter(t -> wanted.equals(id.apply(t))).findFirst().orElseThrow(
                () -> new IllegalArgumentException("there is no " + wanted));
    }

    private static Formats read() {
        try (InputStream in = Objects.requireNonNull(Formats.class.getResourceAsStream("formats.json"))) {
            return new ObjectMapper().readValue(in, Formats.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
