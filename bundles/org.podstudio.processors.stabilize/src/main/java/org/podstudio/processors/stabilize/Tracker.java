package org.podstudio.processors.stabilize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sees how each picture moved against the one before. Pictures come in their order; for one thread. */
final class Tracker {

    /** Share of the corners that must be found again and agree; below, nothing can be said of the motion. */
    private static final double ENOUGH = 0.2;
    /** Mean difference of two pictures, of 255, from which on they show different scenes when nothing is found again. */
    private static final double OTHER = 12;
    /** Forms of a picture in which points are followed, and the smallest edge of one. */
    private static final int LEVELS = 4;
    private static final int SMALLEST = 24;

    private final int width;
    private final int height;
    private final Effort effort;
    private final Flow flow = new Flow();
    private final List<Move> moves = new ArrayList<>();
    private Optional<List<Grey>> before = Optional.empty();

    /** What is spent on it. @param corners most of them @param reach largest shift from picture to picture, as a share of the size @param contrast see {@link Corners#find} */
    record Effort(int corners, double reach, double contrast) {}

    /** @param motion against the picture before; none of the first of a scene @param cut whether a scene begins @param blind whether too little could be followed to tell */
    record Move(Motion motion, boolean cut, boolean blind) {

        Move(Motion motion, boolean cut) {
            this(motion, cut, false);
        }
    }

    Tracker(int width, int height, Effort effort) {
        this.width = width;
        this.height = height;
        this.effort = effort;
    }

    /** @param picture one byte a pixel */
    void accept(byte[] picture) {
        List<Grey> now = Grey.of(picture, width, height).pyramid(LEVELS, SMALLEST);
        moves.add(before.map(b -> compare(b, now)).orElse(new Move(Motion.NONE, true)));
        before = Optional.of(now);
    }

    int seen() {
        return moves.size();
    }

    /** One for each picture, in pixels of what it was given. */
    List<Move> moves() {
        return List.copyOf(moves);
    }

    private Move compare(List<Grey> then, List<Grey> now) {
        Points corners = Corners.find(then.getFirst(), effort.corners(), effort.contrast(), Math.max(4, width / 50));
        Jump jump = Jump.between(then.getLast(), now.getLast(), effort.reach()).enlarged(1 << then.size() - 1);
        Flow.Followed followed = flow.follow(then, now, corners, jump);
        Fit fit = Fit.of(corners.only(followed.kept()), followed.ends().only(followed.kept()), width, height);
        double found = corners.size() == 0 ? 0 : fit.agreed() * followed.kept().cardinality() / corners.size();
        if (found >= ENOUGH) {
            return new Move(fit.motion(), false);
        }
        return new Move(Motion.NONE, jump.difference() > OTHER, true);
    }
}
