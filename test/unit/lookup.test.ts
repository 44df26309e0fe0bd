import assert from "node:assert/strict";
import { failureOf, refusalOf } from "../../src/core/lookup/failure";
import { Pace } from "../../src/core/lookup/pace";
import { placeOf } from "../../src/core/lookup/place";
import { choosePools, conflicts, type EventPlace, type Pool, poolsOf, regionOfPool } from "../../src/core/lookup/pools";
import { commandFor, commandText } from "../../src/core/lookup/signIn";

const pool = (more: Partial<Pool> = {}): Pool => ({
  name: "Customers",
  userPoolId: "us-east-1_AAA",
  region: "us-east-1",
  profile: "dev",
  ...more,
});
const event = (more: Partial<EventPlace> = {}): EventPlace => ({
  userPool: "",
  awsRegion: "us-east-1",
  recipientAccountId: "111122223333",
  ...more,
});

describe("the setting of user pools", () => {
  const cases: [name: string, setting: unknown, pools: Pool[]][] = [
    [
      "all that is needed",
      [{ name: "Customers", userPoolId: "us-east-1_AAA", region: "us-east-1", profile: "dev" }],
      [pool()],
    ],
    [
      "name and Region out of the id",
      [{ userPoolId: "eu-west-1_B", profile: "dev" }],
      [pool({ name: "eu-west-1_B", userPoolId: "eu-west-1_B", region: "eu-west-1" })],
    ],
    [
      "an emulator",
      [{ userPoolId: "local_0fBuUH9D", region: "us-east-1", profile: "dev", endpoint: "http://127.0.0.1:9229" }],
      [pool({ name: "local_0fBuUH9D", userPoolId: "local_0fBuUH9D", endpoint: "http://127.0.0.1:9229" })],
    ],
    ["no Region at all", [{ userPoolId: "local_0fBuUH9D", profile: "dev" }], []],
    [
      "a Region that would be another host",
      [{ userPoolId: "us-east-1_AAA", region: "x.example.com/", profile: "dev" }],
      [],
    ],
    ["an endpoint that is no address", [{ userPoolId: "us-east-1_AAA", endpoint: "file:///etc/passwd" }], []],
    ["an endpoint with a user in it", [{ userPoolId: "us-east-1_AAA", endpoint: "https://a@b.example" }], []],
    ["no id", [{ name: "x" }, null, "us-east-1_AAA"], []],
    ["no list", { userPoolId: "us-east-1_AAA" }, []],
  ];
  for (const [name, setting, pools] of cases) {
    it(name, () => assert.deepEqual(poolsOf(setting).pools, pools));
  }

  it("counts what it cannot use", () => assert.equal(poolsOf([{}, { userPoolId: "us-east-1_A" }]).unusable, 1));

  it("takes a Region from an id only where there is one", () => {
    assert.deepEqual(["us-east-1_A", "us-gov-west-1_A", "ap-northeast-1_a_B", "local_A", "_A"].map(regionOfPool), [
      "us-east-1",
      "us-gov-west-1",
      "",
      "",
      "",
    ]);
  });
});

describe("which pool is asked", () => {
  const other = pool({ userPoolId: "us-east-1_BBB", name: "Staff" });
  const far = pool({ userPoolId: "eu-west-1_CCC", region: "eu-west-1" });
  const cases: [name: string, event: EventPlace | undefined, pools: Pool[], choice: ReturnType<typeof choosePools>][] =
    [
      ["the record's own", event({ userPool: "us-east-1_BBB" }), [pool(), other], { kind: "use", pools: [other] }],
      [
        "the record's own that is not set up",
        event({ userPool: "us-east-1_X" }),
        [pool()],
        { kind: "setUp", userPoolId: "us-east-1_X" },
      ],
      ["those of the event's Region", event(), [far, pool(), other], { kind: "use", pools: [pool(), other] }],
      ["none of the event's Region", event({ awsRegion: "ap-south-1" }), [pool()], { kind: "ask" }],
      ["without an event the only one", undefined, [far], { kind: "use", pools: [far] }],
      ["without an event one of several", undefined, [far, pool()], { kind: "ask" }],
      ["none at all", undefined, [], { kind: "ask" }],
    ];
  for (const [name, of, pools, choice] of cases) it(name, () => assert.deepEqual(choosePools(of, pools), choice));
});

describe("asking in the wrong place", () => {
  const cases: [name: string, event: EventPlace | undefined, pool: Pool, account: string, wrong: boolean][] = [
    ["the same account and Region", event(), pool(), "111122223333", false],
    ["an account nobody knows", event(), pool(), "", false],
    ["another account", event(), pool(), "123456789012", true],
    ["another Region", event({ awsRegion: "eu-west-1" }), pool(), "", true],
    [
      "an event that does not say where",
      event({ awsRegion: "", recipientAccountId: "" }),
      pool(),
      "123456789012",
      false,
    ],
    ["no event", undefined, pool(), "123456789012", false],
    ["a Region that is not the pool's", undefined, pool({ region: "eu-west-1" }), "", true],
    [
      "an emulator may call itself anything",
      undefined,
      pool({ region: "eu-west-1", endpoint: "http://127.0.0.1:1" }),
      "",
      false,
    ],
  ];
  for (const [name, of, where, account, wrong] of cases) {
    it(name, () => assert.equal(conflicts(of, where, account), wrong));
  }
});

describe("what a UUID is", () => {
  const id = "87a42a58-6051-7076-79e2-fe9208b6ae3c";
  const cases: [path: (string | number)[], value: string, place: string][] = [
    [["additionalEventData", "sub"], id, "sub"],
    [["additionalEventData", "sub"], id.toUpperCase(), "sub"],
    [["additionalEventData", "requestParameters", "sub", 0], id, "sub"],
    [["responseElements", "userSub"], id, "sub"],
    [["requestParameters", "username"], id, "sub"],
    [["requestParameters", "username"], "HIDDEN_DUE_TO_SECURITY_REASONS", "none"],
    [["additionalEventData", "sub"], `${id}" or sub = "x`, "none"],
    [["additionalEventData.sub"], id, "otherId"],
    [["requestParameters", "clientRequestToken"], id, "otherId"],
    [["eventID"], id, "eventID"],
    [["requestID"], id, "requestID"],
    [["sharedEventID"], id, "sharedEventID"],
    [["requestParameters", "eventID"], id, "otherId"],
    [["requestParameters", "identityId"], `us-east-1:${id}`, "identityId"],
    [["additionalEventData", "sub"], `us-east-1:${id}`, "identityId"],
  ];
  for (const [path, value, place] of cases) {
    it(`${path.join(".")} ${value}: ${place}`, () => assert.equal(placeOf(path, value), place));
  }
});

describe("kinds of failures", () => {
  const cases: [during: "credentials" | "call", name: string, message: string, status: number, kind: string][] = [
    [
      "call",
      "AccessDeniedException",
      "User: arn:aws:iam::1:user/a is not authorized to perform: cognito-idp:ListUsers",
      400,
      "denied",
    ],
    ["call", "NotAuthorizedException", "", 400, "denied"],
    ["call", "UnrecognizedClientException", "The security token included in the request is invalid.", 400, "denied"],
    ["call", "InvalidSignatureException", "Signature expired: 1 is now earlier than 2", 400, "denied"],
    ["call", "ExpiredTokenException", "The security token included in the request is expired", 400, "expired"],
    ["call", "TooManyRequestsException", "Rate exceeded", 400, "throttled"],
    ["call", "Unknown", "", 429, "throttled"],
    ["call", "ResourceNotFoundException", "User pool us-east-1_A does not exist.", 400, "wrongPool"],
    ["call", "OperationNotEnabledException", "", 400, "wrongPool"],
    ["call", "InvalidParameterException", "1 validation error: value at 'userPoolId' failed", 400, "wrongPool"],
    ["call", "InvalidParameterException", "Error while parsing filter", 400, "wrongAnswer"],
    ["call", "InternalErrorException", "", 500, "unreachable"],
    ["call", "Error", "connect ECONNREFUSED 127.0.0.1:1", 0, "unreachable"],
    ["call", "TimeoutError", "", 0, "unreachable"],
    ["call", "SyntaxError", "Unexpected token <", 200, "wrongAnswer"],
    [
      "credentials",
      "CredentialsProviderError",
      "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
      0,
      "expired",
    ],
    [
      "credentials",
      "CredentialsProviderError",
      "The SSO session token associated with profile=dev was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
      0,
      "expired",
    ],
    [
      "credentials",
      "CredentialsProviderError",
      "UnauthorizedException: Session token not found or invalid",
      0,
      "expired",
    ],
    [
      "credentials",
      "CredentialsProviderError",
      "Failed to load a token for session x, please re-authenticate using aws login",
      0,
      "expired",
    ],
    [
      "credentials",
      "AccessDenied",
      "User: arn:aws:iam::1:user/a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/r",
      403,
      "denied",
    ],
    [
      "credentials",
      "CredentialsProviderError",
      "Error: getaddrinfo ENOTFOUND portal.sso.us-east-1.amazonaws.com",
      0,
      "unreachable",
    ],
    ["credentials", "CredentialsProviderError", "Command failed: false", 0, "noProfile"],
    [
      "credentials",
      "CredentialsProviderError",
      "Could not resolve credentials using profile: [x] in configuration/credentials file(s).",
      0,
      "noProfile",
    ],
  ];
  for (const [during, name, message, status, kind] of cases) {
    it(`${during}: ${name} ${message}`.trim(), () =>
      assert.equal(failureOf({ during, name, message, code: "", status }).kind, kind),
    );
  }

  it("reads who was refused what", () => {
    const said =
      "User: arn:aws:sts::111122223333:assumed-role/Dev/me is not authorized to perform: cognito-idp:ListUsers on resource: arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_A because no identity-based policy allows the cognito-idp:ListUsers action";
    assert.deepEqual(refusalOf(said), {
      arn: "arn:aws:sts::111122223333:assumed-role/Dev/me",
      action: "cognito-idp:ListUsers",
      resource: "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_A",
    });
    assert.deepEqual(refusalOf("no"), { arn: "", action: "", resource: "" });
  });
});

describe("the command that signs in again", () => {
  const cases: [profile: string, shell: string, command: string | undefined][] = [
    ["dev", "/bin/bash", "aws sso login --profile dev"],
    ["a b", "/bin/zsh", "aws sso login --profile 'a b'"],
    ["x'; rm -rf ~ #", "/bin/bash", "aws sso login --profile 'x'\\''; rm -rf ~ #'"],
    ["$(id)", "/bin/sh", "aws sso login --profile '$(id)'"],
    ["a b", "C:\\Windows\\System32\\cmd.exe", 'aws sso login --profile "a b"'],
    ['a" & calc', "cmd.exe", undefined],
    ["%PATH%", "cmd.exe", undefined],
    ["it's", "pwsh", "aws sso login --profile 'it''s'"],
    ["a’; calc", "C:\\Program Files\\PowerShell\\7\\pwsh.exe", undefined],
    ["a‘; calc", "powershell.exe", undefined],
    ["a\nb", "/bin/bash", undefined],
    ["a b", "/usr/bin/fish", "aws sso login --profile 'a b'"],
    ["a'b", "/usr/bin/fish", undefined],
  ];
  for (const [profile, shell, command] of cases) {
    it(`${JSON.stringify(profile)} in ${shell}`, () =>
      assert.equal(commandFor({ kind: "sso", profile }, shell), command));
  }

  it("is another one for a console sign-in", () =>
    assert.equal(commandText({ kind: "login", profile: "dev" }), "aws login --profile dev"));
});

describe("the pace of look-ups", () => {
  it("lets the first go at once and the others in turn", () => {
    const pace = new Pace(200);
    assert.deepEqual([pace.take(1000), pace.take(1000), pace.take(1100), pace.take(5000)], [0, 200, 300, 0]);
  });
});
