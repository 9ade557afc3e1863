package org.podstudio.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.podstudio.api.Exporter;
import org.podstudio.api.Processor;
import org.podstudio.api.parameters.ParameterSet;

/** Every class that says it is a component is a service at run time; a descriptor that was not generated would otherwise be missed without a word. */
class ComponentsTest {

    private final BundleContext context = Objects.requireNonNull(FrameworkUtil.getBundle(ComponentsTest.class))
            .getBundleContext();

    @Test
    void every_component_on_disk_is_described_at_run_time() throws IOException {
        Set<String> described = descriptions().stream().map(d -> d.implementationClass)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> written = sources().stream().filter(ComponentsTest::isComponent).map(ComponentsTest::className)
                .filter(c -> !c.startsWith("org.podstudio.ui")).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(written.size() >= 10, "components found in the sources: " + written);
        assertEquals(written, described);
    }

    @Test
    void every_component_is_satisfied() {
        ServiceComponentRuntime runtime = service(ServiceComponentRuntime.class);
        List<String> unsatisfied = descriptions().stream()
                .flatMap(d -> runtime.getComponentConfigurationDTOs(d).stream())
                .filter(c -> c.state != ComponentConfigurationDTO.ACTIVE
                        && c.state != ComponentConfigurationDTO.SATISFIED)
                .map(c -> c.description.name + " lacks " + Arrays.toString(c.unsatisfiedReferences)).toList();
        assertEquals(List.of(), unsatisfied);
    }

    @Test
    void the_processors_and_the_zip_exporter_are_services() throws InvalidSyntaxException {
        assertEquals(
                Set.of("abr", "audio-convert", "audio-trim", "bg-remove", "convert", "crop", "face-restore",
                        "metadata", "normalize", "stabilize", "stills", "transcode", "upscale", "video-trim",
                        "video-upscale", "waveform"),
                references(Processor.class).stream().map(r -> r.getProperty("processor.id"))
                        .collect(Collectors.toSet()));
        assertEquals(List.of("zip"), references(Exporter.class).stream().map(r -> context.getService(r).id()).toList());
    }

    @Test
    void the_id_a_processor_is_listed_by_is_its_own() throws InvalidSyntaxException {
        for (ServiceReference<?> reference : references(Processor.class)) {
            Processor<?> processor = (Processor<?>) context.getService(reference);
            assertEquals(reference.getProperty("processor.id"), processor.info().id());
            assertFalse(ParameterSet.of(processor.info().defaults()).parameters().isEmpty());
        }
    }

    private Collection<ComponentDescriptionDTO> descriptions() {
        return service(ServiceComponentRuntime.class).getComponentDescriptionDTOs().stream()
                .filter(d -> d.implementationClass.startsWith("org.podstudio.")).toList();
    }

    private <T> T service(Class<T> type) {
        return Objects.requireNonNull(context.getService(Objects.requireNonNull(context.getServiceReference(type))));
    }

    private <T> Collection<ServiceReference<T>> references(Class<T> type) throws InvalidSyntaxException {
        return context.getServiceReferences(type, null);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "..", "bundles"))) {
            return files.filter(f -> f.toString().contains("/src/main/java/") && f.toString().endsWith(".java"))
                    .toList();
        }
    }

    private static boolean isComponent(Path source) {
        try {
            return Files.readString(source, StandardCharsets.UTF_8).lines().anyMatch(l -> l.startsWith("@Component"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String className(Path source) {
        String path = source.toString().replace('\\', '/');
        return path.substring(path.indexOf("/src/main/java/") + 15, path.length() - 5).replace('/', '.');
    }
}
