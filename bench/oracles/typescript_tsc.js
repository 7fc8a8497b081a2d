// What the TypeScript compiler's language service says of places in a package.
//
// stdin: {"root", "typescript", "files": [relative path], "sites": [[path, line, column]]} (0-based, code points)
// stdout: for each site null, or [[path, line, isDefinition]]: paths outside the root are absolute, `isDefinition` is
// false for parameters, a function's variables (unless they hold a function) and the members of unnamed objects.

const fs = require("fs");
const path = require("path");

const input = JSON.parse(fs.readFileSync(0, "utf8"));
const ts = require(input.typescript);
const kind = ts.SyntaxKind;
const absolute = (file) => path.join(input.root, file);

const service = ts.createLanguageService({
  getScriptFileNames: () => input.files.map(absolute),
  getScriptVersion: () => "1",
  getScriptSnapshot: (file) => {
    const text = ts.sys.readFile(file);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => input.root,
  getCompilationSettings: () => ({
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    jsx: ts.JsxEmit.Preserve,
  }),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  readDirectory: ts.sys.readDirectory,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  realpath: ts.sys.realpath,
});
const program = service.getProgram();
const checker = program.getTypeChecker();

// The site as tsc counts: UTF-16 units from the start of the file.
function offsetOf(source, line, column) {
  const start = source.getPositionOfLineAndCharacter(line, 0);
  const text = source.text.slice(start, start + 2 * column);
  return start + Array.from(text).slice(0, column).join("").length;
}

// What "go to definition" offers, and every declaration of what is named there (all overloads, all merged interfaces).
function declarationsAt(source, offset) {
  const token = ts.getTouchingPropertyName(source, offset);
  const found = new Set(declarationsOf(token));
  for (const each of service.getDefinitionAtPosition(source.fileName, offset) ?? []) {
    const target = program.getSourceFile(each.fileName);
    if (target) found.add(declarationAround(ts.getTouchingPropertyName(target, each.textSpan.start)));
  }
  return [...found].filter((node) => node && !isImport(node));
}

function declarationsOf(token) {
  let symbol = checker.getSymbolAtLocation(token);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  return symbol?.declarations ?? [];
}

function declarationAround(token) {
  let node = token;
  while (node && !node.symbol) node = node.parent;
  return node;
}

// An import that leads nowhere.
const isImport = (node) =>
  ts.isImportSpecifier(node) || ts.isImportClause(node) || ts.isNamespaceImport(node) || ts.isExportSpecifier(node);

function place(declaration) {
  const source = declaration.getSourceFile();
  const name = ts.getNameOfDeclaration(declaration) ?? declaration;
  const relative = path.relative(input.root, source.fileName);
  const file = relative.startsWith("..") || relative.startsWith("node_modules") ? source.fileName : relative;
  return [file, source.getLineAndCharacterOfPosition(name.getStart()).line, isDefinition(declaration)];
}

const DEFINITIONS = new Set([
  kind.FunctionDeclaration, kind.ClassDeclaration, kind.InterfaceDeclaration, kind.TypeAliasDeclaration,
  kind.EnumDeclaration, kind.ModuleDeclaration, kind.Constructor,
]);

function isDefinition(node) {
  if (DEFINITIONS.has(node.kind)) return true;
  if (ts.isClassElement(node) || ts.isTypeElement(node)) return isNamedOwner(node.parent);
  if (ts.isPropertyAssignment(node)) return isFunction(node.initializer) && isNamedOwner(node.parent);
  if (ts.isVariableDeclaration(node)) return isFunction(node.initializer) || isAtTop(node);
  return false;
}

const isNamedOwner = (node) => ts.isClassLike(node) || ts.isInterfaceDeclaration(node) || isNamed(node.parent);
const isNamed = (node) => ts.isTypeAliasDeclaration(node) || (ts.isVariableDeclaration(node) && isAtTop(node));
const isFunction = (node) => node !== undefined && (ts.isFunctionLike(node) || ts.isClassLike(node));

function isAtTop(variable) {
  const around = variable.parent.parent?.parent;
  return around !== undefined && (ts.isSourceFile(around) || ts.isModuleBlock(around));
}

function answer([file, line, column]) {
  const source = program.getSourceFile(absolute(file));
  const places = source ? declarationsAt(source, offsetOf(source, line, column)).map(place) : [];
  return places.length ? places : null;
}

process.stdout.write(JSON.stringify(input.sites.map(answer)));
