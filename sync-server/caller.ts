/** What is known of a caller besides the request. */
export interface Caller {
  /** Network address. */
  readonly address: string;
  /** The request's target as it stood on the wire. */
  readonly target: string;
}

/** What the routes share of one request. `renewed` is the token of a session whose cookie must be sent anew. */
export type Environment = { Bindings: Caller; Variables: { renewed?: string } };
