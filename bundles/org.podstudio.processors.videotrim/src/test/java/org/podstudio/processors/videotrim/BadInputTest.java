package org.podstudio.processors.videotrim;

import java.nio.file.Path;

import org.podstudio.api.Output;
import org.podstudio.api.Processor;
import org.podstudio.media.Audit;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Unattended;
import org.podstudio.testkit.BadInputContract;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.SampleFilms;

class BadInputTest extends BadInputContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    @Override
    protected Processor<Params> processor() {
        return new VideoTrimProcessor(FFMPEG);
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
    protected void verify(Output output, Path source, FakeRun run) {
        new Audit(FFMPEG).whole(output.file(), output.expected(), source, run);
    }
}
