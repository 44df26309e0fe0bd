/** Users of Amazon Cognito user pools. */
import {
  CognitoIdentityProviderClient,
  ListUsersCommand,
  type ListUsersCommandOutput,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { Sub } from "../core/events/cognito";
import { failureOf, type RawFailure } from "../core/lookup/failure";
import type { Pool } from "../core/lookup/pools";
import { CarefulHttp, type InsecureEndpoint, plainRemote, WrongAnswer } from "./http";
import type { Answer, DirectoryUser, UserDirectory } from "./userDirectory";

export interface Patience {
  /** ms to get a profile's credentials: the profile may run a process that asks its user something. */
  credentials: number;
  /** ms for one page, including the SDK's own retries. */
  page: number;
  /** ms for all pages. */
  pages: number;
}

const MOST_PAGES = 1000; // stops a server whose list never ends
const LONGEST_MESSAGE = 10_000; // characters

export class CognitoDirectory implements UserDirectory {
  constructor(private readonly patience: Patience = { credentials: 60_000, page: 10_000, pages: 60_000 }) {}

  async findBySub(pool: Pool, sub: Sub, signal: AbortSignal): Promise<Answer> {
    const http = new CarefulHttp({ connectionTimeout: 5000, requestTimeout: this.patience.page });
    const place = {
      region: pool.region,
      ...(pool.profile === "" ? {} : { profile: pool.profile }),
      ...(pool.endpoint === undefined ? {} : { endpoint: pool.endpoint }),
    };
    const ofSignIn = { clientConfig: { requestHandler: http } };
    const client = new CognitoIdentityProviderClient({
      ...place,
      // A named profile is used alone: the default chain would go on to the machine's own role if the profile fails,
      // and the answer would come from another identity. Without a profile, the SDK searches for credentials as it
      // always does.
      credentials:
        pool.profile === ""
          ? fromNodeProviderChain(ofSignIn)
          : fromIni({ profile: pool.profile, ignoreCache: true, ...ofSignIn }),
      requestHandler: http,
    });
    let during: RawFailure["during"] = "credentials";
    try {
      const insecure = await within(this.patience.page, signal, () => insecureEndpoint(place));
      http.tokensGoNowhere = insecure;
      const { sessionToken } = await within(this.patience.credentials, signal, () => client.config.credentials());
      if (insecure && sessionToken !== undefined) throw insecure;
      http.hasSignedIn = true;
      during = "call";
      const users = await within(this.patience.pages, signal, (late) => this.listUsers(client, pool, sub, late));
      const own = users.filter((user) => subOf(user).toLowerCase() === sub.toLowerCase());
      // never show another person: some emulators ignore the filter
      if (own.length === 0 && users.length > 0) throw new WrongAnswer("anotherUser");
      return { kind: "users", users: own.map(directoryUser) };
    } catch (error) {
      if (signal.aborted) return { kind: "cancelled" };
      return { kind: "failed", failure: failureOf({ during, ...rawFailure(http.refused ?? error) }) };
    } finally {
      client.destroy();
    }
  }

  private async listUsers(
    client: CognitoIdentityProviderClient,
    { userPoolId }: Pool,
    sub: Sub,
    signal: AbortSignal,
  ): Promise<UserType[]> {
    const users: UserType[] = [];
    const tokens = new Set<string>();
    let token: string | undefined;
    do {
      // Emulators need the spaces around "=". A request with a token must repeat the filter.
      const question = {
        UserPoolId: userPoolId,
        Filter: `sub = "${sub}"`,
        ...(token ? { PaginationToken: token } : {}),
      };
      const page: ListUsersCommandOutput = await within(this.patience.page, signal, (abortSignal) =>
        client.send(new ListUsersCommand(question), { abortSignal }),
      );
      // users that were not asked for are not kept: an emulator that ignores the filter sends the whole pool
      for (const user of page.Users ?? [])
        if (subOf(user).toLowerCase() === sub.toLowerCase() || users.length === 0) users.push(user);
      token = page.PaginationToken || undefined;
      if (token !== undefined && (tokens.has(token) || tokens.size >= MOST_PAGES)) {
        throw new WrongAnswer("endless");
      }
      if (token !== undefined) tokens.add(token);
    } while (token !== undefined); // an empty page is not always the last
    return users;
  }
}

/**
 * Returns where Cognito's client would connect without encryption, whatever configures that. The SDK itself is asked,
 * and the probe sends nothing.
 */
async function insecureEndpoint(
  place: ConstructorParameters<typeof CognitoIdentityProviderClient>[0],
): Promise<InsecureEndpoint | undefined> {
  let insecure: InsecureEndpoint | undefined;
  const probe = new CognitoIdentityProviderClient({
    ...place,
    credentials: { accessKeyId: "none", secretAccessKey: "none" },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: Parameters<CarefulHttp["handle"]>[0]) => {
        insecure = plainRemote(request);
        throw new Error("enough is known");
      },
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    },
  });
  try {
    await probe.send(new ListUsersCommand({ UserPoolId: "none_none" }));
  } catch {
    // the probe always fails; the look-up itself reports what is wrong with the configuration
  } finally {
    probe.destroy();
  }
  return insecure;
}

class LateAnswer extends Error {
  override name = "LateAnswer";
}

/** Ends at the signal or the timeout, even if the work ignores both. */
async function within<T>(ms: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  const either = AbortSignal.any([signal, late.signal]);
  let stop = (): void => undefined;
  try {
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(new LateAnswer());
      if (either.aborted) stop();
      else either.addEventListener("abort", stop, { once: true });
    });
    return await Promise.race([stopped, work(either)]);
  } finally {
    clearTimeout(timer);
    either.removeEventListener("abort", stop);
  }
}

function rawFailure(error: unknown): Omit<RawFailure, "during"> {
  if (!(error instanceof Error)) return { name: "", message: String(error), code: "", status: 0 };
  const { code, $metadata } = error as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  const isOurs = error instanceof WrongAnswer;
  // invalid JSON is also an answer, although not from Cognito
  const isGibberish = error instanceof SyntaxError || $metadata?.httpStatusCode === 200;
  return {
    name: error.name,
    message: error.message.slice(0, LONGEST_MESSAGE),
    code: typeof code === "string" ? code : "",
    status: isOurs || isGibberish ? 200 : ($metadata?.httpStatusCode ?? 0),
  };
}

function subOf({ Attributes = [] }: UserType): string {
  return Attributes.find(({ Name }) => Name === "sub")?.Value ?? "";
}

function directoryUser(user: UserType): DirectoryUser {
  return {
    username: user.Username ?? "",
    status: user.UserStatus ?? "",
    enabled: user.Enabled,
    created: user.UserCreateDate?.getTime(),
    modified: user.UserLastModifiedDate?.getTime(),
    attributes: (user.Attributes ?? []).map(({ Name = "", Value = "" }) => ({ name: Name, value: Value })),
  };
}
