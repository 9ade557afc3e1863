package org.podstudio.processors.facerestore;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.inference.Port;
import org.podstudio.inference.Session;
import org.podstudio.inference.Tensor;

/**
 * Networks with the contract of CodeFormer (Zhou et al. 2022): a face of -1 to 1 and a fidelity go in, the first answer is the new face. The
 * exports that people use differ in names, in the type of the fidelity and in whether there is one; so the input of four dimensions is the
 * face and any other is the fidelity.
 */
final class NeuralRestorer implements Restorer {

    private final Session session;
    private final double fidelity;
    private final Port face;
    private final String answer;

    NeuralRestorer(Session session, double fidelity) {
        this.session = session;
        this.fidelity = fidelity;
        this.face = session.inputs().stream().filter(Port::picture).findFirst().orElseThrow(() -> ProcessingException
                .input("face-restore.no-face-input", "The model takes no picture.", "Choose another model."));
        this.answer = session.outputs().getFirst().name();
    }

    /** Whether the fidelity makes a difference. */
    boolean takesFidelity() {
        return session.inputs().size() > 1;
    }

    @Override
    public int side() {
        long side = face.shape().getLast();
        return side > 0 ? (int) side : Template.SIDE;
    }

    @Override
    public Crop restored(Crop crop, double scale, Run run) {
        Map<String, Tensor> inputs = new HashMap<>();
        for (Port port : session.inputs()) {
            inputs.put(port.name(), port.equals(face) ? crop.tensor() : weight(port));
        }
        Tensor made = session.run(inputs, Set.of(answer), run).get(answer);
        if (made == null || made.shape().length != 4 || made.size(-1) != crop.side() || made.size(-2) != crop.side()) {
            throw ProcessingException.input("face-restore.bad-answer",
                    "The model does not answer a face with a face of the same size.", "Choose another model.");
        }
        return Crop.of(made);
    }

    private Tensor weight(Port port) {
        Tensor weight = Tensor.direct(port.shape().stream().mapToLong(size -> Math.max(1, size)).toArray());
        for (int i = 0; i < weight.values().limit(); i++) {
            weight.values().put(i, (float) fidelity);
        }
        return weight;
    }
}
