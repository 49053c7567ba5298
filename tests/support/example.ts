import * as z from 'zod/mini';

/** As much of a schema as is needed to make something that fits it. */
interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly format?: string;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Shape;
}

/**
 * A document that fits a schema, made of its shape: the first of every choice, as few as may be, and `word` wherever
 * anybody may write. `given` says what stands in fields of a name, wherever they are, whose form a schema checks.
 */
export function exampleOf(
  schema: z.ZodMiniType,
  word: string,
  given: Readonly<Record<string, unknown>>
): Record<string, unknown> {
  const made = (shape: Shape): unknown => {
    const choice = (shape.anyOf ?? shape.oneOf)?.[0];
    if (choice) return made(choice);
    if ('const' in shape) return shape.const;
    if (shape.enum) return shape.enum[0];
    switch (shape.type) {
      case 'object':
        return Object.fromEntries(
          Object.entries(shape.properties ?? {}).map(([name, field]) => [
            name,
            name in given && field.type === 'string' ? given[name] : made(field)
          ])
        );
      case 'array':
        return shape.minItems && shape.items ? [made(shape.items)] : [];
      case 'integer':
      case 'number':
        return Math.max(shape.minimum ?? 1, 1);
      case 'boolean':
        return true;
      case 'null':
        return null;
    }
    if (shape.format === 'date') return '2026-11-01';
    return shape.format === 'date-time' ? '2026-11-01T10:00:00.000Z' : word;
  };
  return made(z.toJSONSchema(schema, { unrepresentable: 'any' }) as Shape) as Record<string, unknown>;
}
