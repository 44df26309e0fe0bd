/** Sends requests to AWS: no secrets in clear text, and no answers without a size limit. */
import { isIPv4 } from "node:net";
import { type Readable, Transform } from "node:stream";
import { NodeHttpHandler } from "@smithy/node-http-handler";

type Handle = NodeHttpHandler["handle"];
type Request = Parameters<Handle>[0];

/** Bytes. A page of ListUsers has at most 60 users, a few hundred KB. */
const LARGEST_ANSWER = 8 * 1024 * 1024;
/** Bytes of all answers of one look-up, including pages, retries and sign-in. */
const LARGEST_TOTAL = 64 * 1024 * 1024;
/** Levels of JSON; Cognito's answers have five. Parsing millions of levels takes hundreds of MB. */
const DEEPEST = 64;

/** An answer that does not come from Cognito; `code` says why. */
export class WrongAnswer extends Error {
  override name = "WrongAnswer";
  constructor(readonly code: "anotherUser" | "endless" | "tooLarge" | "tooDeep") {
    super(code);
  }
}

/**
 * A session token would have been sent over the network unencrypted. The message is the target: scheme, host and port.
 */
export class InsecureEndpoint extends Error {
  override name = "InsecureEndpoint";
}

/**
 * Handles the sign-in calls and the Cognito calls of one look-up. Like the SDK's own handler, it follows no redirects.
 */
export class CarefulHttp extends NodeHttpHandler {
  /** The refused request. The SDK wraps errors of the sign-in and keeps only their messages. */
  refused: WrongAnswer | InsecureEndpoint | undefined;
  /**
   * Where a session token would be sent unencrypted. The sign-in is then refused, because it would only request a token
   * that must not be used.
   */
  tokensGoNowhere: InsecureEndpoint | undefined;
  /** Until the sign-in is complete, every unencrypted request is refused: both requests and answers contain tokens. */
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
    // an answer that ends early is an error, not a short answer
    body.once("close", () => {
      if (!body.readableEnded) bounded.destroy(new Error("The answer ends early."));
    });
    bounded.once("close", stop);
    return body.pipe(bounded);
  }
}

/** Returns the target if the request would leave this computer unencrypted, else undefined. */
export function plainRemote({
  protocol,
  hostname,
  port,
}: Pick<Request, "protocol" | "hostname" | "port">): InsecureEndpoint | undefined {
  if (protocol === "https:" || isLoopback(hostname)) return undefined;
  return new InsecureEndpoint(`${protocol}//${hostname}${port ? `:${port}` : ""}`);
}

/** Compares names without resolving them: what another name resolves to can change at any time. */
function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

function hasToken({ headers, query }: Request): boolean {
  return [...Object.keys(headers), ...Object.keys(query)].some((name) => /token|bearer/i.test(name));
}

/** Counts how deeply JSON nests while it arrives. */
class Depth {
  #depth = 0;
  #most = 0;
  #inText = false;
  #isEscaped = false;

  /** @returns the deepest nesting so far */
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
