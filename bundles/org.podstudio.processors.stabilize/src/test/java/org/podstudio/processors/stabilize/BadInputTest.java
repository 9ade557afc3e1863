package org.podstudio.processors.stabilize;

import java.nio.file.Path;
import java.util.Map;

import org.podstudio.api.Output;
import org.podstudio.api.Processor;
import org.podstudio.hardware.Hardware;
import org.podstudio.media.Audit;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Toolbox;
import org.podstudio.media.Unattended;
import org.podstudio.testkit.BadInputContract;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.SampleFilms;

class BadInputTest extends BadInputContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    @Override
    protected Processor<Params> processor() {
        return new StabilizeProcessor(new Toolbox(new Hardware(), FFMPEG));
    }

    @Override
    protected SampleFilms films() {
        return new SampleFilms(words -> FFMPEG.run(words, 0, Unattended.RUN));
    }

    @Override
    protected boolean onFilm() {
        return true;
    }

    /** Our own, wherever it runs. */
    @Override
    protected Map<String, Object> values() {
        return Map.of("method", "own");
    }

    @Override
    protected void verify(Output output, Path source, FakeRun run) {
        new Audit(FFMPEG).whole(output.file(), output.expected(), source, run);
    }
}
