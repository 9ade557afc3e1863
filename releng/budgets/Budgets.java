import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

/**
 * Prints how the code stands against its budgets and exits with 1 when one is broken: {@code java Budgets.java CHECKOUT}. The limits are those of
 * CONTRIBUTING.md.
 */
final class Budgets extends TreePathScanner<Void, Void> {

    private final List<Integer> methods = new ArrayList<>();
    private final TreeMap<String, Integer> files = new TreeMap<>();
    private final List<String> offences = new ArrayList<>();
    private final List<String> long45 = new ArrayList<>();
    private CompilationUnitTree unit;
    private Trees trees;
    private int fields;
    private int finalFields;
    private int catches;
    private int broadCatches;
    private long lines;
    private long commentLines;

    public static void main(String[] arguments) throws IOException {
        Budgets budgets = new Budgets();
        Path root = Path.of(arguments[0]);
        try (Stream<Path> found = Files.walk(root.resolve("bundles"))) {
            budgets.read(found.filter(f -> f.toString().replace('\\', '/').contains("/src/main/java/"))
                    .filter(f -> f.toString().endsWith(".java")).toList());
        }
        System.exit(budgets.report() ? 0 : 1);
    }

    private void read(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> objects = manager.getJavaFileObjectsFromPaths(sources);
            JavacTask task = (JavacTask) compiler.getTask(null, manager, d -> {}, List.of("-proc:none"), null, objects);
            trees = Trees.instance(task);
            for (CompilationUnitTree tree : task.parse()) {
                unit = tree;
                readText(Path.of(tree.getSourceFile().toUri()));
                scan(tree, null);
            }
        }
    }

    private void readText(Path file) throws IOException {
        List<String> text = Files.readAllLines(file);
        files.put(file.toString(), text.size());
        lines += text.stream().filter(l -> !l.isBlank()).count();
        commentLines += text.stream().map(String::strip)
                .filter(l -> l.startsWith("/*") || l.startsWith("*") || l.startsWith("//")).count();
        boolean console = text.stream()
                .anyMatch(l -> l.contains("System.out") || l.contains("System.err") || l.contains("printStackTrace()"));
        if (console && !file.toString().contains("podstudio.cli")) {
            offences.add("writes to the console: " + file);
        }
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        if (method.getBody() != null) {
            int length = line(end(method)) - line(start(method)) + 1;
            methods.add(length);
            if (length > 45) {
                long45.add(
                        length + " " + method.getName() + " in " + Path.of(unit.getSourceFile().toUri()).getFileName());
            }
        }
        return super.visitMethod(method, nothing);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
        Tree parent = getCurrentPath().getParentPath().getLeaf();
        if (parent instanceof ClassTree type
                && (type.getKind() == Tree.Kind.CLASS || type.getKind() == Tree.Kind.RECORD)
                && !filledByFrameworks(type) && variable.getModifiers().getAnnotations().isEmpty()
                && !variable.getModifiers().getFlags().contains(Modifier.STATIC)) {
            fields++;
            boolean component = type.getKind() == Tree.Kind.RECORD;
            finalFields += component || variable.getModifiers().getFlags().contains(Modifier.FINAL) ? 1 : 0;
        }
        return super.visitVariable(variable, nothing);
    }

    /** Rows of the database and commands of the command line have their fields set from outside, as annotated fields have. */
    private static boolean filledByFrameworks(ClassTree type) {
        return type.getModifiers().getAnnotations().stream().map(a -> a.getAnnotationType().toString())
                .anyMatch(a -> a.equals("Entity") || a.equals("Embeddable") || a.equals("Command"));
    }

    @Override
    public Void visitCatch(CatchTree caught, Void nothing) {
        catches++;
        String type = caught.getParameter().getType().toString();
        broadCatches += type.equals("Exception") || type.equals("Throwable") ? 1 : 0;
        return super.visitCatch(caught, nothing);
    }

    private long start(Tree tree) {
        return trees.getSourcePositions().getStartPosition(unit, tree);
    }

    private long end(Tree tree) {
        return trees.getSourcePositions().getEndPosition(unit, tree);
    }

    private int line(long position) {
        return (int) unit.getLineMap().getLineNumber(position);
    }

    private boolean report() {
        methods.sort(null);
        files.forEach((file, length) -> {
            if (length > 500) {
                offences.add(length + " lines: " + file);
            }
        });
        say("method lines median", percentile(50), 6);
        say("method lines p90", percentile(90), 18);
        say("method lines p99", percentile(99), 45);
        say("catch (Exception) %", 100.0 * broadCatches / Math.max(1, catches), 3);
        say("fields not final %", 100.0 * (fields - finalFields) / Math.max(1, fields), 20);
        System.out.printf(Locale.ROOT, "%-24s %6.1f%n", "comment lines %", 100.0 * commentLines / Math.max(1, lines));
        System.out.printf(Locale.ROOT, "%-24s %6d in %d files, %d methods%n", "lines", lines, files.size(),
                methods.size());
        long45.forEach(m -> System.out.println("long method: " + m));
        offences.forEach(o -> System.out.println("over budget: " + o));
        return offences.isEmpty();
    }

    private double percentile(int percent) {
        return methods.isEmpty() ? 0 : methods.get(Math.min(methods.size() - 1, methods.size() * percent / 100));
    }

    private void say(String what, double value, double limit) {
        System.out.printf(Locale.ROOT, "%-24s %6.1f (budget %.0f)%n", what, value, limit);
        if (value > limit) {
            offences.add(String.format(Locale.ROOT, "%s %.1f > %.0f", what, value, limit));
        }
    }
}
