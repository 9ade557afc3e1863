package org.podstudio.inference;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.models.Trial;

/** Tries a model on a drawn picture: a bright disc with a hard edge on a soft gradient. */
@Component(service = Trial.class)
public final class PictureTrial implements Trial {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int MAX_SCALE = 8;
    /** Mean difference from plain enlargement, of 1; trained upscalers stay below 0.03. */
    private static final double FAR = 0.12;
    private static final double FLAT = 0.02;
    private static final int ANY_SIZE = 320;
    private static final int MOST_SIZE = 4096;
    private static final int FACE = 512;

    private final Sessions sessions;

    /** @param sessions where the model runs */
    @Activate
    public PictureTrial(@Reference Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Map<String, Object> examine(Path model, String task, Run run) {
        return switch (task) {
            case "upscale" -> with(model, Tuning.upscaling(Device.CPU), session -> upscaler(session, run));
            case "matting" -> with(model, Tuning.matting(Device.CPU), session -> matting(session, run));
            case "face-restore" -> with(model, Tuning.lean(Device.CPU), session -> restorer(session, run));
            default -> throw refused("there is no way to try models for '" + task + "'");
        };
    }

    /** The file moves or goes when the trial is over, so nothing is kept warm under its name. */
    private Map<String, Object> with(Path model, Tuning tuning, Function<Session, Map<String, Object>> trial) {
        try (Session session = sessions.openOnce(model, tuning)) {
            return Objects.requireNonNull(trial.apply(session));
        }
    }

    private static Map<String, Object> upscaler(Session session, Run run) {
        int scale = scale(session, WIDTH, HEIGHT, run);
        boolean anySize = takes(session, WIDTH + 1, HEIGHT + 1, run);
        Map<String, Object> contract = new LinkedHashMap<>();
        contract.put("scale", scale);
        contract.put("reach", 32);
        contract.put("multiple", anySize ? 1 : 4);
        return contract;
    }

    private static int scale(Session session, int width, int height, Run run) {
        Tensor input = drawing(width, height);
        Tensor answer = session.run(input, run);
        int scale = answer.shape().length == 4 ? answer.size(-1) / width : 0;
        if (scale < 1 || scale > MAX_SCALE || answer.size(1) != 3 || answer.size(-1) != width * scale
                || answer.size(-2) != height * scale) {
            throw refused("its answer to a picture of " + width + " x " + height + " has the shape "
                    + Arrays.toString(answer.shape()));
        }
        finite(answer);
        double distance = distance(input, answer, scale);
        if (distance > FAR) {
            throw refused("its answer has little to do with the picture: it is %.0f %% off".formatted(distance * 100));
        }
        return scale;
    }

    private static boolean takes(Session session, int width, int height, Run run) {
        try {
            return scale(session, width, height, run) > 0;
        } catch (ProcessingException e) {
            return false;
        }
    }

    private static Map<String, Object> matting(Session session, Run run) {
        long[] shape = session.inputShape();
        long wanted = shape.length == 4 && shape[3] > 0 ? shape[3] : ANY_SIZE;
        if (wanted > MOST_SIZE) {
            throw refused("it wants pictures of " + wanted + " pixels a side, and " + MOST_SIZE + " is the most");
        }
        int size = (int) wanted;
        Tensor answer = session.run(drawing(size, size), run);
        if (answer.shape().length < 2 || answer.size(-1) != size || answer.size(-2) != size) {
            throw refused("its answer to a picture of " + size + " x " + size + " has the shape "
                    + Arrays.toString(answer.shape()));
        }
        double[] range = finite(answer);
        Map<String, Object> contract = new LinkedHashMap<>();
        contract.put("size", size);
        contract.put("mean", List.of(0.485, 0.456, 0.406));
        contract.put("std", List.of(0.229, 0.224, 0.225));
        contract.put("divideBy", "max");
        contract.put("resize", "lanczos");
        contract.put("activation", range[0] < -0.01 || range[1] > 1.01 ? "sigmoid" : "none");
        contract.put("stretch", true);
        return contract;
    }

    /** Fed with a drawing instead of a face, a restorer may answer with anything of the right size. */
    private static Map<String, Object> restorer(Session session, Run run) {
        long wanted = session.inputShape().length == 4 ? session.inputShape()[3] : 0;
        int size = wanted > 0 ? (int) Math.min(wanted, MOST_SIZE) : FACE;
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Port port : session.inputs()) {
            inputs.put(port.name(), port.picture()
                    ? drawing(size, size)
                    : Tensor.direct(port.shape().stream().mapToLong(n -> Math.max(1, n)).toArray()));
        }
        String first = session.outputs().getFirst().name();
        Tensor answer = Objects.requireNonNull(session.run(inputs, Set.of(first), run).get(first));
        if (answer.shape().length != 4 || answer.size(1) != 3 || answer.size(-1) != size || answer.size(-2) != size) {
            throw refused("its answer to a face of " + size + " x " + size + " has the shape "
                    + Arrays.toString(answer.shape()));
        }
        finite(answer);
        return Map.of("size", size);
    }

    /** Smallest and largest value; refuses what is not a number and what is flat. */
    private static double[] finite(Tensor answer) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        FloatBuffer values = answer.values();
        for (int i = 0; i < values.limit(); i++) {
            float value = values.get(i);
            if (!Float.isFinite(value)) {
                throw refused("its answer holds values that are no numbers");
            }
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        if (most - least < FLAT) {
            throw refused("its answer is the same everywhere");
        }
        return new double[]{least, most};
    }

    private static Tensor drawing(int width, int height) {
        Tensor picture = Tensor.direct(1, 3, height, width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean disc = Math.hypot(x - width / 2.0, y - height / 2.0) < height / 4.0;
                picture.values().put(y * width + x, disc ? 0.9f : 0.2f + 0.3f * x / width)
                        .put((height + y) * width + x, disc ? 0.7f : 0.3f + 0.3f * y / height)
                        .put((2 * height + y) * width + x, disc ? 0.2f : 0.6f - 0.3f * x / width);
            }
        }
        return picture;
    }

    /** Mean absolute difference between the answer and the picture enlarged bilinearly. */
    private static double distance(Tensor picture, Tensor answer, int scale) {
        double sum = 0;
        int width = answer.size(-1);
        int height = answer.size(-2);
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double plain = bilinear(picture, channel, (x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5);
                    sum += Math.abs(answer.values().get((channel * height + y) * width + x) - plain);
                }
            }
        }
        return sum / answer.values().limit();
    }

    private static double bilinear(Tensor picture, int channel, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double u = x - left;
        double v = y - top;
        return (1 - v) * ((1 - u) * at(picture, channel, left, top) + u * at(picture, channel, left + 1, top))
                + v * ((1 - u) * at(picture, channel, left, top + 1) + u * at(picture, channel, left + 1, top + 1));
    }

    private static double at(Tensor picture, int channel, int x, int y) {
        int width = picture.size(-1);
        int height = picture.size(-2);
        return picture.values()
                .get((channel * height + Math.clamp(y, 0, height - 1)) * width + Math.clamp(x, 0, width - 1));
    }

    private static ProcessingException refused(String why) {
        return new ProcessingException(ErrorKind.INPUT, "models.trial-failed", "The model does not work: " + why + ".",
                "Check that the files belong together and are of the kind that was named.");
    }
}
