/**
 * A Kubernetes object as plain, immutable data, as `kubectl get -o json` would show it. Pure functions make them; text
 * in them may hold Terraform expressions (`${…}`), which Terraform fills in when it deploys.
 */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

export interface Metadata {
  readonly name: string;
  /** Absent for objects that belong to the whole cluster. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
