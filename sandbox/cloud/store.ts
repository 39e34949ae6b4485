import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Values } from '../protocol/value';

/** Names an object of the simulated cloud. */
export interface ObjectKey {
  /** AWS region, `global`, or the address of a cluster's API for what runs inside it. */
  readonly place: string;
  readonly type: string;
  readonly id: string;
}

export interface CloudObject extends ObjectKey {
  readonly values: Values;
  /** Names this object; the `arn` of its values may be that of another one, which it is about. */
  readonly arn?: string;
  /** Objects that cannot be deleted before this one. */
  readonly holds: readonly ObjectKey[];
  /** The object that this one came and goes with. */
  readonly owner?: ObjectKey;
  /** Key that no other object may have. */
  readonly claim?: string;
  /** It was there before the first deployment and stays after the last. */
  readonly preexisting?: true;
}

/**
 * The simulated cloud's objects as files of a folder, shared by every provider process. Each object is one JSON file,
 * written under a temporary name and then renamed, so that a process can be killed at any moment. Index entries are
 * written before the object that they point to, and count only as long as it exists.
 */
export interface Store {
  get(key: ObjectKey): CloudObject | undefined;
  /** Adds or replaces an object. */
  put(object: CloudObject): void;
  remove(key: ObjectKey): void;
  list(place: string, type: string): CloudObject[];
  all(): CloudObject[];
  /** The object that the ARN names. */
  findByArn(arn: string): CloudObject | undefined;
  /** Objects that hold the given one. */
  holdersOf(key: ObjectKey): CloudObject[];
  /** Objects that the given one owns. */
  ownedBy(key: ObjectKey): CloudObject[];
  /** Takes a key for an object that is about to be put; false if another object has it. */
  claim(claim: string, key: ObjectKey): boolean;
  /** Gives a key back that its object does not use any more. */
  release(claim: string, key: ObjectKey): void;
}

export function openStore(folder: string): Store {
  const objects = join(folder, 'objects');
  const pathOf = ({ place, type, id }: ObjectKey) =>
    join(objects, fileName(place), fileName(type), `${fileName(id)}.json`);
  const indexed = (index: string, name: string) => join(folder, 'index', index, digest(name));

  const get = (key: ObjectKey): CloudObject | undefined => readJson<CloudObject>(pathOf(key));
  const entries = (path: string): CloudObject[] =>
    namesIn(path).flatMap((name) => {
      const key = readJson<ObjectKey>(join(path, name));
      return (key && get(key)) ?? [];
    });
  const point = (path: string, { place, type, id }: ObjectKey) =>
    writeJson(join(path, digest(keyText({ place, type, id }))), { place, type, id });

  const isHeld = (path: string, claim: string): boolean => {
    const holder = readJson<ObjectKey | null>(path);
    // A claim without an object is young when its object is about to be put; its process may have been killed then.
    return holder != null && (get(holder)?.claim === claim || isYoung(path));
  };
  /** Frees a claim, unless somebody has taken it over already. */
  const release = (claim: string, key: ObjectKey, free = () => {}) => {
    const path = indexed('claims', claim);
    const turn = latestTurn(path);
    const holder = readJson<ObjectKey | null>(join(path, String(turn)));
    free();
    if (holder && keyText(holder) === keyText(key)) addJson(join(path, String(turn + 1)), null);
  };

  return {
    get,
    release: (claim, key) => release(claim, key),
    put(object) {
      if (object.arn !== undefined) point(indexed('arn', object.arn), object);
      for (const held of object.holds) point(indexed('holders', keyText(held)), object);
      if (object.owner) point(indexed('owned', keyText(object.owner)), object);
      writeJson(pathOf(object), object);
    },
    remove(key) {
      const object = get(key);
      if (object === undefined) return;
      const { arn, holds, owner, claim } = object;
      const removeFile = () => rmSync(pathOf(key), { force: true });
      if (claim === undefined) removeFile();
      else release(claim, key, removeFile);
      const entry = digest(keyText(key));
      if (arn !== undefined) rmSync(join(indexed('arn', arn), entry), { force: true });
      for (const held of holds) rmSync(join(indexed('holders', keyText(held)), entry), { force: true });
      if (owner) rmSync(join(indexed('owned', keyText(owner)), entry), { force: true });
    },
    list(place, type) {
      const path = join(objects, fileName(place), fileName(type));
      return jsonFilesIn(path).flatMap((name) => readJson<CloudObject>(join(path, name)) ?? []);
    },
    all: () =>
      namesIn(objects).flatMap((place) =>
        namesIn(join(objects, place)).flatMap((type) =>
          jsonFilesIn(join(objects, place, type)).flatMap(
            (name) => readJson<CloudObject>(join(objects, place, type, name)) ?? [],
          ),
        ),
      ),
    findByArn: (arn) => entries(indexed('arn', arn)).find((object) => object.arn === arn),
    holdersOf: (key) => {
      const text = keyText(key);
      return entries(indexed('holders', text)).filter(({ holds }) => holds.some((held) => keyText(held) === text));
    },
    ownedBy: (key) => {
      const text = keyText(key);
      return entries(indexed('owned', text)).filter(({ owner }) => owner && keyText(owner) === text);
    },
    claim(claim, { place, type, id }) {
      const path = indexed('claims', claim);
      for (;;) {
        const turn = latestTurn(path);
        if (isHeld(join(path, String(turn)), claim)) return false;
        if (addJson(join(path, String(turn + 1)), { place, type, id })) return true;
      }
    },
  };
}

/** One line that tells an object from all others. */
export function keyText({ place, type, id }: ObjectKey): string {
  return JSON.stringify([place, type, id]);
}

/** Claims are numbered files of which the last one counts: nobody can take away what another has just taken. */
function latestTurn(path: string): number {
  return Math.max(-1, ...namesIn(path).map(Number));
}

function isYoung(path: string): boolean {
  return Date.now() - statSync(path).mtimeMs < 2_000;
}

function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function writeJson(path: string, content: unknown): void {
  renameSync(draftOf(path, content), path);
}

/** Writes a file that is not there yet; of several processes that try at once, one gets true. */
function addJson(path: string, content: unknown): boolean {
  const draft = draftOf(path, content);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

let drafts = 0;

/** Writes a file that nobody reads yet, beside the one that it shall become. */
function draftOf(path: string, content: unknown): string {
  mkdirSync(dirname(path), { recursive: true });
  drafts += 1;
  const draft = join(dirname(path), `.${process.pid}-${drafts}`);
  writeFileSync(draft, `${JSON.stringify(content)}\n`);
  return draft;
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => !name.startsWith('.'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function jsonFilesIn(path: string): string[] {
  return namesIn(path).filter((name) => name.endsWith('.json'));
}

/** A name that any file system takes and people can read; long ones end in a digest. */
function fileName(text: string): string {
  const encoded = encodeURIComponent(text).replace(/\*/g, '%2A').replace(/^\./, '%2E');
  return encoded.length <= 120 ? encoded : `${encoded.slice(0, 100)}~${digest(text).slice(0, 16)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
