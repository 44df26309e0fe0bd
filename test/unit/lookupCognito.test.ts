/** The SDK against a real HTTP server and real AWS files. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { CognitoDirectory } from "../../src/aws/cognito";
import { readProfiles } from "../../src/aws/profiles";
import type { Answer } from "../../src/aws/userDirectory";
import type { Sub } from "../../src/core/events/cognito";
import type { Pool } from "../../src/core/lookup/pools";
import { awsFiles, signedIn } from "../support/awsFiles";
import { type Asked, type CognitoServer, cognitoServer, failing, type Reply, user } from "../support/cognitoServer";

const sub = "87a42a58-6051-7076-79e2-fe9208b6ae3c" as Sub;
const another = "00000000-6051-7076-79e2-fe9208b6ae3c";

const config = `[profile sso]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = ReadOnly
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access
[profile behind]
role_arn = arn:aws:iam::123456789012:role/Support
source_profile = sso
[profile process]
credential_process = sh -c 'echo secret >&2; exit 3'
[profile slow]
credential_process = sleep 3
[profile fine]
credential_process = cat {folder}/made.json
[profile empty]
region = us-east-1
[profile console]
login_session = arn:aws:iam::111122223333:user/alice
[services local]
cognito_identity_provider =
  endpoint_url = http://127.0.0.1:1
`;

describe("looking a user up", () => {
  const files = awsFiles(config);
  const never = new AbortController().signal;
  let server: CognitoServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  async function find(
    reply: (asked: Asked, count: number) => Reply | "hang",
    more: Partial<Pool> = {},
    signal = never,
    directory = new CognitoDirectory(),
  ): Promise<Answer> {
    server = await cognitoServer(reply);
    const pool = {
      name: "p",
      userPoolId: "us-east-1_AAA",
      region: "us-east-1",
      profile: "dev",
      endpoint: server.endpoint,
    };
    return directory.findBySub({ ...pool, ...more }, sub, signal);
  }
  const kindOf = (answer: Answer): string => (answer.kind === "failed" ? answer.failure.kind : answer.kind);

  it("asks exactly for the sub", async () => {
    const answer = await find(() => ({ body: { Users: [user(sub, "maria")] } }));
    assert.deepEqual(server?.asked, [
      {
        target: "AWSCognitoIdentityProviderService.ListUsers",
        UserPoolId: "us-east-1_AAA",
        Filter: `sub = "${sub}"`,
        key: "AKIAIOSFODNN7EXAMPLE",
      },
    ]);
    assert.deepEqual(answer, {
      kind: "users",
      users: [
        {
          username: "maria",
          status: "CONFIRMED",
          enabled: true,
          created: 1_700_000_000_000,
          modified: 1_700_000_100_500,
          attributes: [
            { name: "sub", value: sub },
            { name: "email", value: "maria@example.com" },
          ],
        },
      ],
    });
  });

  it("goes on through empty pages with the same filter", async () => {
    const pages: object[] = [
      { Users: [], PaginationToken: "a" },
      { PaginationToken: "b" },
      { Users: [user(sub, "maria")], PaginationToken: "c" },
      { Users: [] },
    ];
    const answer = await find((_, count) => ({ body: pages[count - 1] ?? {} }));
    assert.equal(answer.kind === "users" && answer.users.length, 1);
    assert.deepEqual(
      server?.asked.map(({ Filter, PaginationToken }) => [Filter, PaginationToken]),
      [
        [`sub = "${sub}"`, undefined],
        [`sub = "${sub}"`, "a"],
        [`sub = "${sub}"`, "b"],
        [`sub = "${sub}"`, "c"],
      ],
    );
  });

  it("finds nobody", async () =>
    assert.deepEqual(await find(() => ({ body: { Users: [] } })), { kind: "users", users: [] }));

  it("compares subs without case", async () => {
    const answer = await find(() => ({ body: { Users: [user(sub.toUpperCase(), "maria")] } }));
    assert.equal(answer.kind === "users" && answer.users.length, 1);
  });

  it("keeps linked profiles of one sub", async () => {
    const answer = await find(() => ({ body: { Users: [user(sub, "maria"), user(sub, "google_1")] } }));
    assert.equal(answer.kind === "users" && answer.users.length, 2);
  });

  it("refuses another person", async () => {
    const answer = await find(() => ({ body: { Users: [user(another, "bob"), user("", "eve", { Attributes: [] })] } }));
    assert.equal(kindOf(answer), "wrongAnswer");
  });

  it("shows of a whole pool only the one asked for", async () => {
    const answer = await find(() => ({
      body: { Users: [user(another, "bob"), user(sub, "maria"), user(another, "eve")] },
    }));
    assert.deepEqual(answer.kind === "users" && answer.users.map(({ username }) => username), ["maria"]);
  });

  it("ends a list that has no end", async () => {
    assert.equal(kindOf(await find(() => ({ body: { Users: [], PaginationToken: "same" } }))), "wrongAnswer");
  });

  it("takes no page of a proxy for an answer", async () => {
    assert.equal(kindOf(await find(() => ({ body: "<html>Sign in to the Wi-Fi</html>" }))), "wrongAnswer");
  });

  const failures: [reply: Reply, kind: string, calls: number][] = [
    [
      failing(
        "AccessDeniedException",
        "User: arn:aws:iam::1:user/a is not authorized to perform: cognito-idp:ListUsers",
      ),
      "denied",
      1,
    ],
    [failing("ExpiredTokenException"), "expired", 1],
    [failing("TooManyRequestsException"), "throttled", 3],
    [failing("ResourceNotFoundException"), "wrongPool", 1],
  ];
  for (const [reply, kind, calls] of failures) {
    it(`${kind} after ${calls} calls`, async () => {
      assert.equal(kindOf(await find(() => reply)), kind);
      assert.equal(server?.asked.length, calls);
    });
  }

  it("goes on after a pause when AWS limits calls", async () => {
    const answer = await find((_, count) =>
      count === 1 ? failing("TooManyRequestsException") : { body: { Users: [user(sub, "maria")] } },
    );
    assert.equal(answer.kind, "users");
  });

  it("does not wait for ever", async () => {
    const directory = new CognitoDirectory({ credentials: 5000, page: 200, pages: 5000 });
    assert.equal(kindOf(await find(() => "hang", {}, never, directory)), "unreachable");
  });

  it("says when there is no such user", async () => {
    const gone = await cognitoServer(() => ({ body: {} }));
    await gone.stop();
    assert.equal(kindOf(await find(() => ({ body: {} }), { endpoint: gone.endpoint })), "unreachable");
  });

  it("can be cancelled while it waits", async () => {
    const abort = new AbortController();
    const answer = await find(
      () => {
        abort.abort();
        return "hang";
      },
      {},
      abort.signal,
    );
    assert.deepEqual(answer, { kind: "cancelled" });
  });

  const silent = (): Reply => ({ body: { Users: [] } });
  const profiles: [profile: string, kind: string][] = [
    ["sso", "expired"],
    ["behind", "expired"],
    ["process", "noProfile"],
    ["empty", "noProfile"],
    ["console", "expired"],
    ["missing", "noProfile"],
  ];
  for (const [profile, kind] of profiles) {
    it(`profile ${profile}: ${kind}, and Cognito is not asked`, async () => {
      signedIn(files.folder(), "corp", new Date(Date.now() - 1000));
      assert.equal(kindOf(await find(silent, { profile })), kind);
      assert.equal(server?.asked.length, 0);
    });
  }

  it("never takes the machine's own credentials for a profile that has none", async () => {
    process.env["AWS_ACCESS_KEY_ID"] = "AKIAI44QH8DHBEXAMPLE";
    process.env["AWS_SECRET_ACCESS_KEY"] = "example";
    try {
      assert.equal(kindOf(await find(silent, { profile: "empty" })), "noProfile");
      await server?.stop();
      assert.equal(kindOf(await find(silent, { profile: "" })), "users");
      assert.equal(server?.asked[0]?.key, "AKIAI44QH8DHBEXAMPLE");
    } finally {
      delete process.env["AWS_ACCESS_KEY_ID"];
      delete process.env["AWS_SECRET_ACCESS_KEY"];
    }
  });

  it("reads a profile again when it was mended", async () => {
    assert.equal(kindOf(await find(silent, { profile: "fine" })), "noProfile");
    await server?.stop();
    const made = { Version: 1, AccessKeyId: "AKIAI44QH8DHBEXAMPLE", SecretAccessKey: "example" };
    writeFileSync(path.join(files.folder(), "made.json"), JSON.stringify(made));
    assert.equal(kindOf(await find(silent, { profile: "fine" })), "users");
  });

  it("waits for a profile's program only so long", async () => {
    const directory = new CognitoDirectory({ credentials: 200, page: 5000, pages: 5000 });
    assert.equal(kindOf(await find(silent, { profile: "slow" }, never, directory)), "unreachable");
  });

  it("lists the profiles, where they sign in and how", async () => {
    assert.deepEqual(await readProfiles(), [
      { name: "behind", account: "123456789012", signIn: { kind: "sso", profile: "sso" } },
      { name: "console", account: "", signIn: { kind: "login", profile: "console" } },
      { name: "dev", account: "", signIn: undefined },
      { name: "empty", account: "", signIn: undefined },
      { name: "fine", account: "", signIn: undefined },
      { name: "process", account: "", signIn: undefined },
      { name: "slow", account: "", signIn: undefined },
      { name: "sso", account: "111122223333", signIn: { kind: "sso", profile: "sso" } },
    ]);
  });
});
