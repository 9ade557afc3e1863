package org.podstudio.ui.look;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which of the shown things are selected, and where the keyboard stands. By id, so that it survives a new list. */
public final class Selection {

    private final Set<UUID> ids = new HashSet<>();
    private List<UUID> shown = List.of();
    private int anchor = -1;
    private int lead = -1;

    /** Another list; what is not in it is no longer selected. */
    public void show(List<UUID> list) {
        UUID leading = lead >= 0 && lead < shown.size() ? shown.get(lead) : null;
        boolean extended = anchor != lead;
        UUID anchored = anchor >= 0 && anchor < shown.size() ? shown.get(anchor) : null;
        shown = list;
        ids.retainAll(new HashSet<>(list));
        lead = leading == null ? -1 : list.indexOf(leading);
        anchor = extended && anchored != null ? list.indexOf(anchored) : lead;
    }

    /**
     * A click or a key that leads to one: alone, added or taken away ({@code toggle}), or all up to it ({@code extend}).
     */
    public void go(int index, boolean toggle, boolean extend) {
        lead = index;
        if (extend && anchor >= 0) {
            range(toggle);
            return;
        }
        anchor = index;
        UUID id = shown.get(index);
        if (!toggle) {
            ids.clear();
            ids.add(id);
        } else if (!ids.remove(id)) {
            ids.add(id);
        }
    }

    /** Exactly those of these that are shown; the keyboard stands on the first of them. */
    public void only(Set<UUID> chosen) {
        ids.clear();
        shown.stream().filter(chosen::contains).forEach(ids::add);
        lead = shown.stream().filter(ids::contains).findFirst().map(shown::indexOf).orElse(-1);
        anchor = lead;
    }

    /** Everything that is shown. */
    public void all() {
        ids.addAll(shown);
    }

    /** Nothing; the keyboard stays where it is. */
    public void none() {
        ids.clear();
    }

    /** Whether it is selected. */
    public boolean contains(UUID id) {
        return ids.contains(id);
    }

    /** The one the keyboard stands on, or -1. */
    public int lead() {
        return lead;
    }

    /** The selected ones in the order in which they are shown. */
    public List<UUID> ids() {
        return ids.isEmpty() ? List.of() : shown.stream().filter(ids::contains).toList();
    }

    private void range(boolean keep) {
        if (!keep) {
            ids.clear();
        }
        ids.addAll(shown.subList(Math.min(anchor, lead), Math.max(anchor, lead) + 1));
    }
}
