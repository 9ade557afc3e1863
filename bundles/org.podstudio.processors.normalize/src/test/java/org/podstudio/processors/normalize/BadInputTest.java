package org.podstudio.processors.normalize;

import org.podstudio.api.Processor;
import org.podstudio.media.Audit;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.sound.Leveller;
import org.podstudio.media.sound.LoudnessMeter;
import org.podstudio.testkit.BadInputContract;

class BadInputTest extends BadInputContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    BadInputTest() {
        super(Subject.SOUND, FFMPEG::run, new Audit(FFMPEG)::whole);
    }

    @Override
    protected Processor<Params> processor() {
        return new NormalizeProcessor(FFMPEG, new LoudnessMeter(FFMPEG), new Leveller(FFMPEG));
    }
}
