/** What the corpus profile says of a page's lines: what many pages of a site show is not the article. */
import { type Profile, siteOf } from '../../text/profile.js';
import { type Reading, textOf } from './lines.js';
import { scaleOdds } from './odds.js';

/** Shares of a site's pages that show a line, and what they make of the odds that it is content; highest first. */
const ON_MANY_PAGES = [
  { share: 0.3, factor: 0.01 },
  { share: 0.05, factor: 0.1 },
];

/** Lowers, in place, the probabilities of lines that many pages of the document's site show. */
export function weighProfile(reading: Reading, content: Float32Array, profile: Profile): void {
  const { url, path } = reading.document.origin;
  const site = siteOf(url, path);
  content.forEach((p, line) => {
    const share = profile(site, textOf(reading, line));
    const found = ON_MANY_PAGES.find((step) => share >= step.share);
    if (found) content[line] = scaleOdds(p, found.factor);
  });
}
