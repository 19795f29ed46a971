import { isLarge } from '../spec/model/object-kind.js';
import type { ContentObject } from './content-object.js';

/** Bytes of an object, from its first one, that show that it can be read: all of them, unless they are gigabytes. */
export const controlLength = (content: ContentObject): number => (isLarge(content) ? 1000 : content.size);
