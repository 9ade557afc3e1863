package org.podstudio.packs.internal.texts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Templates in data-only bundles: the manifest says {@code PODStudio-Templates: pack} and the files lie in that
 * folder. Of several such bundles the first by symbolic name wins and ours comes last, so that another one can be
 * installed beside it. Looked up at each build: bundles come and go.
 */
public final class BundledTemplates implements PackTemplates.Source {

    private static final String HEADER = "PODStudio-Templates";
    private static final String FOLDER = "pack";

    private final BundleContext context;

    /** Of the bundles that are installed when a text is asked for. */
    public BundledTemplates(BundleContext context) {
        this.context = context;
    }

    @Override
    public Optional<String> find(String file) throws IOException {
        for (Bundle bundle : bundles()) {
            URL entry = bundle.getEntry(FOLDER + "/" + file);
            if (entry != null) {
                try (InputStream in = entry.openStream()) {
                    return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return Optional.empty();
    }

    private List<Bundle> bundles() {
        Comparator<Bundle> ours = Comparator
                .comparing(b -> String.valueOf(b.getSymbolicName()).equals("org.podstudio.templates.pack"));
        return Arrays.stream(context.getBundles()).filter(b -> FOLDER.equals(b.getHeaders("").get(HEADER)))
                .sorted(ours.thenComparing(b -> String.valueOf(b.getSymbolicName()))).toList();
    }
}
