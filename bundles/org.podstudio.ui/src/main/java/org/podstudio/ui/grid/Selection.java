package org.podstudio.ui.grid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.podstudio.api.project.Asset;

/** Which of the shown assets are selected, and where the keyboard stands. By id, so that it survives a new list. */
final class Selection {

    private final Set<UUID> ids = new HashSet<>();
    private List<Asset> shown = List.of();
    private int anchor = -1;
    private int lead = -1;

    /** Another list; what is not in it is no longer selected. */
    void show(List<Asset> assets) {
        UUID leading = lead >= 0 && lead < shown.size() ? shown.get(lead).id() : null;
        shown = assets;
        Set<UUID> known = new HashSet<>();
        assets.forEach(a -> known.add(a.id()));
        ids.retainAll(known);
        lead = -1;
        for (int i = 0; leading != null && i < assets.size(); i++) {
            if (assets.get(i).id().equals(leading)) {
                lead = i;
                break;
            }
        }
        anchor = lead;
    }

    /**
     * A click or a key that leads to a tile: alone, added or taken away ({@code toggle}), or all up to it
     * ({@code extend}).
     */
    void go(int index, boolean toggle, boolean extend) {
        lead = index;
        if (extend && anchor >= 0) {
            range(toggle);
            return;
        }
        anchor = index;
        UUID id = shown.get(index).id();
        if (!toggle) {
            ids.clear();
            ids.add(id);
        } else if (!ids.remove(id)) {
            ids.add(id);
        }
    }

    void all() {
        shown.forEach(a -> ids.add(a.id()));
    }

    void none() {
        ids.clear();
    }

    boolean contains(Asset asset) {
        return ids.contains(asset.id());
    }

    /** The tile the keyboard stands on, or -1. */
    int lead() {
        return lead;
    }

    /** The selected ones in the order in which they are shown. */
    List<Asset> assets() {
        return shown.stream().filter(this::contains).toList();
    }

    private void range(boolean keep) {
        if (!keep) {
            ids.clear();
        }
        List<Asset> between = new ArrayList<>(shown.subList(Math.min(anchor, lead), Math.max(anchor, lead) + 1));
        between.forEach(a -> ids.add(a.id()));
    }
}
