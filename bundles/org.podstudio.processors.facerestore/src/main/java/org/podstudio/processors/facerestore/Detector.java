package org.podstudio.processors.facerestore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.podstudio.api.Run;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;
import org.podstudio.inference.Port;
import org.podstudio.inference.Session;
import org.podstudio.inference.Tensor;
import org.podstudio.models.Card;

/**
 * Finds faces of all sizes: in the whole picture, then in windows of half the size, a quarter and so on that overlap by half, because nets
 * of small inputs see no small faces in large pictures.
 */
final class Detector {

    /** The smallest windows are this much larger than the net's input; */
    private static final double LEAST = 1.5;
    /** and no smaller than this part of the picture: smaller faces are nobody's subject. */
    private static final int PARTS = 8;
    /** Faces whose eyes lie closer than 5 of 640 pixels are left alone, as CodeFormer's own program does. */
    private static final double EYES = 5;
    private static final double SHORT = 640;
    /** A box that ends so close to a window's border, as a part of the window, is a part of a face. */
    private static final double BORDER = 0.01;

    /** How far eyes and mouth of an aligned face lie from their places: 0.03 to 0.27 of people, 0.32 of a cat; */
    private static final double MOST_UNLIKE = 0.28;
    /** where the net doubts, the most is what leaves out of focus mostly exceed, and few people. */
    private static final double MOST_UNLIKE_IN_DOUBT = 0.2;
    /** A face so wide shows enough to be seen again, however sure the net is: what it takes for faces without a doubt are leaves, too. */
    private static final double CLEAR = 100;

    private final Session session;
    private final FaceNet net;
    private final int side;
    private final double least;
    private final double likely;
    private final double sure;
    private final Port input;
    private final Set<String> outputs;

    Detector(Session session, Card card) {
        this.session = session;
        this.net = FaceNet.of(card);
        this.side = (int) card.number("size", 256);
        this.least = card.number("threshold", 0.6);
        this.likely = card.number("likely", least);
        this.sure = card.number("sure", least);
        this.input = session.inputs().stream().filter(Port::picture).findFirst().orElseThrow();
        this.outputs = session.outputs().stream().map(Port::name).collect(Collectors.toSet());
    }

    /** The faces of a picture, best first; {@code run} gets progress. */
    List<Face> faces(Picture picture, Run run) {
        List<Window> windows = windows(picture.width(), picture.height());
        List<Face> found = new ArrayList<>();
        for (Window window : windows) {
            run.checkCanceled();
            found.addAll(in(picture, window, run));
            run.progress((double) (windows.indexOf(window) + 1) / windows.size());
        }
        double eyes = EYES * Math.max(1, Math.min(picture.width(), picture.height()) / SHORT);
        return Face.distinct(found.stream().filter(face -> face.eyes() >= eyes).toList()).stream()
                .filter(face -> believed(face) || face.score() >= likely && seenAgain(picture, face, run))
                .toList();
    }

    /** Nets whose cards know no doubt are believed. */
    private boolean believed(Face face) {
        return face.score() >= sure && (face.width() < CLEAR || likely >= sure);
    }

    /**
     * Whether what may be a face still looks like one when it is cut out, upright and large, with eyes and mouth where a face has them: a cup then
     * does not, and a cat has its mouth too near.
     */
    private boolean seenAgain(Picture picture, Face face, Run run) {
        Crop crop = Crop.of(picture, Similarity.aligning(face.marks(), Template.SIDE), Template.SIDE);
        double most = face.score() >= sure ? MOST_UNLIKE : MOST_UNLIKE_IN_DOUBT;
        return largest(crop.picture(), run).filter(again -> again.unlikeTemplate() <= most).isPresent();
    }

    /** The largest face of a picture that is all face. */
    Optional<Face> largest(Picture picture, Run run) {
        return in(picture, new Window(0, 0, picture.width(), picture.height()), run).stream()
                .max(Comparator.comparingDouble(Face::eyes));
    }

    /** A part of the picture. */
    private record Window(int x, int y, int width, int height) {}

    private List<Window> windows(int width, int height) {
        int longest = Math.max(width, height);
        List<Window> windows = new ArrayList<>();
        for (int size = longest; size == longest
                || size >= Math.max(LEAST * side, (double) longest / PARTS); size /= 2) {
            int w = Math.min(size, width);
            int h = Math.min(size, height);
            int columns = count(width, w);
            int rows = count(height, h);
            for (int i = 0; i < columns * rows; i++) {
                windows.add(
                        new Window(start(i % columns, columns, width - w), start(i / columns, rows, height - h), w, h));
            }
        }
        return windows;
    }

    /** Windows of that length which overlap by half at least. */
    private static int count(int length, int window) {
        return 1 + (int) Math.ceil(2.0 * (length - window) / window);
    }

    private static int start(int index, int count, int slack) {
        return count == 1 ? 0 : (int) ((long) slack * index / (count - 1));
    }

    private List<Face> in(Picture picture, Window window, Run run) {
        double scale = Math.max(1.0 / side, (double) Math.max(window.width, window.height) / side);
        Picture part = picture.part(window.x, window.y, window.width, window.height);
        Picture small = Resizer.resize(part, Math.clamp(Math.round(window.width / scale), 1, side),
                Math.clamp(Math.round(window.height / scale), 1, side), Filter.BILINEAR, run::checkCanceled);
        Map<String, Tensor> answers = session.run(Map.of(input.name(), net.input(square(small))), outputs, run);
        return net.faces(answers, side, least).stream().map(face -> face.in(window.x, window.y, scale))
                .filter(face -> whole(face, window, picture)).toList();
    }

    /** In the upper left of a black square. */
    private Picture square(Picture small) {
        Picture square = new Picture(side, side, false);
        for (int y = 0; y < small.height(); y++) {
            System.arraycopy(small.argb(), y * small.width(), square.argb(), y * side, small.width());
        }
        return square;
    }

    private static boolean whole(Face face, Window window, Picture picture) {
        double border = BORDER * Math.max(window.width, window.height);
        return (window.x == 0 || face.left() > window.x + border)
                && (window.y == 0 || face.top() > window.y + border)
                && (window.x + window.width == picture.width()
                        || face.left() + face.width() < window.x + window.width - border)
                && (window.y + window.height == picture.height()
                        || face.top() + face.height() < window.y + window.height - border);
    }
}
