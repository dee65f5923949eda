/** Tells list items by the bullet or number they start with. */

/** A bullet or dash and a space, or a number or small letter with a stop or bracket and a space. */
const MARKER = /^(?:[-–—*+•·▪▫●○◦‣⁃∙■□◆◇►▶▸→➤➜✓✔✅★☆]\s|[([]?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)\]]\s)/u;
const LONGEST_MARKER = 8;
/** A dash before somebody speaks, and one before the words that say who does: "– We were late – said the driver". */
const SPOKEN = /^[–—]\s+\p{Lu}/u;
const SAYS_WHO = /\s[–—]\s\p{Ll}/u;

export function isListItem(text: string): boolean {
  if (!MARKER.test(text.slice(0, LONGEST_MARKER)) || !/[\p{L}\p{N}]/u.test(text.slice(2))) return false;
  return !(SPOKEN.test(text.slice(0, LONGEST_MARKER)) && SAYS_WHO.test(text));
}
