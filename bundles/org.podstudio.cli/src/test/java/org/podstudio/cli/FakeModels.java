package org.podstudio.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.cli.context.ModelShelf;
import org.podstudio.models.Card;
import org.podstudio.models.Conversion;
import org.podstudio.models.Licence;
import org.podstudio.models.Source;

/** One free model that is on disk and one under a licence that must be accepted. */
final class FakeModels implements ModelShelf {

    final List<String> fetched = new ArrayList<>(List.of("free"));
    Path folder = Path.of("/models");
    final List<String> offline = new ArrayList<>();
    boolean damaged;

    @Override
    public List<Card> cards() {
        return List.of(card("free", true), card("strict", false), sharper());
    }

    @Override
    public Card card(String id) {
        return cards().stream().filter(c -> c.id().equals(id)).findFirst()
                .orElseThrow(() -> ProcessingException.input("models.unknown", "There is no model '" + id + "'.",
                        "Use one of: free, strict."));
    }

    @Override
    public Optional<Path> installed(String id) {
        return fetched.contains(id) ? Optional.of(folder.resolve(id + ".onnx")) : Optional.empty();
    }

    @Override
    public Path fetch(String id, boolean licenceAccepted, Run run) {
        if (!card(id).licence().permissive() && !licenceAccepted) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "models.licence",
                    "The licence of " + id + " must be accepted.",
                    "podstudio models fetch " + id + " --accept-license");
        }
        if (offline.contains(id)) {
            run.note(id + " cannot be reached.");
            run.note("Neither can its mirror.");
            throw new ProcessingException(ErrorKind.RESOURCE, "models.no-network", id + " cannot be reached.",
                    "Check the network.");
        }
        if (fetched.contains(id)) {
            run.note(id + " is there already.");
            return installed(id).orElseThrow();
        }
        run.progress(1);
        fetched.add(id);
        return installed(id).orElseThrow();
    }

    @Override
    public Card fetchOrAnother(String id, boolean licenceAccepted, Run run) {
        fetch("free", licenceAccepted, run);
        return card("free");
    }

    @Override
    public Card importNcnn(String id, Path param, Path bin, Run run) {
        fetched.add(id);
        return card("free");
    }

    @Override
    public Card importOnnx(String id, Path onnx, String task, Run run) {
        fetched.add(id + " for " + task);
        return card("free");
    }

    @Override
    public void remove(String id) {
        fetched.remove(id);
    }

    @Override
    public void verify(String id) {
        if (damaged) {
            throw new ProcessingException(ErrorKind.TOOL, "models.wrong-hash", id + " is not what it should be.",
                    "Fetch it again.");
        }
    }

    private static Card sharper() {
        Card card = card("sharper", true);
        return new Card(card.id(), card.title(), "upscale", card.rank(), card.contract(), card.licence(), card.bytes(),
                card.sha256(), card.sources());
    }

    private static Card card(String id, boolean permissive) {
        return new Card(id, "Title of " + id, "matting", 1, Map.of(),
                new Licence(permissive ? "MIT" : "AGPL-3.0-only", "Terms of " + id,
                        "https://example.org/" + id, permissive),
                2_000_000, "", List.of(new Source.NpmPackage(id, "1", 1, "", List.of(), Conversion.NONE)));
    }
}
