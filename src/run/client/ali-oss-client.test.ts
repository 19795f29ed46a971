import { expect, test } from 'vitest';
import { withFolder } from '../../testing/suite/with-folder.js';
import { aliOssClient } from './ali-oss-client.js';

test('the package of the project is taken, and its version told', async () => {
  await withFolder(async (empty) => {
    const { name, version, needsCredentials } = aliOssClient([empty, import.meta.dirname]);
    expect([name, version, needsCredentials]).toEqual(['ali-oss', expect.stringMatching(/^\d+\.\d+\.\d+$/), true]);
  });
});

test('where it is not installed, the command that installs it is named', async () => {
  await withFolder(async (empty) => {
    expect(() => aliOssClient([empty])).toThrow(
      expect.objectContaining({
        code: 'client-missing',
        message: 'the package ali-oss is not installed',
        hint: 'npm install --save-dev ali-oss',
      }),
    );
  });
});
