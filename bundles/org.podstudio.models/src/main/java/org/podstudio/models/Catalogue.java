package org.podstudio.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;

/** Every model that is known, and the files of those that are on disk. For any thread; the network is used by {@link #fetch} alone. */
@Component(service = Catalogue.class)
public final class Catalogue {

    /** The catalogue of the installed bundles and of the user's folder. */
    @Activate
    public Catalogue() {
    }

    /**
     * A catalogue outside OSGi.
     *
     * @param cardFolders folders of {@code *.json}, files beside them
     * @param userModels where fetched and imported models are kept; need not exist
     */
    public Catalogue(List<Path> cardFolders, Path userModels) {
    }

    /** All cards, by task, then by rank. */
    public List<Card> cards() {
        throw new UnsupportedOperationException();
    }

    /** The cards of a task, best first. */
    public List<Card> cards(String task) {
        throw new UnsupportedOperationException();
    }

    /**
     * One card; of a model on disk with the size and hash of its file.
     *
     * @throws ProcessingException {@code models.unknown}, listing the known ones
     */
    public Card card(String id) {
        throw new UnsupportedOperationException();
    }

    /** The model's file, if it is on disk or ships with its card; not verified. */
    public Optional<Path> installed(String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * The model's file, verified once per process and again when it has changed.
     *
     * @throws ProcessingException {@code models.unknown}, {@code models.not-installed}, {@code models.wrong-hash}
     */
    public Path require(String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Gets the model from the first source that works, verifies it, converts it where it must be, and puts it in place at once or not at
     * all. A model that is there and intact is left as it is.
     *
     * @param licenceAccepted whether the user accepts the card's licence; asked for only when it is not permissive
     * @return the usable file
     * @throws ProcessingException {@code models.licence}, {@code models.no-network}, {@code models.wrong-hash}, {@code models.no-npm}
     * @throws IOException of the file system
     */
    public Path fetch(String id, boolean licenceAccepted, Run run) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Converts an ncnn upscaler, tries it on a picture and registers it as the user's own.
     *
     * @throws ProcessingException {@code models.bad-file}, {@code models.trial-failed}, {@code models.exists}
     * @throws IOException of the file system
     */
    public Card importNcnn(String id, Path param, Path bin, Run run) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies an ONNX file, tries it on a picture and registers it as the user's own.
     *
     * @param task {@code upscale} or {@code matting}
     * @throws ProcessingException {@code models.bad-file}, {@code models.trial-failed}, {@code models.exists}
     * @throws IOException of the file system
     */
    public Card importOnnx(String id, Path onnx, String task, Run run) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes a fetched or imported model; the card of an imported one goes too.
     *
     * @throws ProcessingException {@code models.unknown}, {@code models.not-installed}, {@code models.bundled}
     * @throws IOException of the file system
     */
    public void remove(String id) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads the whole file again and compares its hash.
     *
     * @throws ProcessingException {@code models.unknown}, {@code models.not-installed}, {@code models.wrong-hash}
     */
    public void verify(String id) {
        throw new UnsupportedOperationException();
    }
}
