package org.podstudio.ui.form;

import java.util.List;
import java.util.function.Consumer;

import org.podstudio.models.Card;

/** Knows which models there are. */
@FunctionalInterface
public interface ModelSource {

    /** Finds those for a task that are on this machine; returns at once and tells in the UI thread. */
    void find(String task, Consumer<List<Card>> found);
}
