// Prints what constructs/index.ts exports, as JSON: names, types and comments as the TypeScript compiler sees them, for
// docs/reference/constructs.md. The API is the one of the pinned compiler, whose name says that it is unstable; typedoc and
// API Extractor need an older compiler beside it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SyntaxKind } from 'typescript/unstable/ast';
import { API, SymbolFlags } from 'typescript/unstable/sync';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const entry = join(root, 'constructs', 'index.ts');

const folder = mkdtempSync(join(tmpdir(), 'ninefold-describe-'));
const config = join(folder, 'tsconfig.json');
const compilerOptions = { noEmit: true, rootDir: root, typeRoots: [join(root, 'node_modules', '@types')] };
writeFileSync(
  config,
  JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: [], files: [entry] }),
);

const api = new API({ cwd: root });
const [project] = api.updateSnapshot({ openProjects: [config] }).getProjects();
const { program, checker, emitter } = project;
try {
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)));
  process.stdout.write(JSON.stringify(exported.map(describe)));
} finally {
  api.close();
  rmSync(folder, { recursive: true });
}

function describe(symbol) {
  const target = symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target.declarations[0].resolve(project);
  const comment = checker.getDocumentationCommentOfSymbol(target);
  const common = { name: symbol.name, comment };
  if (target.flags & SymbolFlags.Function) {
    const parameters = declaration.parameters.map((parameter) => ({
      name: parameter.name.text,
      type: print(parameter.type),
    }));
    return { ...common, kind: 'function', parameters, returns: print(declaration.type) };
  }
  const members = checker
    .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(target))
    .map(member)
    .filter((found) => found !== undefined);
  if (target.flags & SymbolFlags.Class) return { ...common, kind: 'class', members };
  if (target.flags & SymbolFlags.Interface) return { ...common, kind: 'interface', members };
  return { ...common, kind: 'type', type: print(declaration.type) };
}

/** A public property or method of a type, if it is declared here rather than by a library. */
function member(symbol) {
  const handle = symbol.valueDeclaration ?? symbol.declarations[0];
  if (handle === undefined || handle.path.includes('/node_modules/')) return undefined;
  const declaration = handle.resolve(project);
  const hidden = [SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword];
  if (declaration.modifiers?.some(({ kind }) => hidden.includes(kind))) return undefined;
  const type = declaration.kind !== SyntaxKind.MethodDeclaration && declaration.type;
  return {
    name: symbol.name,
    type: type ? print(type) : checker.typeToString(checker.getTypeOfSymbol(symbol)),
    optional: (symbol.flags & SymbolFlags.Optional) !== 0,
    comment: checker.getDocumentationCommentOfSymbol(symbol),
    tags: checker.getJsDocTagsOfSymbol(symbol),
  };
}

function print(node) {
  return node === undefined ? 'void' : emitter.printNode(node).replace(/\s+/g, ' ');
}
