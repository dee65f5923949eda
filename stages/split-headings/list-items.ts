/** Tells list items by the bullet or number they start with. */

/** A bullet or dash and a space, or a number or small letter with a stop or bracket and a space. */
const MARKER = /^(?:[-–—*+•·▪▫●○◦‣⁃∙■□◆◇►▶▸→➤➜✓✔✅★☆]\s|[([]?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)\]]\s)/u;
const LONGEST_MARKER = 8;

export function isListItem(text: string): boolean {
  return text.length > 2 && MARKER.test(text.slice(0, LONGEST_MARKER));
}
