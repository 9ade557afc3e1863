package org.podstudio.processors.waveform;

import org.podstudio.api.Processor;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.sound.Waveforms;
import org.podstudio.testkit.BadInputContract;

class BadInputTest extends BadInputContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    BadInputTest() {
        super(Subject.SOUND, FFMPEG::run);
    }

    @Override
    protected Processor<Params> processor() {
        return new WaveformProcessor(FFMPEG, new Waveforms(FFMPEG));
    }
}
