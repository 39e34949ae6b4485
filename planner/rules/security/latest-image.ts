import type { Rule } from '../rule';
import { ownImages } from './own-images';

export const latestImage: Rule = {
  id: 'security/latest-image',
  severity: 'error',
  summary: 'An image has a tag other than `latest`, or a digest.',
  why: 'What `latest` names moves, and an image without a tag is `latest`: a restart runs another program than the one that was tested, and two pods of one service may differ.',
  fix: 'Write the tag of a version, or remove the field: the catalog pins the images of engines and of ms-swift.',
  source: 'Kubernetes documentation, "Images": avoid latest in production',
  check({ project }) {
    return ownImages(project)
      .filter(({ image }) => !image.includes('@') && /(^|\/)[^:/]+(:latest)?$/.test(image))
      .map(({ image, path }) => ({
        path,
        message: `${image} is another image whenever somebody pushes one`,
        expected: 'an image with the tag of a version',
        found: image,
        fix: 'add the tag of a version, or a digest',
      }));
  },
};
