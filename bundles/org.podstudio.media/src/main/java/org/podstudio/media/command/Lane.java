package org.podstudio.media.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One stream of an output: where it comes from, what is done to it, how it is coded. Immutable. */
public final class Lane {

    private final StreamRef from;
    private final Coding coding;
    private final Chain chain;
    private final Map<String, String> tags;
    private final Optional<String> disposition;

    private Lane(StreamRef from, Coding coding, Chain chain, Map<String, String> tags, Optional<String> disposition) {
        this.from = from;
        this.coding = coding;
        this.chain = chain;
        this.tags = tags;
        this.disposition = disposition;
        if (!chain.isEmpty() && (coding.isCopy() || from instanceof StreamRef.Pad)) {
            throw new IllegalArgumentException("what is copied or comes from a graph passes no filter of its own");
        }
    }

    /** A stream and how it is coded. */
    public static Lane of(StreamRef from, Coding coding) {
        return new Lane(from, coding, Chain.of(), Map.of(), Optional.empty());
    }

    /** Through filters. @throws IllegalArgumentException for a stream that is copied, or comes from a graph */
    public Lane through(Chain filters) {
        return new Lane(from, coding, filters, tags, disposition);
    }

    /** With a tag of the stream: {@code language}, {@code title}. */
    public Lane tagged(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(tags);
        more.put(Words.name(name), value);
        return new Lane(from, coding, chain, more, disposition);
    }

    /** What it is for: {@code default}, {@code attached_pic}, {@code default+forced}; {@code 0} for nothing. */
    public Lane as(String dispositions) {
        if (!dispositions.matches("0|[a-z_]+(\\+[a-z_]+)*")) {
            throw new IllegalArgumentException("no dispositions: " + dispositions);
        }
        return new Lane(from, coding, chain, tags, Optional.of(dispositions));
    }

    StreamRef from() {
        return from;
    }

    Chain chain() {
        return chain;
    }

    List<String> words(int index) {
        List<String> words = new ArrayList<>(coding.words(index));
        if (!chain.isEmpty()) {
            words.addAll(List.of("-filter:" + index, chain.text("null")));
        }
        tags.forEach((name, value) -> words.addAll(List.of("-metadata:s:" + index, name + "=" + value)));
        disposition.ifPresent(d -> words.addAll(List.of("-disposition:" + index, d)));
        return words;
    }
}
