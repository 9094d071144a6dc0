/** Where a match begins and ends, in UTF-16 units. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
}
