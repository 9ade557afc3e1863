package org.podstudio.processors.upscale;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;

/** The model that is used: the one that is named, or the one on disk that fits the picture and the factor best. */
record Choice(Catalogue catalogue) {

    private static final String TASK = "upscale";

    /** Those that may be used, whatever the picture is. */
    List<Card> candidates(Params params) {
        if (!params.model().equals(ModelTask.AUTO)) {
            return List.of(catalogue.card(params.model()));
        }
        List<Card> there = catalogue.there(TASK);
        if (there.isEmpty()) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "models.not-installed",
                    "No model for upscale is on this machine.",
                    "Get one with: podstudio models fetch realesr-general-x4v3.");
        }
        return there;
    }

    /**
     * For what the picture is before all else; for a factor up to 2 a net of 2, which sees four times fewer pixels; then the best by rank.
     */
    Card card(Params params, Content content) {
        String wanted = content.name().toLowerCase(Locale.ROOT);
        return candidates(params).stream()
                .min(Comparator.comparing((Card card) -> !card.text("content", "photo").equals(wanted))
                        .thenComparing(card -> params.scale() <= 2 && card.number("scale", 4) != 2)
                        .thenComparing(card -> card.number("scale", 4) < params.scale())
                        .thenComparing(Card::rank))
                .orElseThrow();
    }
}
