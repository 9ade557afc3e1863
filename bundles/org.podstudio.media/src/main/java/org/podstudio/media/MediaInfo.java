package org.podstudio.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.podstudio.api.ProcessingException;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Container;
import org.podstudio.media.command.Formats;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.StreamRef;

/**
 * What a file says of itself.
 *
 * @param format ffmpeg's name of the container, several with commas: {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param seconds duration; 0: unknown
 * @param guessed whether the duration was guessed from the rate of the first bits, as no header tells one
 * @param startSeconds of the first time stamp
 * @param bitRate bits a second of the whole file; 0: unknown
 * @param pictures all streams of pictures, in the file's order, covers included
 * @param sounds all streams of sound
 * @param texts all streams of subtitles
 * @param others all other streams: data, fonts, time codes
 * @param chapterList in the file's order
 * @param locks what of it is encrypted, so that it can be copied at best
 * @param torn whether the file says itself that more should follow
 * @param tags of the file, and of the sound where the container keeps them there; keys in lower case
 */
public record MediaInfo(String format, double seconds, boolean guessed, double startSeconds, long bitRate,
        List<VideoStream> pictures, List<AudioStream> sounds, List<SubtitleStream> texts, List<Track> others,
        List<Chapter> chapterList, Locks locks, boolean torn, Map<String, String> tags) {

    /** Copies the collections. */
    public MediaInfo {
        pictures = List.copyOf(pictures);
        sounds = List.copyOf(sounds);
        texts = List.copyOf(texts);
        others = List.copyOf(others);
        chapterList = List.copyOf(chapterList);
        tags = Map.copyOf(tags);
    }

    /** The first stream of moving pictures; an attached picture is none. */
    public Optional<VideoStream> video() {
        return pictures.stream().filter(v -> !v.attachedPicture()).findFirst();
    }

    /**
     * The first stream of moving pictures, for work that is nothing without them.
     *
     * @param file that this is of
     * @param code of the refusal: {@code stills.no-film}
     * @param advice of the refusal
     * @throws ProcessingException with that code
     */
    public VideoStream film(Path file, String code, String advice) {
        return video().orElseThrow(() -> ProcessingException.input(code, file.getFileName()
                + " has no moving pictures.", advice));
    }

    /**
     * As {@link #film}, for work that has to see them and makes no use of the sound.
     *
     * @throws ProcessingException {@code media.encrypted} as well
     */
    public VideoStream openPictures(Path file, String code, String advice) {
        VideoStream film = film(file, code, advice);
        if (locks.pictures()) {
            throw encrypted(file, "is encrypted, so its pictures cannot be seen");
        }
        return film;
    }

    /** As {@link #openPictures}, for work that takes the sound along, which is noise when it is copied without its key. */
    public VideoStream openFilm(Path file, String code, String advice) {
        VideoStream film = openPictures(file, code, advice);
        if (locks.sound()) {
            throw encrypted(file, "has encrypted sound, which cannot be taken along with its pictures");
        }
        return film;
    }

    /**
     * The first stream of sound, for work that has to hear it.
     *
     * @param file that this is of
     * @param code of the refusal when there is none: {@code normalize.no-sound}
     * @throws ProcessingException with that code; {@code media.encrypted}; {@code media.cut-short}; {@code media.broken} for sound that
     *        nobody can tell the form of
     */
    public AudioStream openSound(Path file, String code) {
        AudioStream sound = audio().orElseThrow(() -> ProcessingException.input(code, file.getFileName()
                + " has no sound.", "Choose a file with sound."));
        if (locks.sound()) {
            throw encrypted(file, "is encrypted, so its sound cannot be heard");
        }
        if (torn) {
            throw Shortfall.cutShort(file.getFileName() + " ends in the middle");
        }
        if (sound.channels() < 1 || sound.sampleRate() < 1) {
            throw ProcessingException.input("media.broken", file.getFileName()
                    + " is damaged, or not the kind of media its name says: there is no sound to be made out in it.",
                    "Try to play it; export or download it again.");
        }
        return sound;
    }

    /**
     * Refuses pictures that nobody sees without a key, for work that takes them along with the sound.
     *
     * @throws ProcessingException {@code media.encrypted}
     */
    public void requireOpenBeside(Path file) {
        if (locks.pictures()) {
            throw encrypted(file, "has encrypted pictures, which cannot be taken along with its sound");
        }
    }

    private static ProcessingException encrypted(Path file, String how) {
        return ProcessingException.input("media.encrypted", file.getFileName() + " " + how + ".",
                "Get the file without protection.");
    }

    /** Sound and subtitles, for what new pictures are made to. @param input number of this file among a command's inputs */
    public List<Lane> beside(int input, Coding coding) {
        return Stream.concat(sounds.stream().map(AudioStream::index), texts.stream().map(SubtitleStream::index))
                .map(index -> Lane.of(StreamRef.of(input, index), coding)).toList();
    }

    /** The kind of file that this is, if we write such: Matroska and QuickTime go by several names. @param file that this is of */
    public Optional<Container> container(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String id = switch (format.split(",")[0]) {
            case "mov" -> name.endsWith(".mov") ? "mov" : "mp4";
            case "matroska" -> name.endsWith(".webm") ? "webm" : "mkv";
            default -> "";
        };
        return Formats.known().containers().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /** The first stream of sound. */
    public Optional<AudioStream> audio() {
        return sounds.stream().findFirst();
    }

    /** The first attached picture. */
    public Optional<VideoStream> cover() {
        return pictures.stream().filter(VideoStream::attachedPicture).findFirst();
    }

    /** Number of streams of sound. */
    public int audioStreams() {
        return sounds.size();
    }

    /** Number of chapters. */
    public int chapters() {
        return chapterList.size();
    }

    /** Number of streams of subtitles. */
    public int subtitles() {
        return texts.size();
    }

    /** Whether the container goes by that name: {@code mp4}. */
    public boolean isFormat(String name) {
        return ("," + format + ",").contains("," + name + ",");
    }
}
