// `npm ci`, but only when the lock file has changed since the last time: the build stays quick and offline.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const mark = 'node_modules/.installed-lock';
if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) {
  process.exit(0);
}
const run = spawnSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], { stdio: 'inherit' });
if (run.status === 0) {
  writeFileSync(mark, lock);
}
process.exit(run.status ?? 1);
