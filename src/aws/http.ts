/** How requests to AWS leave: nothing secret in clear text, and no answer without end. */
import { isIPv4 } from "node:net";
import { type Readable, Transform } from "node:stream";
import { NodeHttpHandler } from "@smithy/node-http-handler";

type Handle = NodeHttpHandler["handle"];
type Request = Parameters<Handle>[0];

/** Bytes. A page of ListUsers has at most 60 users, some hundred KB. */
const LARGEST_ANSWER = 8 * 1024 * 1024;
/** Bytes of all answers of one look-up: pages, repetitions and sign-in together. */
const LARGEST_TOTAL = 64 * 1024 * 1024;
/** Levels of JSON; Cognito's answers have five. To parse millions of them takes hundreds of MB. */
const DEEPEST = 64;

/** An answer that is none of Cognito's; `code` tells which kind. */
export class WrongAnswer extends Error {
  override name = "WrongAnswer";
  constructor(readonly code: "anotherUser" | "endless" | "tooLarge" | "tooDeep") {
    super(code);
  }
}

/** A session token would have crossed the network unencrypted. The message is where to: scheme, host and port. */
export class InsecureEndpoint extends Error {
  override name = "InsecureEndpoint";
}

/** For one look-up: the calls that sign in, and the calls that ask. Like the SDK's own it follows no redirects. */
export class CarefulHttp extends NodeHttpHandler {
  /** What was refused. The SDK wraps an error of the sign-in, and keeps its words only. */
  refused: WrongAnswer | InsecureEndpoint | undefined;
  /** Whatever signs in asks for a session token, so it is not asked in vain: none may go to where it is wanted. */
  tokensGoNowhere: InsecureEndpoint | undefined;
  /** Until then any plain request is refused: what is asked for and what answers are tokens. */
  hasSignedIn = false;
  #left = LARGEST_TOTAL;

  override async handle(request: Request, options?: Parameters<Handle>[1]): ReturnType<Handle> {
    const insecure = this.#insecure(request);
    if (insecure) throw this.#refuse(insecure);
    const answer = await super.handle(request, options);
    const { response } = answer;
    response.body = this.#bounded(response.body as Readable, options?.abortSignal as AbortSignal | undefined);
    return answer;
  }

  #insecure(request: Request): InsecureEndpoint | undefined {
    if (!this.hasSignedIn) return this.tokensGoNowhere ?? plainRemote(request);
    return hasToken(request) ? plainRemote(request) : undefined;
  }

  #refuse<T extends WrongAnswer | InsecureEndpoint>(error: T): T {
    this.refused ??= error;
    return error;
  }

  #bounded(body: Readable, signal: AbortSignal | undefined): Readable {
    const depth = new Depth();
    let left = Math.min(LARGEST_ANSWER, this.#left);
    const bounded = new Transform({
      transform: (chunk: Buffer, _, done) => {
        left -= chunk.length;
        this.#left -= chunk.length;
        if (left < 0) done(this.#refuse(new WrongAnswer("tooLarge")));
        else if (depth.after(chunk) > DEEPEST) done(this.#refuse(new WrongAnswer("tooDeep")));
        else done(null, chunk);
      },
    });
    const stop = (): void => void body.destroy();
    signal?.addEventListener("abort", stop, { once: true });
    body.once("close", () => signal?.removeEventListener("abort", stop));
    body.once("error", (error) => bounded.destroy(error));
    // what ends early is an error too, not a short answer
    body.once("close", () => {
      if (!body.readableEnded) bounded.destroy(new Error("The answer ends early."));
    });
    bounded.once("close", stop);
    return body.pipe(bounded);
  }
}

/** Where a request would go without encryption and leave this computer; undefined when it does not. */
export function plainRemote({
  protocol,
  hostname,
  port,
}: Pick<Request, "protocol" | "hostname" | "port">): InsecureEndpoint | undefined {
  if (protocol === "https:" || isLoopback(hostname)) return undefined;
  return new InsecureEndpoint(`${protocol}//${hostname}${port ? `:${port}` : ""}`);
}

/** Names are compared as they are: what another one resolves to can change at any time. */
function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

function hasToken({ headers, query }: Request): boolean {
  return [...Object.keys(headers), ...Object.keys(query)].some((name) => /token|bearer/i.test(name));
}

/** How deeply JSON nests, counted as it comes. */
class Depth {
  #depth = 0;
  #most = 0;
  #inText = false;
  #isEscaped = false;

  /** @returns the most there was so far */
  after(chunk: Buffer): number {
    for (const byte of chunk) {
      if (this.#inText) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === 0x5c) this.#isEscaped = true;
        else if (byte === 0x22) this.#inText = false;
      } else if (byte === 0x22) this.#inText = true;
      else if (byte === 0x5b || byte === 0x7b) this.#most = Math.max(this.#most, ++this.#depth);
      else if (byte === 0x5d || byte === 0x7d) this.#depth--;
    }
    return this.#most;
  }
}
