import { describe, expect, it } from 'vitest';
import { MOST_SAVED } from './list-address.ts';
import { SavedList } from './saved-list.svelte.ts';

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

  it('gets back what was taken off where it stood, and what came meanwhile stays', () => {
    const list = browser().open();
    list.add(['service:a', 'service:b', 'service:c']);
    const before = list.ids;
    list.toggle('service:b');
    list.toggle('service:d');
    expect(list.restore(before)).toBe('saved');
    expect(list.ids).toEqual(['service:a', 'service:b', 'service:c', 'service:d']);
  });

  it('takes from a list that was shared what it has room for, and says when that is not all', () => {
    const list = browser().open();
    list.toggle('service:0');
    const shared = Array.from({ length: MOST_SAVED }, (_, number) => `service:${number}`);
    expect(list.add(shared)).toBe('saved');
    expect(list.ids).toHaveLength(MOST_SAVED);
    expect(list.add(['service:more'])).toBe('full');
    expect(list.has('service:more')).toBe(false);
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
