/** For each UTF-16 code unit, its lower case; itself where that is not a single unit. */
export const lowerCase = buildLowerCase();

function buildLowerCase(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let code = 0; code < 0x10000; code++) {
    const lower = String.fromCharCode(code).toLowerCase();
    table[code] = lower.length === 1 ? lower.charCodeAt(0) : code;
  }
  return table;
}
