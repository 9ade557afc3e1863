package org.podstudio.processors.stills;

import java.util.Set;

import org.podstudio.api.Processor;
import org.podstudio.imaging.Images;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.BadInputContract;

class BadInputTest extends BadInputContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    BadInputTest() {
        super(Subject.FILM, FFMPEG::run);
    }

    @Override
    protected Processor<Params> processor() {
        return new StillsProcessor(FFMPEG, new Images(FFMPEG));
    }

    @Override
    protected Set<String> goodEnough() {
        return Set.of("cut.mp4", "cut.mkv", "deaf.mp4");
    }
}
