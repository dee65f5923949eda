/** The config with every option at its default and a line on what it does: what `config/pipeline.yaml` holds. */
import { stringify } from 'yaml';
import { z } from 'zod';
import { stages } from '../../stages/index.js';
import { describeAllowed, toSchemaNode } from './explain-errors.js';
import { configSchema } from './options.js';

const HEAD = `# What Winnow does, with every option at its default. Made by "winnow stages"; a run reads this file unless it is
# given another (--config FILE) or told otherwise (--set key.option=value). A key that is left out has its default.
`;

/** The text of `config/pipeline.yaml`. */
export function renderOptions(): string {
  const schema = configSchema(stages);
  const defaults: Record<string, unknown> = schema.parse({});
  const parts = Object.entries(schema.shape).map(([key, part]) => {
    const section = unwrap(part as z.ZodType);
    if (!(section instanceof z.ZodObject)) return renderOption(key, part as z.ZodType, defaults[key], '');
    const values = defaults[key] as Record<string, unknown>;
    const options = Object.entries(section.shape).map(([name, option]) =>
      renderOption(name, option as z.ZodType, values[name], '  '),
    );
    const head = `# ${sentence(part as z.ZodType)}\n`;
    return options.length === 0 ? `${head}${key}: {}\n` : `${head}${key}:\n${options.join('')}`;
  });
  return [HEAD, ...parts].join('\n');
}

function renderOption(name: string, schema: z.ZodType, value: unknown, indent: string): string {
  const allowed = describeAllowed(toSchemaNode(schema));
  const text = stringify(
    { [name]: value },
    { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false },
  );
  const line = text.trim().replace(/^\{|\}$/g, '');
  return `${indent}# ${sentence(schema)} (${allowed})\n${indent}${line}\n`;
}

function sentence(schema: z.ZodType): string {
  return `${(schema.description ?? '').replace(/\.$/, '')}.`;
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodPrefault ? (schema.unwrap() as z.ZodType) : schema;
}
