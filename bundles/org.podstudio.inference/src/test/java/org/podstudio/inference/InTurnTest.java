package org.podstudio.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.testkit.FakeRun;

class InTurnTest {

    private final FakeRun run = new FakeRun(Path.of("unused"));
    private final List<String> used = new ArrayList<>();

    @Test
    void a_card_that_is_too_small_is_followed_by_the_processor_and_a_note() {
        assertEquals("CPU", work(Device.AUTO, "CUDA", "inference.no-memory"));
        assertEquals(List.of("CUDA", "CPU"), used);
        assertEquals(List.of("The graphics card has too little memory; the processor was used."), run.notes());
    }

    @Test
    void a_card_that_fails_is_followed_by_the_processor_and_a_note() {
        assertEquals("CPU", work(Device.GPU, "CUDA", "inference.failed"));
        assertEquals(1, run.notes().size());
    }

    @Test
    void a_card_that_works_is_all_that_is_used() {
        assertEquals("CUDA", work(Device.AUTO, "CUDA", ""));
        assertEquals(List.of(), run.notes());
    }

    @Test
    void the_processor_has_nothing_behind_it() {
        assertThrows(ProcessingException.class,
                () -> InTurn.work(device -> session("CPU"), Device.AUTO, run, session -> {
                    throw failure("inference.no-memory");
                }));
        assertEquals(List.of("CPU"), used);
    }

    @Test
    void what_is_wrong_with_the_picture_is_wrong_everywhere() {
        assertThrows(ProcessingException.class, () -> work(Device.AUTO, "CUDA", "image.broken"));
        assertEquals(List.of("CUDA"), used);
    }

    @Test
    void who_asks_for_a_card_and_gets_none_is_told() {
        assertEquals("CPU", work(Device.GPU, "CPU", ""));
        assertEquals(List.of("No graphics card works with the model; the processor was used."), run.notes());
    }

    /** @return the device that did it; any but the CPU fails with the code, if there is one */
    private String work(Device wanted, String there, String code) {
        return InTurn.work(device -> session(device == Device.CPU ? "CPU" : there), wanted, run, session -> {
            if (!session.device().equals("CPU") && !code.isEmpty()) {
                throw failure(code);
            }
            return session.device();
        });
    }

    private Session session(String device) {
        used.add(device);
        return (Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[]{Session.class},
                (proxy, method, arguments) -> method.getName().equals("device") ? device : null);
    }

    private static ProcessingException failure(String code) {
        return new ProcessingException(ErrorKind.RESOURCE, code, "It did not work.", "Try again.");
    }
}
