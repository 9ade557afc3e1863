package org.podstudio.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.cli.plugins.Plugin;
import org.podstudio.cli.plugins.Plugins;

/** A site with one part that is installed and one that is not, and a third with a licence of its own. */
final class FakePlugins implements Plugins {

    final List<String> done = new ArrayList<>();

    @Override
    public List<Plugin> installed() {
        return List.of(new Plugin("crop", "1.0.0", "Crop", true, ""));
    }

    @Override
    public List<Plugin> available(URI site, Run run) {
        done.add("asked " + site);
        return List.of(installed().getFirst(), plugin("transcode", false));
    }

    @Override
    public Plugin install(String id, URI site, Consumer<List<Plugin>> agreement, Run run) {
        if (!List.of("transcode", "codecs").contains(id)) {
            throw ProcessingException.input("plugins.not-found", "The site has no part '" + id + "'.",
                    "Use one of: transcode.");
        }
        agreement.accept(licensed(id));
        done.add("installed " + id);
        return plugin(id, true);
    }

    @Override
    public List<Plugin> update(Optional<String> id, URI site, Consumer<List<Plugin>> agreement, Run run) {
        id.ifPresent(part -> agreement.accept(licensed(part)));
        return id.map(part -> plugin(part, true)).stream().toList();
    }

    private static List<Plugin> licensed(String id) {
        return Stream.of(plugin(id, false)).filter(part -> !part.licence().isEmpty()).toList();
    }

    @Override
    public Plugin remove(String id, Run run) {
        done.add("removed " + id);
        return plugin(id, false);
    }

    private static Plugin plugin(String id, boolean installed) {
        String licence = id.equals("codecs") ? "GNU General Public License\nhttps://www.gnu.org/" : "";
        return new Plugin(id, "1.0.0", id, installed, licence);
    }
}
