package org.podstudio.cli.screen;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Rows in aligned columns, two blanks apart. */
public final class Table {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9]{1,2}m");
    private static final int GAP = 2;
    /** No cell is cut below this. */
    private static final int LEAST = 8;

    private final List<List<String>> rows = new ArrayList<>();
    private final String empty;
    private int columns = Integer.MAX_VALUE;
    private List<Integer> elastic = List.of();

    private Table(String empty, List<String> header) {
        this.empty = empty;
        rows.add(header);
    }

    /**
     * @param empty said instead when there is no row
     * @param header one word a column
     */
    public static Table of(String empty, String... header) {
        return new Table(empty, List.of(header));
    }

    /** As many cells as the header has. */
    public Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(Screen.plain(cell.toString()));
        }
        rows.add(row);
        return this;
    }

    /**
     * Keeps lines within a width: columns in which there is nothing go, and cells are cut in their middle, where names tell least.
     *
     * @param letters how wide it may be
     * @param cut the numbers of the columns that may be cut, from 0; the widest is cut first
     */
    public Table within(int letters, Integer... cut) {
        columns = letters;
        elastic = List.of(cut);
        return this;
    }

    /** All rows, the header first. */
    public void print(PrintStream out) {
        if (rows.size() == 1) {
            out.println(empty);
            return;
        }
        int[] widths = widths();
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private int[] widths() {
        int[] widths = IntStream.range(0, rows.getFirst().size()).map(this::width).toArray();
        long shown = IntStream.of(widths).filter(width -> width > 0).count();
        long over = IntStream.of(widths).sum() + GAP * (shown - 1) - columns;
        for (long left = over; left > 0; left--) {
            elastic.stream().filter(column -> widths[column] > LEAST).max(Comparator.comparing(c -> widths[c]))
                    .ifPresent(column -> widths[column]--);
        }
        return widths;
    }

    private int width(int column) {
        int below = rows.stream().skip(1).mapToInt(row -> letters(row.get(column))).max().orElse(0);
        return below == 0 && !elastic.isEmpty() ? 0 : Math.max(below, letters(rows.getFirst().get(column)));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (widths[i] == 0) {
                continue;
            }
            String cell = cut(row.get(i), widths[i]);
            line.append(cell).append(" ".repeat(widths[i] - letters(cell) + GAP));
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String cell, int width) {
        int letters = letters(cell);
        if (letters <= width) {
            return cell;
        }
        int tail = (width - 1) / 2;
        return cell.substring(0, width - 1 - tail) + "…" + cell.substring(letters - tail);
    }

    // a colour takes no room
    private static int letters(String cell) {
        return COLOUR.matcher(cell).replaceAll("").length();
    }
}
