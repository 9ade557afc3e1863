package org.podstudio.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.eclipse.equinox.p2.core.IProvisioningAgent;
import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.RebuildListener;
import org.podstudio.cli.context.InstalledProcessor;
import org.podstudio.cli.context.Interruption;
import org.podstudio.cli.context.ModelShelf;
import org.podstudio.cli.context.PackBench;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.context.Studio;
import org.podstudio.cli.context.ThumbnailBench;
import org.podstudio.cli.plugins.P2Plugins;
import org.podstudio.cli.plugins.Plugins;
import org.podstudio.engine.Engine;
import org.podstudio.engine.Engines;
import org.podstudio.hardware.Hardware;
import org.podstudio.hardware.Profile;
import org.podstudio.library.Libraries;
import org.podstudio.library.Thumbnailer;
import org.podstudio.media.Toolbox;
import org.podstudio.models.Catalogue;
import org.podstudio.packs.PackBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of the running framework. */
final class OsgiStudio implements Studio {

    private static final Logger LOG = LoggerFactory.getLogger(OsgiStudio.class);
    private static final String WORDS = "OSGI-INF/l10n/bundle.properties";

    private final Bundle bundle;
    private final Interruption interruption;
    private final Consumer<String> remarks;
    private final Set<String> remarked = new HashSet<>();

    /**
     * @param bundle whose view of the framework is used
     * @param remarks hears of what is broken but need not stop the command, each once, and of a project that was rebuilt
     */
    OsgiStudio(Bundle bundle, Interruption interruption, Consumer<String> remarks) {
        this.bundle = bundle;
        this.interruption = interruption;
        this.remarks = remarks;
        framework().registerService(RebuildListener.class,
                report -> report.lines().forEach(line -> remarks.accept("warning: " + line)), null);
    }

    @Override
    public String version() {
        Version version = bundle.getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }

    @Override
    public List<InstalledProcessor> processors() {
        try {
            return framework().getServiceReferences(Processor.class, null).stream().flatMap(this::installed).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Engine engine(ProjectFolder folder) {
        return service(Engines.class).open(folder);
    }

    @Override
    public ProjectAssets create(ProjectFolder folder) {
        return new ServiceAssets(service(Libraries.class).create(folder), interruption);
    }

    @Override
    public ProjectAssets assets(ProjectFolder folder) {
        return new ServiceAssets(service(Libraries.class).open(folder), interruption);
    }

    @Override
    public PackBench packs() {
        return new ServicePacks(service(PackBuilder.class));
    }

    @Override
    public ThumbnailBench thumbnails() {
        return service(Thumbnailer.class)::make;
    }

    @Override
    public ModelShelf models() {
        return new ServiceModels(service(Catalogue.class));
    }

    @Override
    public Profile machine() {
        service(Toolbox.class).survey();
        return service(Hardware.class).profile();
    }

    @Override
    public Plugins plugins() {
        return new P2Plugins(service(IProvisioningAgent.class));
    }

    // the framework knows of a component before it is made; one that cannot be made is null
    private Stream<InstalledProcessor> installed(@SuppressWarnings("rawtypes") ServiceReference<Processor> reference) {
        Processor<?> processor = framework().getService(reference);
        Bundle owner = reference.getBundle();
        if (processor == null || owner == null) {
            leftOut(String.valueOf(reference.getProperty("processor.id")), owner);
            return Stream.empty();
        }
        return Stream.of(new InstalledProcessor(processor, words(owner)));
    }

    private void leftOut(String id, @Nullable Bundle owner) {
        if (remarked.add(id)) {
            String name = owner == null ? "" : " of " + owner.getSymbolicName();
            LOG.warn("The processor {}{} does not start.", id, name);
            remarks.accept("warning: the processor " + id + name + " does not start and is left out; "
                    + "install it again, or remove it.");
        }
    }

    private <T> T service(Class<T> type) {
        ServiceReference<T> reference = framework().getServiceReference(type);
        T service = reference == null ? null : framework().getService(reference);
        if (service == null) {
            throw new ProcessingException(ErrorKind.SYSTEM, "system.incomplete",
                    "The part '" + type.getSimpleName() + "' of PODStudio is missing.",
                    "Install PODStudio again; something of it was removed or does not start.");
        }
        return service;
    }

    private BundleContext framework() {
        return Objects.requireNonNull(bundle.getBundleContext());
    }

    private static Map<String, String> words(Bundle owner) {
        Map<String, String> words = new HashMap<>();
        URL entry = owner.getEntry(WORDS);
        if (entry != null) {
            Properties properties = new Properties();
            try (InputStream in = entry.openStream()) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            properties.forEach((key, value) -> words.put(key.toString(), value.toString()));
        }
        return words;
    }
}
