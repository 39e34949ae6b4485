import type { Severity } from './finding';

/** What `ninefold explain` and the review formats say about one kind of finding. */
export interface RuleText {
  /** Stable id, `area/rule-name`. */
  readonly id: string;
  readonly severity: Severity;
  /** The requirement in one sentence. */
  readonly summary: string;
  /** What happens to who ignores it. */
  readonly why: string;
  /** How to satisfy it. */
  readonly fix: string;
  /** Where the requirement comes from. */
  readonly source: string;
}

const yaml = 'YAML 1.2.2 specification, https://yaml.org/spec/1.2.2/';
const schema = 'schemas/project.schema.json';

/** What can be wrong with a spec before any rule looks at it: reading, parsing, its blueprint and its shape. */
export const problems: readonly RuleText[] = [
  problem('file/not-found', {
    summary: 'The spec file exists.',
    why: 'Without a spec there is nothing to judge or to build.',
    fix: 'Check the path. Without one, Ninefold reads the file that NINEFOLD_SPEC names, or else project.yaml in the current folder. `ninefold init` makes a first spec.',
  }),
  problem('file/not-a-file', {
    summary: 'The spec is a regular file.',
    why: 'A folder, a device or a pipe has no text that a finding could point into.',
    fix: 'Name the YAML file itself, for example examples/minimal/project.yaml.',
  }),
  problem('file/not-readable', {
    summary: 'The spec file can be read.',
    why: 'The operating system refuses to hand out its content.',
    fix: 'Give yourself read permission, and check the disk if the message names an input/output error.',
  }),
  problem('file/too-large', {
    summary: 'The spec has at most 1 MiB.',
    why: 'A spec of that size has some 30,000 lines. A larger file is most likely an output, a data set or weights, and would only keep the parser busy.',
    fix: 'Name the spec, and keep everything else out of it.',
  }),
  problem('file/encoding', {
    summary: 'The spec is text in UTF-8.',
    why: 'In another encoding, names would be read as other characters than the ones that were typed, and would reach AWS like that.',
    fix: 'Save the file as UTF-8, which every editor offers, and remove NUL bytes.',
  }),
  problem('yaml/syntax', {
    summary: 'The spec is valid YAML.',
    why: 'A parser that guessed what was meant could build something else.',
    fix: 'Correct the indentation, quotes and brackets around the place. Quote texts that contain `: `, ` #`, or start with one of the characters @ ` % & * ! | > { [.',
    source: yaml,
  }),
  problem('yaml/duplicate-key', {
    summary: 'Every key stands once in its map.',
    why: 'Of two values for one key, one is lost without a word.',
    fix: 'Keep one of them. For several items of a kind, write a list.',
    source: `${yaml}, section 3.2.1.1`,
  }),
  problem('yaml/tab', {
    summary: 'The spec is indented with spaces.',
    why: 'YAML forbids tabs in indentation, because editors disagree about their width.',
    fix: 'Replace the tabs, and have the editor insert spaces in YAML files.',
    source: `${yaml}, section 6.1`,
  }),
  problem('yaml/unknown-tag', {
    summary: 'The spec uses no tags of its own.',
    why: 'A tag such as !Ref or !include means something to another tool only; its value would be taken literally.',
    fix: 'Remove the tag and write the value out.',
    source: `${yaml}, section 6.8.2`,
  }),
  problem('yaml/empty', {
    summary: 'The spec file holds a project.',
    why: 'An empty file, or one with nothing but comments, describes no environment.',
    fix: 'Write a spec, or make one with `ninefold init`.',
  }),
  problem('yaml/several-documents', {
    summary: 'The spec file holds one YAML document.',
    why: 'Each environment has its own spec; of several documents only one could be built.',
    fix: 'Remove the `---` between them, or keep each in a file of its own.',
    source: `${yaml}, chapter 9`,
  }),
  problem('yaml/alias-bomb', {
    summary: 'Aliases do not multiply the content.',
    why: 'Nested aliases let a short file grow to gigabytes while it is read.',
    fix: 'Write the values out instead of nesting aliases.',
    source: `${yaml}, section 7.1`,
  }),
  problem('yaml/unknown-alias', {
    summary: 'Every alias has an anchor before it.',
    why: 'An alias stands for the value that its anchor marks; without one it stands for nothing. A text that starts with * by intention is read as an alias too.',
    fix: 'Correct the name or move the anchor up, and put texts that start with * in quotes.',
    source: `${yaml}, section 7.1`,
  }),
  problem('yaml/merge-key', {
    summary: 'The spec has no merge keys.',
    why: 'YAML 1.2 has dropped `<<`: what it was meant to bring in would be missing.',
    fix: 'Write out the keys that it stands for. What several specs share belongs into a blueprint.',
    source: 'Merge Key Language-Independent Type for YAML 1.1, https://yaml.org/type/merge.html',
  }),
  problem('yaml/recursive-alias', {
    summary: 'No value holds itself.',
    why: 'An alias inside the value that it stands for makes the spec endless.',
    fix: 'Write the values out.',
    source: `${yaml}, section 7.1`,
  }),
  problem('yaml/too-deep', {
    summary: 'The spec is nested only as deeply as the format.',
    why: 'A spec has fewer than ten levels; thousands of them are an accident or an attack.',
    fix: 'Remove the brackets or the indentation that opens level after level.',
  }),
  problem('blueprint/unknown', {
    summary: '`extends` names a blueprint that exists.',
    why: 'What the project was meant to start from is missing from it.',
    fix: 'Correct the name, or remove `extends` and write the values out.',
  }),
  problem('blueprint/unknown-version', {
    summary: '`extends` names a version of the blueprint that exists.',
    why: 'Each version holds values of its own, and none of them lies in what the project asks for.',
    fix: 'Use a range that one of the versions is in, and compare the plan before and after.',
  }),
  problem('blueprint/invalid', {
    summary: 'A blueprint has the keys and the parameters that it needs, and no others.',
    why: 'A blueprint that is wrong in itself would bring something else into every project that extends it.',
    fix: 'Correct the file that the finding points into, or extend another version.',
  }),
  problem('blueprint/not-found', {
    summary: 'A blueprint that is named by a path or by Git is there.',
    why: 'What the project was meant to start from is missing from it.',
    fix: 'Correct the path, which is relative to the file that names it. Paths inside of a repository stay in it.',
  }),
  problem('blueprint/cycle', {
    summary: 'Blueprints do not extend each other in a circle.',
    why: 'There would be no first one to start from.',
    fix: 'Remove one `extends` of the circle that the finding shows.',
  }),
  problem('blueprint/version-conflict', {
    summary: 'A project extends a blueprint in one version only.',
    why: 'Of two versions, the farther one would fill in what the nearer one has left out on purpose.',
    fix: 'Bring the blueprints of the chain to one version, for example with `ninefold blueprint upgrade`.',
  }),
  problem('blueprint/missing-parameter', {
    summary: 'A project gives every parameter that its blueprint has no default for.',
    why: 'The blueprint cannot know the value, and leaves a gap without it.',
    fix: 'Write `extends: { from: …, with: { … } }`. `ninefold blueprint show NAME` lists the parameters.',
  }),
  problem('blueprint/unknown-parameter', {
    summary: 'A project gives only parameters that its blueprint has.',
    why: 'A misspelt parameter would be ignored, and its default be used.',
    fix: 'Correct the name. `ninefold blueprint show NAME` lists the parameters.',
  }),
  problem('blueprint/wrong-parameter', {
    summary: 'Every parameter has the type and the form that its blueprint asks for.',
    why: 'The value ends up in the spec, where it would mean something else or nothing.',
    fix: 'Write it as the finding says. `ninefold blueprint show NAME` shows each with its meaning.',
  }),
  problem('blueprint/not-locked', {
    summary: 'A blueprint in Git is locked to a commit.',
    why: 'A tag or a branch can move. Without a commit, the same spec would mean something else tomorrow.',
    fix: 'Run `ninefold blueprint lock`, and commit ninefold.lock with the spec.',
  }),
  problem('blueprint/not-fetched', {
    summary: 'A blueprint in Git is on this computer before a spec is read.',
    why: 'The commit is known, and its content is not: the repository could not be reached.',
    fix: 'Run the command again where the repository can be reached, or run `ninefold blueprint lock` there.',
  }),
  problem('blueprint/changed', {
    summary: 'A blueprint is still what it was when it was locked.',
    why: 'Somebody has changed it under the same version, and with it every project that extends it.',
    fix: 'Look at the change with `ninefold blueprint upgrade`, which also locks it anew.',
  }),
  problem('blueprint/lock-invalid', {
    summary: 'The file ninefold.lock is as Ninefold has written it.',
    why: 'A lock that was edited or merged by hand may name what never existed.',
    fix: 'Restore it from Git, or remove it and run `ninefold blueprint lock`.',
  }),
  {
    ...problem('blueprint/lock-drift', {
      summary: 'The lock names the versions that this Ninefold installs.',
      why: 'Providers, charts and images change with the version of Ninefold, and a deployment would change them in passing.',
      fix: 'Look at the plan of the clusters, then run `ninefold blueprint lock` to accept the versions.',
    }),
    severity: 'warning',
  },
  problem('schema/outdated', {
    summary: 'The spec is written in the version of the format that this Ninefold reads.',
    why: 'Keys have other names and values other forms in another version, and would be read as something else.',
    fix: 'Run `ninefold migrate`, which keeps comments and order, and look at the difference.',
    source: schema,
  }),
  problem('schema/model-config', {
    summary: 'A file that `models[].config` names can be read, and tells the shape of a model.',
    why: 'Without the shape nobody can say whether the model fits the GPUs that it was given.',
    fix: 'Name the config.json that lies beside the weights, relative to the spec, or the model of the catalog with `like`.',
  }),
  problem('schema/missing-key', {
    summary: 'Every required key is there.',
    why: 'There is no value that would be right for everybody, so none is assumed.',
    fix: 'Add the key. `ninefold explain FIELD` shows its meaning and an example.',
    source: schema,
  }),
  problem('schema/unknown-key', {
    summary: 'Every key is one that the format has.',
    why: 'A misspelt key would be ignored, and its default be used instead of the value that was written.',
    fix: 'Correct the spelling or the indentation. `ninefold explain FIELD` lists the keys of a map.',
    source: schema,
  }),
  problem('schema/wrong-type', {
    summary: 'Every value has the type that its key asks for.',
    why: 'YAML reads 1.30 as the number 1.3 and yes as text; a value of the wrong type is not what was meant.',
    fix: 'Put quotes around texts that look like numbers, and remove them from numbers; write lists with hyphens or brackets.',
    source: schema,
  }),
  problem('schema/unknown-value', {
    summary: 'A value that is chosen from a set is one of the set.',
    why: 'Nothing is known about what another word should do.',
    fix: 'Use one of the values that the finding lists.',
    source: schema,
  }),
  problem('schema/wrong-format', {
    summary: 'Every text has the form that its key asks for.',
    why: 'AWS, Kubernetes and DNS accept certain characters only, and refuse others in the middle of a deployment.',
    fix: 'Write it in the form that the finding names. Times have a unit (10s, 3.8m, 30d), sizes too (200GiB).',
    source: schema,
  }),
  problem('schema/out-of-range', {
    summary: 'Every number lies in its range.',
    why: 'Beyond the range the number has no meaning, or a service refuses it.',
    fix: 'Use a number inside the range that the finding names.',
    source: schema,
  }),
  problem('schema/wrong-length', {
    summary: 'Every text, list and map has a length that is allowed.',
    why: 'Names are built into longer ones that AWS limits, and an empty list leaves nothing to choose from.',
    fix: 'Shorten it, or add what is missing.',
    source: schema,
  }),
  problem('schema/duplicate-item', {
    summary: 'No item stands twice in a list of distinct items.',
    why: 'The second one adds nothing; most likely another value was meant.',
    fix: 'Remove it, or write what was meant.',
    source: schema,
  }),
];

function problem(id: string, text: { summary: string; why: string; fix: string; source?: string }): RuleText {
  return { id, severity: 'error', source: 'Ninefold', ...text };
}
