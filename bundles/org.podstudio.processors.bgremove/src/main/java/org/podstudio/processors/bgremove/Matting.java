package org.podstudio.processors.bgremove;

import java.nio.file.Path;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Device;
import org.podstudio.inference.Session;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.Tensor;
import org.podstudio.inference.Tuning;

/** Asks a matting net for a mask: on the GPU, then on the CPU, then on the CPU at half the size. */
final class Matting {

    /**
     * A mask at the net's size.
     *
     * @param side of the square
     * @param values row-major, 0 to 1
     * @param device that made it
     */
    record Mask(int side, float[] values, String device) {}

    private static final String CPU = "CPU";
    private static final String NO_MEMORY = "inference.no-memory";

    private final Sessions sessions;

    Matting(Sessions sessions) {
        this.sessions = sessions;
    }

    Mask mask(Picture opaque, Path model, Recipe recipe, Device device, Run run) {
        return sessions.with(model, Tuning.matting(device), run, session -> mask(opaque, session, recipe, run));
    }

    static Mask mask(Picture opaque, Session session, Recipe recipe, Run run) {
        long[] shape = session.inputShape();
        boolean anySize = shape.length < 4 || shape[3] < 1;
        Recipe fitting = anySize ? recipe : recipe.at((int) shape[3]);
        try {
            return ask(opaque, session, fitting, run);
        } catch (ProcessingException e) {
            if (!e.code().equals(NO_MEMORY) || !anySize || !session.device().equals(CPU)) {
                throw e;
            }
            run.note("There was too little memory; the mask was made at half the size.");
            return ask(opaque, session, fitting.at(fitting.size() / 2), run);
        }
    }

    private static Mask ask(Picture opaque, Session session, Recipe recipe, Run run) {
        Tensor answer = session.run(recipe.input(opaque, run::checkCanceled), run);
        return new Mask(answer.size(-1), recipe.mask(answer), session.device());
    }
}
