import { describe, expect, it } from 'vitest';
import { pinFault, suggestPin } from './pin';

describe('pinFault', () => {
  it.each([
    ['12345', 'length'],
    ['1234567890123', 'length'],
    ['49a817', 'digits'],
    ['741013', 'extension'],
    ['955558', 'repeated'],
    ['812349', 'sequence'],
    ['894321', 'sequence'],
    ['689012', 'sequence'],
    ['272727', 'pattern'],
    ['629629', 'pattern'],
  ])('says what is wrong with %s', (pin, fault) => {
    expect(pinFault(pin, '101')).toBe(fault);
  });

  it('takes what is not easily guessed', () => {
    expect(pinFault('162910', '102')).toBeUndefined();
  });

  it('is content with what it suggests', () => {
    for (let i = 0; i < 200; i++) {
      expect(pinFault(suggestPin('101'), '101')).toBeUndefined();
    }
  });
});
