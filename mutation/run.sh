#!/bin/sh
# One folder after another, since each is held against its own tests. What a test killed before is kept in mutation/results.
set -e
for folder in oracle gate judge; do
  node mutation/ask-again.js mutation/results/$folder.incremental.json
  MUTATED=$folder node mutation/node_modules/@stryker-mutator/core/bin/stryker.js run mutation/stryker.config.js
done
node dist/tools/mutation/main.js oracle gate judge
