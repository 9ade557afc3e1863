package org.podstudio.engine;

import java.nio.file.Path;
import java.util.List;

import org.podstudio.engine.internal.recipe.Models;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;

/** The installed models, from the catalogue. */
record CatalogueModels(Catalogue catalogue) implements Models {

    @Override
    public List<String> candidates(String task) {
        return catalogue.cards(task).stream().map(Card::id).toList();
    }

    @Override
    public boolean installed(String id) {
        return catalogue.installed(catalogue.card(id).id()).isPresent();
    }

    @Override
    public String sha256(String id) {
        return catalogue.card(id).sha256();
    }

    @Override
    public Path require(String id) {
        return catalogue.require(id);
    }
}
