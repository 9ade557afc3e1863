package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.podstudio.api.Processor;
import org.podstudio.cli.context.InstalledProcessor;
import org.podstudio.cli.context.Interruption;

class OsgiStudioTest {

    private final List<String> remarks = new ArrayList<>();

    @Test
    void a_processor_that_does_not_start_leaves_the_others_going_and_is_named_once() {
        OsgiStudio studio = new OsgiStudio(framework(), new Interruption(), remarks::add);
        assertEquals(List.of("sharpen"), studio.processors().stream().map(InstalledProcessor::id).toList());
        assertEquals(1, studio.processors().size());
        assertEquals(1, remarks.size());
        assertTrue(remarks.getFirst().contains("broken of org.example"), remarks.getFirst());
    }

    /** A framework of two components: one is made when it is asked for, one cannot be. */
    private static Bundle framework() {
        Processor<?> sharpen = new FakeStudio("sharpen").processors().getFirst().processor();
        List<ServiceReference<?>> references = List.of(reference("sharpen"), reference("broken"));
        BundleContext context = fake(BundleContext.class,
                (method, argument) -> switch (method) {
                    case "getServiceReferences" -> references;
                    case "getService" -> argument == references.getFirst() ? sharpen : null;
                    default -> null;
                });
        return fake(Bundle.class, (method, argument) -> method.equals("getBundleContext") ? context : null);
    }

    private static ServiceReference<?> reference(String id) {
        Bundle owner = fake(Bundle.class,
                (method, argument) -> method.equals("getSymbolicName") ? "org.example" : null);
        Map<String, Object> answers = Map.of("getProperty", id, "getBundle", owner);
        return fake(ServiceReference.class, (method, argument) -> answers.get(method));
    }

    private interface Answer {
        @Nullable
        Object to(String method, @Nullable Object argument);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (self, method, arguments) -> answer.to(method.getName(), arguments == null ? null : arguments[0])));
    }
}
