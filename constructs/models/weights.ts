/** Weights that a pod reads from the disk of its node. */
export interface WeightsProps {
  /** Name of the step and its volume, unique in the pod. @default 'weights' */
  readonly name?: string;
  /** Bucket of the region. */
  readonly bucket: string;
  /** Prefix of the revision in it without a slash at the end. */
  readonly prefix: string;
  /** Key of an object with the name of a revision, which `<<revision>>` in the prefix stands for. @default none */
  readonly pointer?: string;
  /** Region of the bucket. */
  readonly region: string;
  /** Size of the revision in GiB; the disk has to have a little more. */
  readonly sizeGib: number;
  /** Folder of the weights in the containers that read them. */
  readonly path: string;
  /** How long the pod waits for a revision that is still on its way. @default 3600 */
  readonly waitSeconds?: number;
}
