import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../pipeline/resources.js';

it('the units and the crontab line are filled in for this checkout', () => {
  const script = join(packageRoot, 'deploy/schedule.sh');
  const text = execFileSync(script, ['data/raw', 'data/clean'], { cwd: packageRoot, encoding: 'utf8' });
  expect(text).not.toMatch(/@[A-Z]+@/);
  expect(text).toContain(`cli.js run ${packageRoot}/data/raw --out ${packageRoot}/data/clean`);
  expect(text).toContain(`ReadWritePaths=${packageRoot}/data\n`);
  expect(text).toMatch(/^OnCalendar=.*02:00/m);
  expect(text).toMatch(/^0 2 \* \* \* cd /m);
});

it.each(['my pages', '100%', "it's", 'a&b'])('a folder called %s is refused, in words', (name) => {
  const script = join(packageRoot, 'deploy/schedule.sh');
  const { status, stderr } = spawnSync(script, [name, 'out'], { cwd: packageRoot, encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('rename them');
});
