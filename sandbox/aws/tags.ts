import { isValues, type Value, type Values } from '../protocol/value';

/** All tags of an object: its own and those that the provider adds by default. */
export function tagsOf({ tags_all: tags }: Values): Values {
  return isValues(tags) ? tags : {};
}

/** Whether an object has tags with these values; every one has if none are wanted. */
export function hasTags(values: Values, wanted: Value | undefined): boolean {
  const tags = tagsOf(values);
  return !isValues(wanted) || Object.entries(wanted).every(([key, value]) => tags[key] === value);
}
