package org.podstudio.processors.waveform;

import java.nio.file.Path;

import org.podstudio.api.Output;
import org.podstudio.api.Processor;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Unattended;
import org.podstudio.media.sound.Waveforms;
import org.podstudio.testkit.BadInputContract;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.SampleFilms;

class BadInputTest extends BadInputContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    @Override
    protected Processor<Params> processor() {
        return new WaveformProcessor(FFMPEG, new Waveforms(FFMPEG));
    }

    @Override
    protected SampleFilms films() {
        return new SampleFilms(words -> FFMPEG.run(words, 0, Unattended.RUN));
    }

    @Override
    protected boolean onFilm() {
        return false;
    }

    @Override
    protected void verify(Output output, Path source, FakeRun run) {
        // what is drawn of a sound has nothing to be held against
    }
}
