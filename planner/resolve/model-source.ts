import type { ModelSource } from '../environment/model-plan';

/** Reads `modelscope://org/name`, `hf://org/name` or `s3://bucket/prefix`; the schema has refused anything else. */
export function parseSource(text: string): ModelSource {
  const [scheme = '', rest = ''] = text.split('://');
  if (scheme !== 's3') return { hub: scheme === 'hf' ? 'huggingface' : 'modelscope', repository: rest };
  const [bucket = '', ...path] = rest.split('/');
  return { hub: 's3', bucket, prefix: path.join('/').replace(/\/+$/, '') };
}
