import { describe, expect, it } from 'vitest';
import { MOST_SAVED, SavedList } from './saved-list.svelte.ts';

/** Storage of a browser whose tabs hear of each other's changes. */
function browser(setItem?: () => void) {
  const kept = new Map<string, string>();
  const tabs: EventTarget[] = [];
  const storageFor = (own: EventTarget) => {
    const tell = (key: string) => {
      for (const tab of tabs) {
        if (tab !== own) tab.dispatchEvent(Object.assign(new Event('storage'), { key }));
      }
    };
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem(key: string, value: string) {
        setItem?.();
        kept.set(key, value);
        tell(key);
      },
      removeItem(key: string) {
        kept.delete(key);
        tell(key);
      }
    } as Storage;
  };
  const open = () => {
    const tab = new EventTarget();
    tabs.push(tab);
    return new SavedList(storageFor(tab), tab);
  };
  return { open, kept };
}

describe('the list on this device', () => {
  it('keeps what was saved, in that order, until it is taken off', () => {
    const list = browser().open();
    expect([list.toggle('service:b'), list.toggle('service:a')]).toEqual(['saved', 'saved']);
    expect(list.ids).toEqual(['service:b', 'service:a']);
    expect(list.toggle('service:b')).toBe('removed');
    expect([list.has('service:a'), list.has('service:b')]).toEqual([true, false]);
  });

  it('is there again when the app is opened again', () => {
    const { open } = browser();
    open().toggle('service:a');
    expect(open().ids).toEqual(['service:a']);
  });

  it('is the same in every tab', () => {
    const { open } = browser();
    const [one, other] = [open(), open()];
    one.toggle('service:a');
    expect(other.has('service:a')).toBe(true);
    other.clear();
    expect(one.ids).toEqual([]);
  });

  it('loses nothing when two tabs save before they hear of each other', () => {
    const { open, kept } = browser();
    const list = open();
    kept.set('binnenzak-lijstje', '["service:b"]');
    list.toggle('service:a');
    expect(list.ids).toEqual(['service:b', 'service:a']);
  });

  it('takes no more than it can hold, and then still lets go', () => {
    const list = browser().open();
    for (let count = 0; count < MOST_SAVED; count++) list.toggle(`service:${count}`);
    expect(list.toggle('service:more')).toBe('full');
    expect(list.toggle('service:0')).toBe('removed');
    expect(list.toggle('service:more')).toBe('saved');
  });

  it('leaves nothing behind when it is cleared', () => {
    const { open, kept } = browser();
    const list = open();
    list.toggle('service:a');
    list.clear();
    expect(kept.size).toBe(0);
  });

  it('is empty when what was kept is no list', () => {
    const { open, kept } = browser();
    for (const text of ['{', '{}', 'null', '"x"', '[1,null]']) {
      kept.set('binnenzak-lijstje', text);
      expect(open().ids).toEqual([]);
    }
  });

  it('says so when this device keeps nothing', () => {
    const full = browser(() => {
      throw new DOMException('full', 'QuotaExceededError');
    }).open();
    expect([full.toggle('service:a'), full.has('service:a')]).toEqual(['failed', false]);
    expect(new SavedList(null, null).toggle('service:a')).toBe('failed');
  });
});
