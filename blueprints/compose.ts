import type { Finding, Location, Path } from '../schemas/finding';
import type { YamlDocument } from '../schemas/yaml-document';
import { type FoundBlueprint, findBlueprint, lockedTo, type Problem } from './find-blueprint';
import { type Blueprint, loadBlueprint } from './load-blueprint';
import { type Lock, type LockedBlueprint, lockFile, readLock } from './lock';
import { lockDrift } from './lock-drift';
import { mergeOver } from './merge';
import { type ParameterProblem, parameterValues, substitute } from './parameters';
import { type Extension, extensionOf, type GitReference } from './reference';

/** A project's data with its blueprints merged in, before it is checked. */
export interface Composed {
  readonly value: unknown;
  /** Where a value of the merged data was written: in the project or in a blueprint. */
  locate(path: Path, at: 'key' | 'value'): Location | undefined;
  /** What is wrong with `extends`, the blueprints and the lock themselves. */
  readonly findings: readonly Finding[];
  /** The blueprints of the chain, the nearest first. */
  readonly blueprints: readonly LockedBlueprint[];
  /** Blueprints in Git that cannot be read because the lock lacks them. */
  readonly unlocked: readonly GitReference[];
}

/**
 * Resolves `extends`, level by level. A project without it, or with a broken one, is returned as it is.
 *
 * @param lock instead of the one beside the spec
 */
export function compose(document: YamlDocument, lock?: Lock): Composed {
  const extension = extensionOf(document.value);
  const alone = { value: document.value, locate: document.locate, findings: [], blueprints: [], unlocked: [] };
  if (extension === undefined) return alone;
  const read = lock ?? readLock(document.file);
  if (read === 'invalid') return { ...alone, findings: [invalidLock(document)] };
  const project = { file: document.file, locate: document.locate, lock: read, spec: document.file, chain: [] };
  const base = baseLayer(extension, project);
  const merged = base.value === undefined ? alone : overlay(base, document.value, document.locate);
  return {
    ...alone,
    ...merged,
    findings: [...base.findings, ...(lock === undefined && read ? lockDrift(read, lockFile(document.file)) : [])],
    blueprints: base.blueprints,
    unlocked: base.unlocked,
  };
}

type Locate = Composed['locate'];

/** What a blueprint brings, with all that it extends itself; without a value if it cannot be read. */
interface Layer {
  readonly value: unknown;
  readonly locate: Locate;
  readonly findings: readonly Finding[];
  readonly blueprints: readonly LockedBlueprint[];
  readonly unlocked: readonly GitReference[];
}

/** The file whose `extends` is resolved. */
interface Extending {
  readonly file: string;
  readonly locate: Locate;
  readonly spec: string;
  readonly lock: Lock | undefined;
  readonly root?: string;
  /** The blueprints that lead here, the nearest last. */
  readonly chain: readonly { readonly file: string; readonly name: string; readonly version: string }[];
}

const nothing = { value: undefined, locate: () => undefined, findings: [], blueprints: [], unlocked: [] } as const;

function baseLayer(extension: Extension, from: Extending): Layer {
  const { reference } = extension;
  const search = findBlueprint(reference, from);
  if ('problem' in search) {
    const unlocked = reference.kind === 'git' && search.problem.rule === 'blueprint/not-locked' ? [reference] : [];
    return { ...nothing, findings: [at(from, ['extends'], search.problem)], unlocked };
  }
  const { found } = search;
  const loaded = loadBlueprint(found.file);
  if ('findings' in loaded) return { ...nothing, findings: loaded.findings };
  const { blueprint } = loaded;
  const entry = {
    from: reference.text,
    version: blueprint.version,
    ...(found.commit !== undefined && { commit: found.commit }),
    hash: blueprint.hash,
  };
  const conflicts = chainProblems(blueprint, found, from);
  if (conflicts.length > 0) {
    return { ...nothing, findings: conflicts.map((problem) => at(from, ['extends'], problem)), blueprints: [entry] };
  }
  const layer = blueprintLayer(blueprint, extension, found, from);
  // What is named by a path is versioned together with the file that names it.
  const changed = reference.kind === 'path' ? [] : changedSinceLocked(entry, from);
  return {
    ...layer,
    findings: [...changed, ...layer.findings],
    blueprints: [entry, ...layer.blueprints],
  };
}

/** A blueprint with its parameters filled in, laid over what it extends itself. */
function blueprintLayer(blueprint: Blueprint, extension: Extension, found: FoundBlueprint, from: Extending): Layer {
  const { document, parameters } = blueprint;
  const { values, problems } = parameterValues(parameters, extension.parameters);
  const whole = document.value as { readonly spec?: unknown; readonly extends?: unknown };
  const own = substitute({ spec: whole.spec ?? {}, extends: whole.extends }, values, Object.keys(parameters));
  const filled = own.value as { readonly spec: unknown };
  const locate: Locate = (path, place) => {
    const parameter = own.parameters.get(JSON.stringify(path));
    const isGiven = parameter !== undefined && Object.hasOwn(extension.parameters, parameter);
    return isGiven ? from.locate(['extends', 'with', parameter], place) : document.locate(path, place);
  };
  const findings = [
    ...problems.map((problem) => parameterFinding(problem, blueprint, from)),
    ...own.undeclared.map(({ name, path }) => undeclared(name, path, document)),
  ];
  const locateSpec: Locate = (path, place) => locate(['spec', ...path], place);
  const inner = extensionOf(filled);
  if (inner === undefined) return { ...nothing, value: filled.spec, locate: locateSpec, findings };
  const { name, version } = blueprint;
  const base = baseLayer(inner, {
    file: found.file,
    locate,
    spec: from.spec,
    lock: from.lock,
    ...(found.root !== undefined && { root: found.root }),
    chain: [...from.chain, { file: found.file, name, version }],
  });
  const merged =
    base.value === undefined ? { value: filled.spec, locate: locateSpec } : overlay(base, filled.spec, locateSpec);
  return { ...base, ...merged, findings: [...findings, ...base.findings] };
}

function overlay(base: Layer, own: unknown, locateOwn: Locate): Pick<Layer, 'value' | 'locate'> {
  const { value, origins } = mergeOver(base.value, own);
  return {
    value,
    locate(path, place) {
      for (let length = path.length; length >= 0; length--) {
        const origin = origins.get(JSON.stringify(path.slice(0, length)));
        if (origin === undefined) continue;
        const rest = path.slice(length);
        return origin.document === 'project'
          ? locateOwn([...origin.path, ...rest], place)
          : base.locate([...origin.path, ...rest], place);
      }
      return locateOwn(path, place);
    },
  };
}

/** A blueprint that leads back to itself, or that is there in another version already. */
function chainProblems({ name, version }: Blueprint, { file }: FoundBlueprint, { chain }: Extending): Problem[] {
  const way = [...chain.map((link) => `${link.name}@${link.version}`), `${name}@${version}`].join(' → ');
  if (chain.some((link) => link.file === file)) {
    const fix = 'remove one `extends` of the circle';
    return [{ rule: 'blueprint/cycle', message: `the blueprints extend each other in a circle: ${way}`, fix }];
  }
  const other = chain.find((link) => link.name === name && link.version !== version);
  if (other === undefined) return [];
  const fix = `extend one version of ${name} only`;
  return [{ rule: 'blueprint/version-conflict', message: `${name} is extended in two versions: ${way}`, fix }];
}

/** A blueprint of one version has one content; another one means that somebody changed it afterwards. */
function changedSinceLocked(entry: LockedBlueprint, from: Extending): Finding[] {
  const locked = lockedTo(entry.from, from.lock);
  if (locked === undefined || locked.hash === '' || locked.hash === entry.hash) return [];
  return [
    at(from, ['extends'], {
      rule: 'blueprint/changed',
      message: `${entry.from} is not what it was when it was locked, as version ${locked.version}`,
      expected: locked.hash,
      found: entry.hash,
      fix: 'see what has changed with `ninefold blueprint upgrade`, which locks it anew',
    }),
  ];
}

function parameterFinding({ name, kind, message }: ParameterProblem, blueprint: Blueprint, from: Extending): Finding {
  const { name: owner, parameters } = blueprint;
  const description = parameters[name]?.['description'];
  const expected = typeof description === 'string' ? { expected: description } : {};
  switch (kind) {
    case 'missing':
      return at(from, ['extends'], {
        rule: 'blueprint/missing-parameter',
        message: `the blueprint ${owner} needs the parameter ${name}`,
        ...expected,
        fix: `write extends: { from: …, with: { ${name}: … } }`,
      });
    case 'unknown':
      return at(from, ['extends', 'with', name], {
        rule: 'blueprint/unknown-parameter',
        message: `the blueprint ${owner} has no parameter ${JSON.stringify(name)}`,
        expected: Object.keys(parameters).join(', ') || 'no parameters',
        fix: 'correct the name, or remove it',
      });
    case 'wrong':
      return at(from, ['extends', 'with', name], {
        rule: 'blueprint/wrong-parameter',
        message: `the parameter ${name} of ${owner} is wrong: ${message}`,
        ...expected,
        fix: `see its meaning with \`ninefold blueprint show ${owner}\``,
      });
  }
}

function undeclared(name: string, path: Path, document: YamlDocument): Finding {
  const location = document.locate(path, 'value');
  return {
    rule: 'blueprint/invalid',
    severity: 'error',
    path,
    message: `the blueprint uses the parameter ${JSON.stringify(name)}, which it does not declare`,
    fix: 'declare it under `parameters`, or correct the name',
    ...(location && { location }),
  };
}

function invalidLock(document: YamlDocument): Finding {
  const file = lockFile(document.file);
  return {
    rule: 'blueprint/lock-invalid',
    severity: 'error',
    path: ['extends'],
    message: `${file} cannot be read as a lock`,
    fix: 'restore it from Git, or remove it and run `ninefold blueprint lock`',
    location: { file, line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
}

/** Points into `extends`; a place that only the written form lacks is answered with the nearest one. */
function at(from: Extending, path: Path, problem: Problem): Finding {
  const location = from.locate(path, 'value');
  return { severity: 'error', path, ...problem, ...(location && { location }) };
}
