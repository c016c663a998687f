/** One thing the platform would refuse in a card. */
export interface CardProblem {
  /** Inner code of 230099, e.g. 200861. */
  code: number;
  message: string;
  /** `ROOT -> body -> elements -> [0](tag: div)` */
  path: string;
  value?: unknown;
}

export const validateCard = (_json: unknown): CardProblem[] => [];
