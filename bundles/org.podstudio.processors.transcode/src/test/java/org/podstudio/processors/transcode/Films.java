package org.podstudio.processors.transcode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.Toolbox;
import org.podstudio.testkit.FakeRun;

/** Makes small films and transcodes them. */
final class Films {

    static final Ffmpeg FFMPEG = new Ffmpeg();
    static final Toolbox TOOLBOX = Toolbox.of(FFMPEG);

    private final Path folder;
    private FakeRun run;

    Films(Path folder) {
        this.folder = folder;
        this.run = new FakeRun(folder);
    }

    /** A test picture with a tone. @param size {@code 320x180} */
    Path film(String name, String size, double seconds) {
        return make(name, "-f", "lavfi", "-i", "testsrc2=r=25:s=" + size + ":d=" + seconds, "-f", "lavfi", "-i",
                "sine=d=" + seconds, "-c:v", "libopenh264", "-c:a", "aac");
    }

    /** By ffmpeg's own words. */
    Path make(String name, String... arguments) {
        Path file = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add(Ffmpeg.file(file));
        FFMPEG.run(words, 0, new FakeRun(folder));
        return file;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Result transcode(Path input, Map<String, Object> parameters) throws IOException {
        run = new FakeRun(Files.createTempDirectory(folder, "scratch"));
        return new TranscodeProcessor(TOOLBOX).process(new Request<>(List.of(input), ParameterSet.of(Params.DEFAULTS)
                .read(parameters), 0), run);
    }

    /** The result, which decodes to its end. */
    Path made(Path input, Map<String, Object> parameters) throws IOException {
        Path file = transcode(input, parameters).outputs().getFirst().file();
        FFMPEG.decode(file);
        return file;
    }

    MediaInfo probed(Path input, Map<String, Object> parameters) throws IOException {
        return FFMPEG.probe(made(input, parameters));
    }

    /** What the last run noted, as one text. */
    String notes() {
        return run.notes().toString();
    }

    /** Pixels of the frame at a time, as red, green and blue bytes. */
    byte[] rgb(Path film, double seconds) {
        byte[][] pixels = new byte[1][];
        FFMPEG.pipe(List.of("-ss", Ffmpeg.seconds(seconds), "-i", Ffmpeg.file(film), "-map", "0:v:0", "-frames:v", "1",
                "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"), new FakeRun(folder),
                in -> pixels[0] = in
                        .readAllBytes());
        return pixels[0];
    }
}
