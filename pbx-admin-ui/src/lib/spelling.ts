/** "pin_locked" and "afterSeconds" as a person would write them; for values newer than this page. */
export function spelled(value: string): string {
  const words = value
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[._-]+/g, ' ')
    .toLowerCase();
  return sentence(words);
}

/** Half a sentence as a whole one begins: "caller hung up" is "Caller hung up". */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
