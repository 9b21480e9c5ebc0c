/** Digits that the server takes; it judges again. */
export const SHORTEST = 6;
export const LONGEST = 12;

const RUN = 4;

export type PinFault = 'length' | 'digits' | 'extension' | 'repeated' | 'sequence' | 'pattern';

function hasRun(pin: string, step: number): boolean {
  let run = 1;
  for (let i = 1; i < pin.length; i++) {
    const distance = (((Number(pin[i]) - Number(pin[i - 1])) % 10) + 10) % 10;
    run = distance === (step + 10) % 10 ? run + 1 : 1;
    if (run >= RUN) {
      return true;
    }
  }
  return false;
}

/** Why a PIN is too easily guessed, as the server would say; undefined where it will do. */
export function pinFault(pin: string, extension: string): PinFault | undefined {
  if (pin.length < SHORTEST || pin.length > LONGEST) {
    return 'length';
  }
  if (!/^\d+$/.test(pin)) {
    return 'digits';
  }
  if (extension !== '' && pin.includes(extension)) {
    return 'extension';
  }
  if (hasRun(pin, 0)) {
    return 'repeated';
  }
  if (hasRun(pin, 1) || hasRun(pin, -1)) {
    return 'sequence';
  }
  return /^(\d+?)\1+$/.test(pin) ? 'pattern' : undefined;
}

/** Eight random digits that will do. */
export function suggestPin(extension: string): string {
  for (;;) {
    const digits = crypto.getRandomValues(new Uint32Array(8));
    const pin = Array.from(digits, (value) => String(value % 10)).join('');
    if (pinFault(pin, extension) === undefined) {
      return pin;
    }
  }
}
