package org.podstudio.packs.internal.texts;

/** What a pack says when no template is installed: short, complete, and never a reason to fail. */
final class BuiltInTexts {

    private static final String README = """
        $pack_name
        #if ($description != "")

        $description
        #end

        Contents: $asset_types ($total_size), made by ${author}.
        Licence: $license_name. See LICENSE.txt.

        Files:
        #foreach ($file in $files)
        * $file.path#if ($file.details != "") ($file.details)#end
        #end
        """;

    private static final String LICENCE = """
        $license_name

        $pack_name
        Copyright (c) $year $author

        $license_summary

        All rights not granted above are reserved. The files are provided as they are,
        without warranty of any kind.
        """;

    private static final String STORE_COPY = """
        $pack_name
        #if ($description != "")

        $description
        #end

        What you get: $asset_types ($total_size).
        Licence: ${license_name}. $license_summary
        """;

    private BuiltInTexts() {
    }

    /** The built-in template of a text by its name, {@code README.md}. */
    static String of(String name) {
        return switch (name) {
            case "README.md" -> README;
            case "store_copy.txt" -> STORE_COPY;
            default -> LICENCE;
        };
    }
}
