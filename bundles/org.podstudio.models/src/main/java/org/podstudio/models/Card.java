package org.podstudio.models;

import java.util.List;
import java.util.Map;

/**
 * One model, as data.
 *
 * @param id stable, {@code [a-zA-Z0-9][a-zA-Z0-9._-]*}
 * @param title as people call it
 * @param task what it is for: {@code matting}, {@code upscale}, {@code face-detect}, {@code face-restore}
 * @param rank lower is better; {@code auto} takes the lowest that is on disk
 * @param contract how it is fed and read, by task; see {@code docs/add-a-model.md}
 * @param licence the terms
 * @param bytes of the usable ONNX file; 0: converted on this machine and not known before
 * @param sha256 of the usable ONNX file, lower-case hex; empty: converted on this machine and not known before. A card of an installed model
 *        always has it
 * @param sources tried in order; none for what a user imported
 */
public record Card(String id, String title, String task, int rank, Map<String, Object> contract, Licence licence,
        long bytes, String sha256, List<Source> sources) {

    /** Copies what can change; refuses an id that could not be a folder's name. */
    public Card {
        contract = Map.copyOf(contract);
        sources = List.copyOf(sources);
        if (!isId(id)) {
            throw new IllegalArgumentException("bad model id: " + id);
        }
    }

    /** Whether it could be a model's id, and so a folder's name. */
    static boolean isId(String id) {
        return id.matches("[a-zA-Z0-9][a-zA-Z0-9._-]*");
    }

    /** The same card with what is known of the file on this machine. */
    public Card with(long actualBytes, String actualSha256) {
        return new Card(id, title, task, rank, contract, licence, actualBytes, actualSha256, sources);
    }

    /** A number of the contract, or the fallback when it says nothing. */
    public double number(String key, double fallback) {
        return contract.get(key) instanceof Number n ? n.doubleValue() : fallback;
    }

    /** A text of the contract, or the fallback when it says nothing. */
    public String text(String key, String fallback) {
        return contract.get(key) instanceof String s ? s : fallback;
    }

    /** A switch of the contract, or the fallback when it says nothing. */
    public boolean flag(String key, boolean fallback) {
        return contract.get(key) instanceof Boolean b ? b : fallback;
    }

    /** Numbers of the contract, empty when it says nothing. */
    public List<Double> numbers(String key) {
        return contract.get(key) instanceof List<?> list
                ? list.stream().map(v -> ((Number) v).doubleValue()).toList()
                : List.of();
    }
}
