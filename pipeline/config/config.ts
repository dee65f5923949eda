/** Reads the config: the file, overrides from the command line, the user's own stages, and the check of it all. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { type reader, stages as shipped, type writer } from '../../stages/index.js';
import type { Step } from '../compose.js';
import { messageOf, UserError } from '../errors.js';
import { packageRoot } from '../resources.js';
import type { Stage } from '../stage.js';
import { explainIssues, type SchemaNode, schemaAt, suggest, toSchemaNode } from './explain-errors.js';
import { configSchema, type GateOptions, RESERVED, type RunOptions } from './options.js';
import { absoluteModule, importStage, isModule } from './own-stage.js';

/** Where the config comes from. */
export interface ConfigSource {
  /** A YAML file; by default the `config/pipeline.yaml` that ships. */
  readonly file?: string | undefined;
  /** Overrides, `key.key=value`, the value in YAML. */
  readonly set?: readonly string[] | undefined;
  /** The stages to run instead of the config's. */
  readonly stages?: readonly string[] | undefined;
}

/** A valid config; plain data, so that a worker can be given it. */
export interface Config {
  readonly stages: readonly string[];
  readonly models: string | null;
  readonly run: RunOptions;
  readonly gates: GateOptions;
  readonly read: z.output<typeof reader.options>;
  readonly write: z.output<typeof writer.options>;
  /** The options of each stage, under its name. */
  readonly [stage: string]: unknown;
}

type Tree = Record<string, unknown>;

/** Reads and checks a config. Throws a UserError that names the key, what was given and what is allowed. */
export async function loadConfig(source: ConfigSource = {}): Promise<Config> {
  const file = source.file ?? join(packageRoot, 'config/pipeline.yaml');
  const tree = readTree(file, source.file !== undefined);
  const folder = source.file === undefined ? process.cwd() : dirname(resolve(file));
  for (const override of source.set ?? []) applyOverride(tree, override);
  if (source.stages) tree.stages = source.stages.map((s) => absoluteModule(s, process.cwd()));
  else if (Array.isArray(tree.stages)) {
    tree.stages = tree.stages.map((s) => (typeof s === 'string' ? absoluteModule(s, folder) : s));
  }
  const listed = Array.isArray(tree.stages) ? tree.stages.filter((s) => typeof s === 'string') : [];
  const own = await Promise.all(listed.filter(isModule).map((path) => importStage(path, TAKEN)));
  return check(tree, [...shipped, ...own]);
}

/** The stages of a config, in order, with their options. */
export async function stepsOf(config: Config): Promise<Step[]> {
  const steps: Step[] = [];
  for (const name of config.stages) {
    const stage = isModule(name) ? await importStage(name, TAKEN) : shippedStage(name);
    steps.push({ stage, options: config[stage.name] as Record<string, unknown> });
  }
  return steps;
}

/** Names that no stage of a user may have. */
const TAKEN: readonly string[] = [...RESERVED, ...shipped.map((s) => s.name)];

function shippedStage(name: string): Stage {
  const stage = shipped.find((s) => s.name === name);
  if (stage) return stage;
  const names = shipped.map((s) => s.name);
  throw new UserError(
    `unknown stage ${name}${suggest(name, names)}; there are ${names.join(', ')}, and modules by path (./mine.js)`,
  );
}

function readTree(file: string, mustExist: boolean): Tree {
  if (!mustExist && !existsSync(file)) return {};
  let tree: unknown;
  try {
    tree = parse(readFileSync(file, 'utf8')) ?? {};
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'there is no such file' : messageOf(error).split('\n')[0];
    throw new UserError(`config ${file}: ${what}`);
  }
  if (!isTree(tree)) throw new UserError(`config ${file}: must hold keys and values, such as "read:"`);
  return tree;
}

function applyOverride(tree: Tree, override: string): void {
  const at = override.indexOf('=');
  if (at < 1 || override[at - 1] === ':')
    throw new UserError(`--set ${override}: must be key=value, such as read.text_field=body`);
  const path = override.slice(0, at).split('.');
  let node = tree;
  for (const key of path.slice(0, -1)) {
    // Own properties only: a key such as __proto__ must not reach what all objects share.
    if (!Object.hasOwn(node, key) || !isTree(node[key])) define(node, key, {});
    node = node[key] as Tree;
  }
  const raw = override.slice(at + 1);
  const schema = schemaAt(toSchemaNode(configSchema(shipped)), path);
  define(node, path.at(-1)!, parseValue(raw, schema, override));
}

function define(node: Tree, key: string, value: unknown): void {
  Object.defineProperty(node, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A value from the command line: YAML, but text where the option is text, and commas where it is a list. */
function parseValue(raw: string, schema: SchemaNode | null, override: string): unknown {
  if (schema?.type === 'string') return raw;
  let value: unknown;
  try {
    value = parse(raw);
  } catch (error) {
    throw new UserError(`--set ${override}: ${messageOf(error).split('\n')[0]}`);
  }
  if (schema?.type === 'array' && !Array.isArray(value)) {
    return raw === '' ? [] : raw.split(',').map((part) => parse(part));
  }
  return value;
}

function check(tree: Tree, stages: readonly Stage[]): Config {
  const schema = configSchema(stages);
  const result = schema.safeParse(tree);
  if (!result.success) {
    throw new UserError(explainIssues(result.error.issues, tree, toSchemaNode(schema)).join('\n'));
  }
  const config = result.data as Config;
  for (const name of config.stages) if (!isModule(name)) shippedStage(name);
  return config;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
