/**
 * A Kubernetes object as plain, immutable data, as `kubectl get -o json` would show it. Pure functions make them; text
 * in them may hold Terraform expressions (`${…}`), which Terraform fills in when it deploys.
 */
export interface Manifest {
  /** Group and version, such as `apps/v1`. */
  readonly apiVersion: string;
  /** Kind, such as `Deployment`. */
  readonly kind: string;
  /** Name and place. */
  readonly metadata: Metadata;
}

/** Whose object it is. */
export interface Metadata {
  /** Name, unique among objects of the kind in the namespace. */
  readonly name: string;
  /** Absent for objects that belong to the whole cluster. */
  readonly namespace?: string;
  /** What selectors and queries find the object by. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** What controllers read of it. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}
