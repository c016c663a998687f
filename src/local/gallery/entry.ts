/** One card of the gallery. */
export interface Entry {
  readonly group: string;
  readonly title: string;
  readonly card: object;
}
