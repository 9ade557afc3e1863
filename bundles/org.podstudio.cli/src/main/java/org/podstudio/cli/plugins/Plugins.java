package org.podstudio.cli.plugins;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;

/** Installs and removes features of ours. What changes is there the next time PODStudio starts. */
public interface Plugins {

    /** System property that names the site to ask when the user names none. */
    String SITE = "podstudio.site";

    /** Features of ours that are part of the product. */
    List<Plugin> installed();

    /**
     * Features of ours that a site has.
     *
     * @throws ProcessingException {@code plugins.site.not-found} when nothing is there, {@code plugins.no-site} when it cannot be read; {@code usage.not-encrypted} for http from another machine
     */
    List<Plugin> available(URI site, Run run);

    /**
     * Adds a feature in the newest version that fits.
     *
     * @param id short or complete
     * @param agreement shown all that would be added under a licence that nothing installed has, which may be nothing, before anything is
     *            changed; what it throws is thrown
     * @throws ProcessingException {@code plugins.not-found}, {@code plugins.conflict}, {@code plugins.failed}, or as {@link #available}
     */
    Plugin install(String id, URI site, Consumer<List<Plugin>> agreement, Run run);

    /**
     * Replaces features by newer ones of a site.
     *
     * @param id short or complete; empty: whatever has a newer version
     * @param agreement as for {@link #install}
     * @return what was replaced, as it is now
     * @throws ProcessingException as {@link #install}
     */
    List<Plugin> update(Optional<String> id, URI site, Consumer<List<Plugin>> agreement, Run run);

    /**
     * Takes a feature away.
     *
     * @return what it was
     * @throws ProcessingException {@code plugins.not-found}, {@code plugins.conflict}, {@code plugins.failed}
     */
    Plugin remove(String id, Run run);
}
