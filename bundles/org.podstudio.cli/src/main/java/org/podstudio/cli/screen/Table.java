package org.podstudio.cli.screen;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns, two blanks apart. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();
    private final String empty;

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

    /** All rows, the header first. */
    public void print(PrintStream out) {
        if (rows.size() == 1) {
            out.println(empty);
            return;
        }
        rows.forEach(row -> out.println(line(row)));
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).append(" ".repeat(width(i) - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
