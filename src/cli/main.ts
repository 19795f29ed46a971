#!/usr/bin/env node
import { isSupported, neededNode } from './needed-node.js';

// An old Node cannot load the rest: it would end with the stack of a package that lacks something.
if (isSupported(process.versions.node)) {
  await (await import('./start.js')).start();
} else {
  process.stderr.write(`error: Node.js ${neededNode} or later is required, but this is ${process.versions.node}\n`);
  process.exitCode = 3; // As for every error of usage or configuration; exit-code.ts is not loaded here.
}
