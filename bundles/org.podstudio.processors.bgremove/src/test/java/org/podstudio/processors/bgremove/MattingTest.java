package org.podstudio.processors.bgremove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Session;
import org.podstudio.inference.Tensor;
import org.podstudio.testkit.FakeRun;

/** A net that has memory for so many pixels a side and no more. The way from the graphics card to the processor is tested where it is written. */
class MattingTest {

    private static final Recipe RECIPE = new Recipe(64, new double[3], new double[]{1, 1, 1}, 255, false, false, false);

    private final FakeRun run = new FakeRun(Path.of("unused"));
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void too_little_memory_is_answered_with_half_the_size() {
        Matting.Mask mask = Matting.mask(new Picture(100, 80, false), net(-1, 40), RECIPE, run);
        assertEquals(List.of(64, 32), asked);
        assertEquals(32, mask.side());
        assertEquals(List.of("There was too little memory; the mask was made at half the size."), run.notes());
    }

    @Test
    void a_net_of_one_size_cannot_be_asked_for_less() {
        var e = assertThrows(ProcessingException.class,
                () -> Matting.mask(new Picture(100, 80, false), net(48, 40), RECIPE, run));
        assertEquals("inference.no-memory", e.code());
        assertEquals(List.of(48), asked, "at its own size, whatever the card says");
    }

    private Session net(long side, int most) {
        return (Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[]{Session.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "device" -> "CPU";
                    case "inputShape" -> new long[]{1, 3, side, side};
                    case "run" -> answer((Tensor) arguments[0], most);
                    default -> throw new AssertionError(method.getName());
                });
    }

    private Tensor answer(Tensor input, int most) {
        asked.add(input.size(-1));
        if (input.size(-1) > most) {
            throw new ProcessingException(ErrorKind.RESOURCE, "inference.no-memory", "Too little.", "Have more.");
        }
        return Tensor.direct(1, 1, input.size(-2), input.size(-1));
    }
}
