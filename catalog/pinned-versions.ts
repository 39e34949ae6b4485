import { charts } from './charts';
import { helperImages, helperPackages } from './images';
import { providerVersions } from './providers';

/** Versions of all that Ninefold installs and runs besides the user's own models, by kind and name. */
export const pinnedVersions = {
  providers: { ...providerVersions },
  charts: Object.fromEntries(Object.values(charts).map(({ name, version }) => [name, version])),
  images: { ...helperImages, ...helperPackages },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
