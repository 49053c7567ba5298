import { describe, expect, test } from 'vitest';
import {
  callBackOf,
  CallBack,
  EMPTY_DRAFT,
  filled,
  receiptOf,
  wrongWith,
  type CallBackDraft
} from './call-back.ts';

const whole: CallBackDraft = { phone: '0612345678', name: 'Mevrouw Bosch', question: 'hulp met de huur' };

describe('who asks to be called', () => {
  test('leaves a number, a name and a few words, and nothing more', () => {
    const made = callBackOf(whole, 'morning', 'tr', '2026-11-24');
    expect(made).toEqual({ ...whole, when: 'morning', language: 'tr', day: '2026-11-24' });
    expect(CallBack.safeParse(made).success).toBe(true);
    expect(CallBack.safeParse({ ...made, address: 'Kerkstraat 1' }).success).toBe(false);
  });

  test.each(['', '06123', '612345678', '31612345678', '06123456781234567'.slice(0, 16)])(
    'is not called at %j',
    (phone) => {
      const draft = { ...whole, phone };
      expect(wrongWith(draft, 'phone')).toBe('wrongPhone');
      expect(callBackOf(draft, 'any', 'nl', null)).toBeNull();
    }
  );

  test('says something in each field, and no citizen number', () => {
    expect(wrongWith({ ...whole, name: '  ' }, 'name')).toBe('missing');
    expect(wrongWith({ ...whole, question: 'mijn nummer is 123456782' }, 'question')).toBe('noCitizenNumber');
    expect(wrongWith(whole, 'question')).toBeNull();
  });

  test('fills in figures alone as a number, and no more of anything than is of use', () => {
    expect(filled(EMPTY_DRAFT, 'phone', '06-12 34').phone).toBe('061234');
    expect(filled(EMPTY_DRAFT, 'question', 'a'.repeat(500)).question).toHaveLength(200);
  });
});

test('a receipt follows from the id, and can be read aloud without mistakes', () => {
  expect(receiptOf('00000000'.repeat(4))).toBe('222222');
  expect(receiptOf('ffffffff'.repeat(4))).toMatch(/^[2-9A-HJ-NP-Z]{6}$/);
  expect(receiptOf('12345678'.repeat(4))).not.toBe(receiptOf('12345679'.repeat(4)));
});
