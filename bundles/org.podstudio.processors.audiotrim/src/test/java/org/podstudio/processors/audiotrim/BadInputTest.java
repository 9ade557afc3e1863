package org.podstudio.processors.audiotrim;

import java.util.Map;

import org.podstudio.api.Processor;
import org.podstudio.media.Audit;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.BadInputContract;

class BadInputTest extends BadInputContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    BadInputTest() {
        super(Subject.SOUND, FFMPEG::run, new Audit(FFMPEG)::whole);
    }

    @Override
    protected Processor<Params> processor() {
        return new AudioTrimProcessor(FFMPEG);
    }

    @Override
    protected Map<String, Object> values() {
        return Map.of("silence", "both", "threshold_db", -90);
    }
}
