/** Selects one namespace, by the label with its name that Kubernetes gives to each. */
export function namespaceNamed(name: string): { readonly matchLabels: Readonly<Record<string, string>> } {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}
