package org.podstudio.cli.context;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * What the process was started with.
 *
 * @param out standard output
 * @param err standard error
 * @param folder the current folder, absolute
 * @param environment the variables
 * @param terminal whether a person looks at it; asked for only when it matters
 * @param columns how many letters a line of the terminal has; asked for only when there is one
 */
public record Surroundings(PrintStream out, PrintStream err, Path folder, Map<String, String> environment,
        BooleanSupplier terminal, IntSupplier columns) {}
