/** What happens to one Kubernetes object; `replace` where the name holds a hash of the content. */
export type ManifestAction = 'create' | 'change' | 'replace' | 'delete';
