import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { loadConfig, stepsOf } from '../../../pipeline/config/config.js';
import { configSchema } from '../../../pipeline/config/options.js';
import { renderOptions } from '../../../pipeline/config/render-options.js';
import { packageRoot } from '../../../pipeline/resources.js';
import { stages } from '../../../stages/index.js';

const ownStage = join(import.meta.dirname, '../fixtures/shout.js');

function configFile(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'winnow-config-')), 'config.yaml');
  writeFileSync(file, text);
  return file;
}

describe('the config that ships', () => {
  it('lists every option with its default and what it does', () => {
    expect(readFileSync(join(packageRoot, 'config/pipeline.yaml'), 'utf8')).toBe(renderOptions());
  });

  it('describes every option of every stage', () => {
    for (const stage of stages) {
      expect(stage.summary, stage.name).not.toBe('');
      for (const [name, option] of Object.entries(stage.options.shape)) {
        expect((option as z.ZodType).description, `${stage.name}.${name}`).toBeTruthy();
      }
    }
  });

  it('is the same as an empty one', async () => {
    expect(await loadConfig()).toEqual(await loadConfig({ file: configFile('') }));
    expect(await loadConfig()).toEqual(configSchema(stages).parse({}));
  });
});

describe('a wrong config', () => {
  it.each([
    ['an unknown section', 'red: {}', 'unknown key red; did you mean read?'],
    ['a misspelt option', 'read: {txt_field: a}', 'unknown key read.txt_field; did you mean text_field?'],
    [
      'a wrong type',
      'read: {open_files: many}',
      'read.open_files is "many"; allowed: a whole number from 1 to 256',
    ],
    [
      'a number out of range',
      'run: {workers: -1}',
      'run.workers is -1; allowed: a whole number from 0 to 256 or null',
    ],
    [
      'a value that is none of the choices',
      'gates: {on_failure: kep}',
      'allowed: keep, replace; did you mean keep?',
    ],
    [
      'an encoding that nobody knows',
      'read: {encoding: klingon}',
      'read.encoding is "klingon"; allowed: auto, or an encoding such as windows-1252',
    ],
    ['a section that is a list', 'read: [1]', 'read is [1]; allowed: a section of keys and values'],
    ['a list at the root', '- 1', 'must hold keys and values'],
    ['an unknown stage', 'stages: [normalise-quotes]', 'did you mean normalize-quotes?'],
    ['broken YAML', 'read: [', 'config.yaml'],
  ])('says what is wrong: %s', async (_, text, message) => {
    await expect(loadConfig({ file: configFile(text) })).rejects.toThrow(message);
  });

  it('is refused where the file is missing', async () => {
    const missing = loadConfig({ file: '/nowhere/config.yaml' });
    await expect(missing).rejects.toThrow('config /nowhere/config.yaml: there is no such file');
  });
});

describe('overrides', () => {
  it('set one option', async () => {
    const config = await loadConfig({ set: ['read.text_field=body', 'run.workers=3'] });
    expect(config.read.text_field).toBe('body');
    expect(config.run.workers).toBe(3);
  });

  it('take text as it stands where the option is text', async () => {
    const config = await loadConfig({ set: ['read.text_field=12: [a'] });
    expect(config.read.text_field).toBe('12: [a');
  });

  it('take lists with commas or brackets', async () => {
    for (const value of ['jsonl,csv', '[jsonl, csv]']) {
      expect((await loadConfig({ set: [`write.formats=${value}`] })).write.formats).toEqual(['jsonl', 'csv']);
    }
  });

  it.each(['=1', 'read.html', 'read.html:=never', 'read.html: never'])(
    'must be key=value, not %s',
    async (set) => {
      await expect(loadConfig({ set: [set] })).rejects.toThrow('key=value');
    },
  );

  it('cannot reach what all objects share', async () => {
    await expect(loadConfig({ set: ['__proto__.polluted=1'] })).rejects.toThrow('__proto__');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("a user's own stage", () => {
  it('is loaded by module path, with options under its name', async () => {
    const config = await loadConfig({ stages: ['repair-text', ownStage], set: ['shout.mark="?!"'] });
    const steps = await stepsOf(config);
    expect(steps.map((s) => s.stage.name)).toEqual(['repair-text', 'shout']);
    expect(steps[1]!.options).toEqual({ mark: '?!' });
  });

  it('is found beside the config that names it', async () => {
    const file = configFile('stages: [./own.js]');
    writeFileSync(join(file, '../own.js'), `export { default } from ${JSON.stringify(ownStage)}`);
    expect((await stepsOf(await loadConfig({ file }))).map((s) => s.stage.name)).toEqual(['shout']);
  });

  it('that is no stage is refused', async () => {
    const file = configFile('stages: [./own.mjs]');
    writeFileSync(join(file, '../own.mjs'), 'export default 1');
    await expect(loadConfig({ file })).rejects.toThrow('defineStage');
  });

  it('that is not there is refused', async () => {
    await expect(loadConfig({ stages: ['./nowhere.js'] })).rejects.toThrow('nowhere.js cannot be loaded');
  });
});
