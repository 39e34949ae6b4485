import { dirname, resolve } from 'node:path';
import { type Architecture, findModel, type Model as KnownModel } from '../../catalog/models';
import type { Finding, Location, Path } from '../../schemas/finding';
import type { Model, Project } from '../../schemas/project';
import { readSource } from '../../schemas/source';
import { architectureFromConfig } from '../fit/model-config';
import { parseSource } from './model-source';

/** The catalog's entry of a model of the spec: by `like`, or by the source. */
export function catalogModel({ like, source }: Model): KnownModel | undefined {
  const parsed = parseSource(source);
  return findModel(like ?? (parsed.hub === 's3' ? '' : parsed.repository));
}

/** Shapes of a project's models by name, as far as they are known. */
export type ModelShapes = ReadonlyMap<string, Architecture>;

/** What the catalog knows. */
export function catalogShapes(project: Project): ModelShapes {
  return new Map(
    project.models.flatMap((model) => {
      const known = catalogModel(model);
      return known ? [[model.name, known.architecture] as const] : [];
    }),
  );
}

/**
 * Reads the `config.json` of every model that names one, relative to the file that names it. What is wrong with one is a
 * finding, and the model's shape is then what the catalog knows.
 */
export function readShapes(
  project: Project,
  locate: (path: Path) => Location | undefined,
): { readonly shapes: ModelShapes; readonly findings: readonly Finding[] } {
  const shapes = new Map(catalogShapes(project));
  const findings = project.models.flatMap(({ name, config }, index): Finding[] => {
    if (config === undefined) return [];
    const path = ['models', index, 'config'];
    const location = locate(path);
    const read = readShape(resolve(location ? dirname(location.file) : '.', config));
    if ('architecture' in read) {
      shapes.set(name, read.architecture);
      return [];
    }
    return [
      {
        ...read.problem,
        rule: 'schema/model-config',
        severity: 'error',
        path,
        found: config,
        ...(location && { location }),
      },
    ];
  });
  return { shapes, findings };
}

/** The shape that a `config.json` describes, or what is wrong with the file. */
export function readShape(
  file: string,
): { architecture: Architecture } | { problem: { message: string; expected: string; fix: string } } {
  const expected = 'the config.json of a decoder-only model, as Hugging Face Transformers writes it';
  const read = readSource(file);
  if ('finding' in read) return { problem: { message: read.finding.message, expected, fix: 'correct the path' } };
  try {
    const parsed = architectureFromConfig(JSON.parse(read.source.text));
    if ('architecture' in parsed) return parsed;
    const message = `${file} has no ${parsed.missing.join(', ')}`;
    return { problem: { message, expected, fix: 'name the config.json of the model itself' } };
  } catch (error) {
    const message = `${file} is no JSON: ${(error as Error).message}`;
    return { problem: { message, expected, fix: 'name the config.json of the model itself' } };
  }
}
