/** Builds the program once before the tests that run it. */
import { execFileSync } from 'node:child_process';
import { packageRoot } from '../../pipeline/resources.js';

export default function setup(): void {
  if (process.env.WINNOW_CLI) return;
  execFileSync('make', ['--silent', 'build'], { cwd: packageRoot, stdio: 'inherit' });
}
