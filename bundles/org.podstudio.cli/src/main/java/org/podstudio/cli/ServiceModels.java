package org.podstudio.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.Run;
import org.podstudio.cli.context.ModelShelf;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;

/** The catalogue, as commands see it. */
record ServiceModels(Catalogue catalogue) implements ModelShelf {

    @Override
    public List<Card> cards() {
        return catalogue.cards();
    }

    @Override
    public Card card(String id) {
        return catalogue.card(id);
    }

    @Override
    public Optional<Path> installed(String id) {
        return catalogue.installed(id);
    }

    @Override
    public Path fetch(String id, boolean licenceAccepted, Run run) throws IOException {
        return catalogue.fetch(id, licenceAccepted, run);
    }

    @Override
    public Card fetchOrAnother(String id, boolean licenceAccepted, Run run) throws IOException {
        return catalogue.fetchOrAnother(id, licenceAccepted, run);
    }

    @Override
    public Card importNcnn(String id, Path param, Path bin, Run run) throws IOException {
        return catalogue.importNcnn(id, param, bin, run);
    }

    @Override
    public Card importOnnx(String id, Path onnx, String task, Run run) throws IOException {
        return catalogue.importOnnx(id, onnx, task, run);
    }

    @Override
    public void remove(String id) throws IOException {
        catalogue.remove(id);
    }

    @Override
    public void verify(String id) {
        catalogue.verify(id);
    }
}
