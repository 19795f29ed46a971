#!/bin/sh
# One folder after another, since each is held against its own tests. What a test killed before is kept in reports/mutation.
set -e
for folder in oracle gate judge; do
  node src/tools/mutation/stryker/forget-unkilled.js reports/mutation/$folder.incremental.json
  MUTATED=$folder node src/tools/mutation/stryker/node_modules/@stryker-mutator/core/bin/stryker.js run src/tools/mutation/stryker/stryker.config.js
done
node dist/tools/mutation/main.js oracle gate judge
