import type { AgendaOverview, Session, ThemeLine } from '../../social-map/map-reader.ts';

const alphabet = new Intl.Collator('nl');

/**
 * A part of the agenda in short.
 *
 * @param sessions those of that part
 * @param wide the same part, not narrowed by theme, group and language
 * @param themes all there are
 */
export function overviewOf(
  sessions: readonly Session[],
  wide: readonly Session[],
  themes: readonly ThemeLine[]
): AgendaOverview {
  const counts = new Map<string, number>();
  for (const { start, cancelled } of sessions) {
    const day = start.slice(0, 10);
    if (!cancelled) counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const about = new Set(wide.flatMap((session) => session.themes));
  return {
    days: [...counts].map(([day, count]) => ({ day, count })),
    themes: themes
      .filter(({ id }) => about.has(id))
      .map(({ id, name }) => ({ id, name }))
      .sort((one, two) => alphabet.compare(one.name, two.name)),
    groups: [...new Set(wide.flatMap((session) => session.targetGroups))].sort(alphabet.compare),
    languages: [...new Set(wide.flatMap((session) => session.languages))].sort()
  };
}
