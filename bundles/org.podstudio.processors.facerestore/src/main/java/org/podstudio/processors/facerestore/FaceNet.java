package org.podstudio.processors.facerestore;

import java.util.List;
import java.util.Map;

import org.podstudio.api.ProcessingException;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Tensor;
import org.podstudio.models.Card;

/** How a family of detectors is fed and read. */
interface FaceNet {

    /**
     * The network's input.
     *
     * @param square as large as the network wants it
     */
    Tensor input(Picture square);

    /**
     * The faces in the square, in its pixels; several for one face, too.
     *
     * @param answers of the network by name
     * @param side of the square
     * @param least score that counts
     */
    List<Face> faces(Map<String, Tensor> answers, int side, double least);

    /** Of the family that the card names. */
    static FaceNet of(Card card) {
        return switch (card.text("family", "")) {
            case "blazeface" -> new BlazeFace();
            case "yunet" -> new YuNet();
            default -> throw ProcessingException.input("face-restore.unknown-family",
                    "The model " + card.id() + " is of a family of detectors that is not known here: '"
                            + card.text("family", "") + "'.",
                    "Choose another detector, or one whose card says blazeface or yunet.");
        };
    }
}
