import { kinds, type Scene } from "./bodies";
import { accounts, Callers, type Fields, isoSeconds, regions } from "./callers";
import { Random } from "./random";

export interface MadeEvent {
  record: Fields;
  /** Some writers escape all characters that are not plain ASCII: the same values in another spelling. */
  escaped: boolean;
  source: string;
  /** The record's own `userIdentity.type`, "" when it has none. */
  identityType: string;
  failed: boolean;
}

const START = Date.UTC(2026, 2, 1);
/** The gap between events: fifteen minutes of one log have about 600. */
const MEAN_GAP = 1500; // milliseconds
const FAILURES = 0.06;
const ESCAPED = 0.02;
const codes = [
  "AccessDenied",
  "AccessDenied",
  "AccessDeniedException",
  "Client.UnauthorizedOperation",
  "ThrottlingException",
  "ResourceNotFoundException",
  "ValidationException",
  "NoSuchBucketPolicy",
];
const totalShare = kinds.reduce((sum, [share]) => sum + share, 0);

/** An endless log: the same seed gives the same events. */
export class Events {
  private readonly random: Random;
  private readonly callers: Callers;
  private clock = START;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.callers = new Callers(this.random);
  }

  /** `where` fixes account and Region, as in one file of a trail. */
  next(where?: { account: string; region: string }): MadeEvent {
    const r = this.random;
    const account = where?.account ?? r.pick(accounts);
    const region = where?.region ?? r.pick(regions);
    this.clock += -Math.log(1 - r.unit()) * MEAN_GAP;
    // Files are not in order of time: an event may be a few minutes older than the one before.
    const time = Math.floor(this.clock - r.below(300_000));
    const scene: Scene = { random: r, callers: this.callers, account, region, time };
    const call = this.kind()(scene);
    const { identity, address, agent } = call.caller ?? this.callers.anyone(account, time);
    const signIn = call.name === "ConsoleLogin";
    const failed = r.chance(FAILURES);
    const record: Fields = {
      eventVersion: r.pick(["1.08", "1.09", "1.10", "1.11", "1.11", "1.11"]),
      userIdentity: identity,
      eventTime: isoSeconds(time),
      eventSource: call.source,
      eventName: call.name,
      awsRegion: region,
      sourceIPAddress: address,
      userAgent: agent,
    };
    if (failed)
      Object.assign(
        record,
        signIn ? { errorMessage: "Failed authentication" } : this.error(call.source, call.name, identity),
      );
    const {
      requestParameters = null,
      responseElements = null,
      additionalEventData,
      resources,
      sharedEventID,
      serviceEventDetails,
      apiVersion,
      ...rest
    } = call.fields;
    record["requestParameters"] = requestParameters;
    record["responseElements"] = !failed ? responseElements : signIn ? { ConsoleLogin: "Failure" } : null;
    if (additionalEventData) record["additionalEventData"] = additionalEventData;
    record["requestID"] = r.chance(0.6) ? r.uuid() : r.capitals(16);
    record["eventID"] = r.uuid();
    record["readOnly"] = /^(Get|List|Describe|Head|Decrypt|Query)|_GET$/.test(call.name);
    if (resources) record["resources"] = resources;
    record["eventType"] = rest["eventType"] ?? "AwsApiCall";
    if (apiVersion) record["apiVersion"] = apiVersion;
    record["managementEvent"] = rest["managementEvent"] ?? true;
    record["recipientAccountId"] = account;
    if (sharedEventID) record["sharedEventID"] = sharedEventID;
    if (serviceEventDetails) record["serviceEventDetails"] = serviceEventDetails;
    record["eventCategory"] = rest["eventCategory"] ?? "Management";
    if (address !== agent)
      record["tlsDetails"] = {
        tlsVersion: "TLSv1.3",
        cipherSuite: "TLS_AES_128_GCM_SHA256",
        clientProvidedHostHeader: `${call.source.split(".")[0]}.${region}.amazonaws.com`,
      };
    if (r.chance(0.05)) record["sessionCredentialFromConsole"] = "true";
    return {
      record,
      escaped: r.chance(ESCAPED),
      source: call.source,
      identityType: typeof identity["type"] === "string" ? identity["type"] : "",
      failed,
    };
  }

  /** Moves on to the next delivery. */
  sceneOf(): { account: string; region: string; time: number; name: string } {
    const r = this.random;
    return { account: r.pick(accounts), region: r.pick(regions), time: this.clock, name: r.capitals(16) };
  }

  /** Records in one delivered file: usually few, sometimes very many. */
  fileSize(): number {
    const r = this.random;
    return r.chance(0.15) ? 1 : Math.round(Math.exp(1.2 + r.unit() * 3.4 + (r.chance(0.03) ? 3.4 : 0)));
  }

  private kind() {
    let left = this.random.unit() * totalShare;
    for (const [share, kind] of kinds) {
      left -= share;
      if (left < 0) return kind;
    }
    return kinds[0]![1];
  }

  private error(source: string, name: string, identity: Fields): Fields {
    const errorCode = this.random.pick(codes);
    const service = source.split(".")[0];
    const errorMessage = /Denied|Unauthorized/.test(errorCode)
      ? `User: ${identity["arn"] ?? "anonymous"} is not authorized to perform: ${service}:${name} on resource: "arn:aws:${service}:::${this.random.hex(8)}" because no identity-based policy allows the ${service}:${name} action`
      : "The request could not be completed.";
    return { errorCode, errorMessage };
  }
}
