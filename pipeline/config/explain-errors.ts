/** Says what is wrong with a config: the key, what was given, what is allowed, the nearest right name. */
import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';

/** The parts of JSON Schema that zod writes and we read. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly description?: string;
}

export function toSchemaNode(schema: z.ZodType): SchemaNode {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
}

/** The schema under a path of keys; null where there is none. */
export function schemaAt(root: SchemaNode, path: readonly PropertyKey[]): SchemaNode | null {
  let node: SchemaNode | undefined = root;
  for (const key of path) node = typeof key === 'number' ? node?.items : node?.properties?.[String(key)];
  return node ?? null;
}

/** What a value may be, in words. */
export function describeAllowed(node: SchemaNode): string {
  const { type } = node;
  if (Array.isArray(type)) return type.map((t) => describeAllowed({ ...node, type: t })).join(' or ');
  if (node.anyOf) return node.anyOf.map(describeAllowed).join(' or ');
  if (node.enum) return node.enum.map(String).join(', ');
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.type === 'array') return `a list of ${node.items ? describeAllowed(node.items) : 'values'}`;
  if (node.type === 'object') return 'a section of keys and values';
  if (node.type === 'boolean') return 'true or false';
  if (node.type === 'null' || node.type === undefined) return node.type ?? 'another value';
  const noun = node.type === 'integer' ? 'a whole number' : `a ${node.type}`;
  return noun + describeRange(node);
}

function describeRange(node: SchemaNode): string {
  const { minimum, maximum, exclusiveMinimum } = node;
  const low = exclusiveMinimum !== undefined ? `above ${exclusiveMinimum}` : minimum;
  const high = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined;
  const floor = low === Number.MIN_SAFE_INTEGER ? undefined : low;
  if (floor !== undefined && high !== undefined) return ` from ${floor} to ${high}`;
  if (floor !== undefined) return typeof floor === 'string' ? ` ${floor}` : ` of at least ${floor}`;
  if (high !== undefined) return ` of at most ${high}`;
  return '';
}

/** ` (did you mean X?)` where one of the names is near enough, else nothing. */
export function suggest(given: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const near = closest(given, names);
  return distance(given, near) <= Math.max(2, given.length / 3) ? `; did you mean ${near}?` : '';
}

/** One line for each thing that zod found wrong with `value`. */
export function explainIssues(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  root: SchemaNode,
): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const names = Object.keys(schemaAt(root, issue.path)?.properties ?? {});
      return issue.keys.map((key) => {
        const where = [...issue.path, key].join('.');
        return `unknown key ${where}${suggest(key, names) || `; allowed: ${names.join(', ')}`}`;
      });
    }
    const raw = valueAt(value, issue.path);
    const given = JSON.stringify(raw) ?? 'nothing';
    const shown = given.length > 60 ? `${given.slice(0, 60)}…` : given;
    const key = issue.path.join('.') || 'the config';
    const node = schemaAt(root, issue.path);
    const near = issue.code === 'invalid_value' ? suggest(String(raw), issue.values.map(String)) : '';
    // What a schema cannot say, the option's own check says.
    const allowed = node && issue.code !== 'custom' ? describeAllowed(node) : issue.message;
    return `${key} is ${shown}; allowed: ${allowed}${near}`;
  });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) at = (at as Record<PropertyKey, unknown> | undefined)?.[key];
  return at;
}
