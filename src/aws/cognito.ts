/** Users of Amazon Cognito user pools. */
import {
  CognitoIdentityProviderClient,
  ListUsersCommand,
  type ListUsersCommandOutput,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { failureOf, type RawFailure } from "../core/lookup/failure";
import type { Pool } from "../core/lookup/pools";
import type { Answer, DirectoryUser, UserDirectory } from "./userDirectory";

export interface Patience {
  /** ms for a profile's credentials: a process behind it may ask its user something. */
  credentials: number;
  /** ms for one page, the SDK's own repetitions included. */
  page: number;
}

const MOST_PAGES = 1000; // a server that never ends its list

export class CognitoDirectory implements UserDirectory {
  constructor(private readonly patience: Patience = { credentials: 60_000, page: 10_000 }) {}

  async findBySub(pool: Pool, sub: string, signal: AbortSignal): Promise<Answer> {
    const client = new CognitoIdentityProviderClient({
      region: pool.region,
      // A named profile and nothing else: the chain would go on to the machine's own role when the profile fails, and
      // the answer would come in another name. Without a profile the SDK searches as it always does.
      credentials:
        pool.profile === "" ? fromNodeProviderChain() : fromIni({ profile: pool.profile, ignoreCache: true }),
      ...(pool.profile === "" ? {} : { profile: pool.profile }),
      ...(pool.endpoint === undefined ? {} : { endpoint: pool.endpoint }),
      requestHandler: { connectionTimeout: 5000, requestTimeout: this.patience.page },
    });
    let during: RawFailure["during"] = "credentials";
    try {
      await within(this.patience.credentials, signal, () => client.config.credentials());
      during = "call";
      const users = await this.listUsers(client, pool, sub, signal);
      const own = users.filter((user) => subOf(user).toLowerCase() === sub.toLowerCase());
      // never show another person: emulators are known to ignore the filter
      if (own.length === 0 && users.length > 0) throw new WrongAnswer("The users returned have another sub.");
      return { kind: "users", users: own.map(directoryUser) };
    } catch (error) {
      if (signal.aborted) return { kind: "cancelled" };
      return { kind: "failed", failure: failureOf({ during, ...rawFailure(error) }) };
    } finally {
      client.destroy();
    }
  }

  private async listUsers(
    client: CognitoIdentityProviderClient,
    { userPoolId }: Pool,
    sub: string,
    signal: AbortSignal,
  ): Promise<UserType[]> {
    const users: UserType[] = [];
    const tokens = new Set<string>();
    let token: string | undefined;
    do {
      // Spaces round "=": emulators want them. With a token the same filter has to be sent again.
      const question = {
        UserPoolId: userPoolId,
        Filter: `sub = "${sub}"`,
        ...(token ? { PaginationToken: token } : {}),
      };
      const page: ListUsersCommandOutput = await within(this.patience.page, signal, (abortSignal) =>
        client.send(new ListUsersCommand(question), { abortSignal }),
      );
      // users not asked for are not kept: an emulator that ignores the filter sends the whole pool
      for (const user of page.Users ?? [])
        if (subOf(user).toLowerCase() === sub.toLowerCase() || users.length === 0) users.push(user);
      token = page.PaginationToken || undefined;
      if (token !== undefined && (tokens.has(token) || tokens.size >= MOST_PAGES)) {
        throw new WrongAnswer("The list of users does not end.");
      }
      if (token !== undefined) tokens.add(token);
    } while (token !== undefined); // a page may be empty and still not be the last
    return users;
  }
}

class WrongAnswer extends Error {
  override name = "WrongAnswer";
}

class TimedOut extends Error {
  override name = "TimeoutError";
}

/** Ends by the signal or the clock even when the work heeds neither. */
async function within<T>(ms: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  const either = AbortSignal.any([signal, late.signal]);
  let stop = (): void => undefined;
  try {
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(new TimedOut(`No answer within ${Math.round(ms / 1000)} s.`));
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
  // what is no JSON is an answer too, though not Cognito's
  const isGibberish = error instanceof SyntaxError || $metadata?.httpStatusCode === 200;
  return {
    name: error.name,
    message: error.message,
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
