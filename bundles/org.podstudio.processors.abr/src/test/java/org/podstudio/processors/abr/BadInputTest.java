package org.podstudio.processors.abr;

import java.util.Map;

import org.podstudio.api.Processor;
import org.podstudio.media.Audit;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.BadInputContract;

class BadInputTest extends BadInputContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    BadInputTest() {
        super(Subject.FILM, FFMPEG::run, new Audit(FFMPEG)::whole);
    }

    @Override
    protected Processor<Params> processor() {
        return new AbrProcessor(FFMPEG);
    }

    @Override
    protected Map<String, Object> values() {
        return Map.of("speed", "veryfast");
    }
}
