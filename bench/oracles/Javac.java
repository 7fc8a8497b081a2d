// What javac says of the names in a source tree: where each call, annotation and base leads.
//
// java --add-exports jdk.compiler/com.sun.tools.javac.{tree,code}=ALL-UNNAMED Javac.java ROOT
//
// A line for each name that javac binds to a definition: path, line, column of the name, then path, line and whether it
// is a definition (tabs between; 0-based, code points). What lies outside the tree has an absolute path: `/java/util/List`.

import com.sun.source.tree.*;
import com.sun.source.util.*;
import com.sun.tools.javac.tree.JCTree;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import javax.lang.model.element.*;
import javax.tools.*;

public class Javac {
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]).toRealPath();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    List<Path> sources;
    try (Stream<Path> all = Files.walk(root)) {
      sources = all.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
    List<String> options = List.of("-proc:none", "-XDshould-stop.ifError=FLOW", "-Xmaxerrs", "1");
    JavacTask task = (JavacTask) compiler.getTask(
        Writer.nullWriter(), files, problem -> {}, options, null, files.getJavaFileObjectsFromPaths(sources));
    List<CompilationUnitTree> units = new ArrayList<>();
    task.parse().forEach(units::add);
    task.analyze();
    PrintStream out = new PrintStream(new BufferedOutputStream(System.out), false, StandardCharsets.UTF_8);
    for (CompilationUnitTree unit : units) new Names(root, unit, Trees.instance(task), out).scan(unit, null);
    out.flush();
  }
}

class Names extends TreePathScanner<Void, Void> {
  private final Path root;
  private final CompilationUnitTree unit;
  private final Trees trees;
  private final PrintStream out;
  private final String text;

  Names(Path root, CompilationUnitTree unit, Trees trees, PrintStream out) throws IOException {
    this.root = root;
    this.unit = unit;
    this.trees = trees;
    this.out = out;
    this.text = unit.getSourceFile().getCharContent(true).toString();
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
    say(call.getMethodSelect(), element(call.getMethodSelect()));
    return super.visitMethodInvocation(call, unused);
  }

  @Override
  public Void visitMemberReference(MemberReferenceTree reference, Void unused) {
    say(reference, element(reference));
    return super.visitMemberReference(reference, unused);
  }

  @Override
  public Void visitNewClass(NewClassTree made, Void unused) {
    Tree named = bare(made.getIdentifier());
    say(named, element(named));
    if (made.getClassBody() == null) say(named, element(made));
    return super.visitNewClass(made, unused);
  }

  @Override
  public Void visitAnnotation(AnnotationTree annotation, Void unused) {
    say(annotation.getAnnotationType(), element(annotation.getAnnotationType()));
    return super.visitAnnotation(annotation, unused);
  }

  @Override
  public Void visitClass(ClassTree type, Void unused) {
    Stream.concat(Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream())
        .map(Names::bare)
        .forEach(base -> say(base, element(base)));
    return super.visitClass(type, unused);
  }

  private Element element(Tree tree) {
    return trees.getElement(new TreePath(getCurrentPath(), tree));
  }

  // `List` of `@Made List<String>`.
  private static Tree bare(Tree type) {
    if (type instanceof AnnotatedTypeTree marked) return bare(marked.getUnderlyingType());
    return type instanceof ParameterizedTypeTree generic ? bare(generic.getType()) : type;
  }

  // A class and its constructor are the same, and so are a record's component and its accessor.
  private void say(Tree named, Element meant) {
    if (meant == null || meant.asType().getKind() == javax.lang.model.type.TypeKind.ERROR) return;
    String site = place(unit, text, nameOf(named));
    target(site, meant);
    Element around = meant.getEnclosingElement();
    if (meant.getKind() == ElementKind.CONSTRUCTOR) target(site, around);
    if (around != null && around.getKind() == ElementKind.RECORD) {
      around.getEnclosedElements().stream()
          .filter(one -> one.getKind() == ElementKind.FIELD && one.getSimpleName().equals(meant.getSimpleName()))
          .forEach(one -> target(site, one));
    }
  }

  private void target(String site, Element meant) {
    TreePath path = trees.getPath(meant);
    if (path == null) {
      Element owner = meant;
      while (owner.getEnclosingElement() != null && !owner.getKind().isClass() && !owner.getKind().isInterface()) {
        owner = owner.getEnclosingElement();
      }
      if (trees.getPath(owner) == null) out.println(site + "\t/" + owner + "\t0\tfalse");
      return;
    }
    boolean defined = meant.getKind() != ElementKind.PARAMETER && meant.getKind() != ElementKind.LOCAL_VARIABLE;
    CompilationUnitTree there = path.getCompilationUnit();
    long at = TreeInfos.name(path.getLeaf());
    out.println(site + "\t" + relative(there) + "\t" + (there.getLineMap().getLineNumber(at) - 1) + "\t" + defined);
  }

  // The name that a tree ends with.
  private long nameOf(Tree tree) {
    long end = trees.getSourcePositions().getEndPosition(unit, tree);
    if (tree instanceof MemberSelectTree select) return end - select.getIdentifier().length();
    if (tree instanceof MemberReferenceTree reference) return end - reference.getName().length();
    return trees.getSourcePositions().getStartPosition(unit, tree);
  }

  private String place(CompilationUnitTree unit, String text, long at) {
    long line = unit.getLineMap().getLineNumber(at);
    int start = (int) unit.getLineMap().getStartPosition(line);
    return relative(unit) + "\t" + (line - 1) + "\t" + text.codePointCount(start, (int) at);
  }

  private String relative(CompilationUnitTree unit) {
    return root.relativize(Path.of(unit.getSourceFile().toUri())).toString().replace('\\', '/');
  }
}

class TreeInfos {
  // Where a definition's name stands (a class's keyword, a line with it in all but freakish sources).
  static long name(Tree tree) {
    return ((JCTree) tree).pos;
  }
}
