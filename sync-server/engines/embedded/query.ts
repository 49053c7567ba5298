import { badQuery } from '../answers.ts';

/** The parameters of one request, read by the type that CouchDB gives each; refuses what is not of that type. */
export class Query {
  readonly #parameters: URLSearchParams;

  constructor(parameters: URLSearchParams) {
    this.#parameters = parameters;
  }

  text(name: string): string | undefined {
    return this.#parameters.get(name) ?? undefined;
  }

  flag(name: string, otherwise = false): boolean {
    const value = this.text(name);
    if (value === undefined) return otherwise;
    if (value !== 'true' && value !== 'false') throw badQuery(`${name} must be true or false`);
    return value === 'true';
  }

  /** A whole number from 0. */
  count(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^\d{1,15}$/.test(value)) throw badQuery(`${name} must be a whole number`);
    return Number(value);
  }

  json(name: string): unknown {
    const value = this.text(name);
    if (value === undefined) return undefined;
    try {
      return JSON.parse(value);
    } catch {
      throw badQuery(`${name} must be JSON`);
    }
  }

  /** A text in JSON, by the first of the names that is given. */
  key(...names: string[]): string | undefined {
    const name = names.find((candidate) => this.#parameters.has(candidate));
    if (name === undefined) return undefined;
    const value = this.json(name);
    if (typeof value !== 'string') throw badQuery(`${name} must be a JSON text`);
    return value;
  }
}

/** Only the fields that have a value, so that they can be handed on as options. */
export const given = <Options extends object>(
  options: Options
): { [Name in keyof Options]?: Exclude<Options[Name], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Options]?: Exclude<Options[Name], undefined>;
  };
