#!/bin/sh
# One folder after another, since each is held against its own tests. What was found before is kept in mutation/results.
set -e
for folder in oracle gate judge; do
  MUTATED=$folder node mutation/node_modules/@stryker-mutator/core/bin/stryker.js run mutation/stryker.config.js
done
