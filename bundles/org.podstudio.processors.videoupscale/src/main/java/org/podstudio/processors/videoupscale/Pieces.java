package org.podstudio.processors.videoupscale;

import java.util.ArrayList;
import java.util.List;

import org.podstudio.media.FrameTimes;

/** Where work can be taken up again: at the film's own key frames, and often enough between them. */
final class Pieces {

    /** No more frames than that are lost when the program dies. */
    private static final int MOST = 48;
    private static final int LEAST = 12;

    private Pieces() {
    }

    /** Numbers of the frames that pieces begin with, rising, the first one 0. */
    static List<Integer> starts(FrameTimes frames) {
        List<Integer> starts = new ArrayList<>();
        for (int frame = 0; frame < frames.size(); frame++) {
            int since = starts.isEmpty() ? MOST : frame - starts.getLast();
            if (since >= MOST || since >= LEAST && frames.keys().get(frame)) {
                starts.add(frame);
            }
        }
        return starts;
    }
}
