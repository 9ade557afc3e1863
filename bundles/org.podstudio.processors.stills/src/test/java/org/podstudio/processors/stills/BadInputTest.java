package org.podstudio.processors.stills;

import java.nio.file.Path;
import java.util.Set;

import org.podstudio.api.Output;
import org.podstudio.api.Processor;
import org.podstudio.imaging.Images;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Unattended;
import org.podstudio.testkit.BadInputContract;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.SampleFilms;

class BadInputTest extends BadInputContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    @Override
    protected Processor<Params> processor() {
        return new StillsProcessor(FFMPEG, new Images(FFMPEG));
    }

    @Override
    protected SampleFilms films() {
        return new SampleFilms(words -> FFMPEG.run(words, 0, Unattended.RUN));
    }

    @Override
    protected boolean onFilm() {
        return true;
    }

    @Override
    protected Set<String> goodEnough() {
        return Set.of("cut.mp4", "cut.mkv", "deaf.mp4");
    }

    @Override
    protected void verify(Output output, Path source, FakeRun run) {
        // what is taken of a film has nothing to be held against
    }
}
