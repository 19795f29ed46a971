import { createLocator } from '../../content/locate/locate.js';
import type { Exchange } from '../../exchange/exchange.js';
import type { ControlResult } from '../../judge/judge-check.js';
import { controlLength, judgeControl } from '../../judge/judge-control.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import type { BodyTimeout } from '../sender/body-timeout.js';
import type { Sender } from '../sender/sender.js';
import type { StoredObject } from './stored-objects.js';

/**
 * Asks for all bytes of an object by a satisfiable range, to tell a refused range from a refused caller. A control that is
 * interrupted throws as the request does: without it there is no verdict.
 */
export interface Controls {
  /** The first control for this object and behaviour; sent once, and only when it is needed. */
  once(object: StoredObject, behaviour: Behaviour): Promise<ControlResult>;
  /** Counts bodies that stay unfinished. */
  readonly bodyTimeout?: BodyTimeout | undefined;
  /** A control now. */
  again(object: StoredObject, behaviour: Behaviour): Promise<ControlResult>;
}

/** Of an object that was read back when it was stored. */
export const removedMeanwhile: ControlResult = {
  passed: false,
  cause: { kind: 'control', message: 'the object was removed during the run' },
};

export const isMissing = ({ result }: Exchange): boolean =>
  result.kind === 'response' && result.response.status === 404;

export function createControls(send: Sender, bodyTimeout?: BodyTimeout): Controls {
  const known = new Map<string, Promise<ControlResult>>();
  const again: Controls['again'] = async (object, behaviour) => {
    const { content, control } = object;
    const length = controlLength(content);
    // An empty object has no satisfiable range; there the plain GET is the control.
    const range = length === 0 ? [] : [`bytes=0-${length - 1}`];
    const sink = () => createLocator({ object: content, others: [], hints: [0] });
    const exchange = await send({ method: 'GET', ...control, behaviour, range, sink });
    const judged = judgeControl(exchange, content.size, length);
    return isMissing(exchange) && !judged.passed ? removedMeanwhile : judged;
  };
  return {
    bodyTimeout,
    again,
    once(object, behaviour) {
      const name = `${behaviour} ${object.content.name}`;
      const control = known.get(name) ?? again(object, behaviour);
      known.set(name, control);
      return control;
    },
  };
}
