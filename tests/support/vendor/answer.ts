/** One request to the vendor, read to its end. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface Answer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body: string | object | Buffer;
}

/** Ends a call with the vendor's refusal, from however deep a check. */
export class Refused extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('refused');
    this.answer = answer;
  }
}

/** What a gateway in front of the vendor answers when nothing behind it does. */
export const gatewayError: Answer = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
};

/** The body as a JSON object; `refusal` when it is none. */
export function jsonOf<Shape extends object>(call: Call, refusal: Answer): Partial<Shape> {
  try {
    const value: unknown = JSON.parse(call.body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refused(refusal);
}

export const formOf = (call: Call): URLSearchParams => new URLSearchParams(call.body.toString('utf8'));

/** Text as a vendor's servers write JSON: pure ASCII, slashes escaped. Not what JSON.stringify gives. */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
