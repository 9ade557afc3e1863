package org.podstudio.processors.stabilize;

import java.util.ArrayList;
import java.util.List;

import org.podstudio.processors.stabilize.Tracker.Move;

/** What is done to each picture, worked out from how the camera moved. */
final class Plan {

    private Plan() {
    }

    /** @param moves in pixels of the film @return one for each, that takes a picture to where it is shown */
    static List<Motion> of(List<Move> moves, int width, int height, Params parameters) {
        Framing framing = new Framing(width, height);
        List<Motion> plan = new ArrayList<>();
        for (Course course : Course.of(moves)) {
            plan.addAll(scene(course, framing, parameters));
        }
        return plan;
    }

    private static List<Motion> scene(Course course, Framing framing, Params parameters) {
        double shift = parameters.maxshift() < 0 ? Double.MAX_VALUE : parameters.maxshift();
        double turn = parameters.maxangle() < 0 ? Double.MAX_VALUE : parameters.maxangle();
        List<Motion> moves = course.corrections(parameters.smoothing()).stream().map(c -> c.within(shift, turn))
                .toList();
        List<Motion> framed = switch (parameters.optzoom()) {
            case NONE -> moves;
            case STATIC -> framing.filled(bounded(moves, framing), 0);
            case ADAPTIVE -> framing.filled(bounded(moves, framing), Math.log1p(parameters.zoomspeed() / 100));
        };
        double zoom = Math.log1p(parameters.zoom() / 100);
        return framed.stream().map(m -> Framing.enlarged(m, zoom)).toList();
    }

    private static List<Motion> bounded(List<Motion> moves, Framing framing) {
        return moves.stream().map(framing::bounded).toList();
    }
}
