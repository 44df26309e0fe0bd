/** Looks up users through VS Code: by the command, in an emulator and in a server that fails like AWS. */
import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import type { EventRow } from "../../src/core/events/row";
import type { Pool } from "../../src/core/lookup/pools";
import type { LookUpResult } from "../../src/features/lookUp/forOthers";
import { whoWords } from "../../src/features/tree/person";
import { People } from "../../src/people";
import { awsFiles, signedIn } from "../support/awsFiles";
import { type CognitoLocal, cognitoLocal } from "../support/cognitoLocal";
import { type Asked, type CognitoServer, cognitoServer, failing, type Reply, user } from "../support/cognitoServer";
import { eventCount, freshFolder, manyLines, oneLine, record, show, theApi, until } from "./support";

const config = `[profile sso]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = ReadOnly
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
[profile process]
credential_process = false
[profile temporary]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
aws_session_token = example-token
`;
const sub = "87a42a58-6051-7076-79e2-fe9208b6ae3c";
const root = (): string =>
  vscode.extensions.getExtension("cloudtrail-inspector.cloudtrail-inspector")?.extensionPath ?? "";
const untrusted = process.env["CLOUDTRAIL_TEST_UNTRUSTED"] === "1";

const call = (argument: unknown) => vscode.commands.executeCommand<LookUpResult>("cloudtrail.lookUpUser", argument);
async function outcomeOf(argument: unknown): Promise<string> {
  const result = await call(argument);
  if (result.outcome !== "found") assert.ok(result.message.length > 10, "says why");
  return result.outcome;
}
const setPools = (pools: Partial<Pool>[] | undefined) =>
  vscode.workspace.getConfiguration("cloudtrail").update("userPools", pools, vscode.ConfigurationTarget.Global);

describe("looking up a user", () => {
  const files = awsFiles(config);
  const folder = freshFolder();
  before(() => theApi());
  after(() => setPools(undefined));

  if (untrusted) {
    it("is refused in a workspace that is not trusted", async () => {
      await setPools([{ userPoolId: "us-east-1_AAA", profile: "dev", endpoint: "http://127.0.0.1:9" }]);
      assert.equal(await outcomeOf({ sub }), "untrusted");
    });
    return;
  }

  describe("in cognito-local", () => {
    let local: CognitoLocal;
    before(async () => {
      local = await cognitoLocal(root());
      const pool = { region: "us-east-1", profile: "dev", endpoint: local.endpoint };
      await setPools([
        { name: "Customers", userPoolId: local.customers, ...pool },
        { name: "Staff", userPoolId: local.staff, ...pool },
      ]);
    });
    after(() => local?.stop());

    it("loads the SDK only now", async () => {
      const sdk = path.join(root(), "dist", "aws.js");
      assert.equal(require.cache[sdk], undefined);
      await call({ sub: local.maria, userPoolId: local.customers });
      assert.ok(require.cache[sdk]);
    });

    it("finds a person, with everything the pool knows", async () => {
      const result = await call({ sub: local.maria, userPoolId: local.customers });
      assert.equal(result.outcome, "found");
      if (result.outcome !== "found") return;
      const { users, ...where } = result;
      assert.deepEqual(where, { outcome: "found", pool: local.customers, profile: "dev", region: "us-east-1" });
      assert.equal(users.length, 1);
      const [{ created = "", modified = "", ...rest } = assert.fail()] = users;
      assert.deepEqual(rest, {
        username: local.maria, // the emulator makes the sub the user name of users who sign in by email
        status: "FORCE_CHANGE_PASSWORD",
        enabled: true,
        attributes: { sub: local.maria, email: "maria@example.com", email_verified: "true", "custom:plan": "gold" },
      });
      assert.match(created, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      assert.match(modified, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    });

    it("finds it in whatever case", async () => {
      assert.equal(await outcomeOf({ sub: local.maria.toUpperCase() }), "found");
    });

    it("goes through the pools that are set up when none is named", async () => {
      const result = await call({ sub: local.sofia });
      assert.equal(result.outcome === "found" && result.pool, local.staff);
    });

    it("tells a deleted user, another pool's and an unknown pool apart", async () => {
      assert.equal(await outcomeOf({ sub: local.deleted, userPoolId: local.customers }), "notFound");
      assert.equal(await outcomeOf({ sub: local.sofia, userPoolId: local.customers }), "notFound");
      assert.equal(await outcomeOf({ sub: local.maria, userPoolId: "us-east-1_UNKNOWN" }), "noPool");
    });

    it("takes nothing for a sub but a UUID", async () => {
      for (const bad of ["", "x", `${local.maria}" or sub = "x`, `us-east-1:${local.maria}`, 5, undefined]) {
        assert.equal(await outcomeOf({ sub: bad }), "invalidSub");
      }
      assert.equal(await outcomeOf(local.maria), "invalidSub", "not an object");
    });

    it("says when the pool does not exist where it is set up", async () => {
      const before = vscode.workspace.getConfiguration("cloudtrail").get<Pool[]>("userPools") ?? [];
      await setPools([{ ...before[0], userPoolId: "local_gone" }]);
      assert.equal(await outcomeOf({ sub }), "wrongPool");
      await setPools(before);
    });
  });

  describe("in a server that fails", () => {
    let server: CognitoServer | undefined;
    afterEach(async () => {
      await server?.stop();
      server = undefined;
    });

    async function outcome(reply: (asked: Asked, count: number) => Reply | "hang", more: Partial<Pool> = {}) {
      server = await cognitoServer(reply);
      const pool = { name: "p", userPoolId: "us-east-1_AAA", region: "us-east-1", profile: "dev" };
      await setPools([{ ...pool, endpoint: server.endpoint, ...more }]);
      return outcomeOf({ sub });
    }
    const nobody = (): Reply => ({ body: { Users: [] } });

    const cases: [name: string, reply: Reply, outcome: string][] = [
      ["no permission", failing("AccessDeniedException", "User: arn:aws:iam::1:user/a is not authorized"), "denied"],
      ["expired keys", failing("ExpiredTokenException"), "expired"],
      ["limited calls", failing("TooManyRequestsException"), "throttled"],
      ["no such pool", failing("ResourceNotFoundException"), "wrongPool"],
      ["another person", { body: { Users: [user("00000000-6051-7076-79e2-fe9208b6ae3c", "bob")] } }, "wrongAnswer"],
      ["no answer of Cognito", { body: "<html>" }, "wrongAnswer"],
      ["an answer of nothing", { status: 503, body: "" }, "unreachable"],
    ];
    for (const [name, reply, expected] of cases) {
      it(`${name}: ${expected}`, async () => assert.equal(await outcome(() => reply), expected));
    }

    it("a server that hangs: unreachable", async () => assert.equal(await outcome(() => "hang"), "unreachable"));

    it("nobody there: unreachable", async () =>
      assert.equal(await outcome(nobody, { endpoint: "http://127.0.0.1:9" }), "unreachable"));

    it("a missing profile, a failing process, an expired sign-in: nothing is asked", async () => {
      signedIn(files.folder(), "corp", new Date(0));
      const profiles = { missing: "noProfile", process: "noProfile", sso: "expired" };
      for (const [profile, expected] of Object.entries(profiles)) {
        assert.equal(await outcome(nobody, { profile }), expected, profile);
        assert.equal(server?.asked.length, 0);
        await server?.stop();
      }
    });

    it("a Region that is not the pool's: nothing is asked", async () => {
      await setPools([{ userPoolId: "us-east-1_AAA", region: "eu-west-1", profile: "dev" }]);
      assert.equal(await outcomeOf({ sub }), "wrongPool");
    });

    const injected = `${sub}" or username ^= "`;
    const trap = (): never => {
      throw new Error("[a link](command:workbench.action.quit)");
    };
    const twice = (): object => {
      let reads = 0;
      return Object.defineProperty({}, "sub", { get: () => (reads++ === 0 ? "no sub" : sub) });
    };
    const withdrawn = (): object => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    };
    const others: [name: string, argument: unknown][] = [
      ["a text", injected],
      ["a sub as a text of its own", sub],
      ["a number", 7],
      ["a truth", true],
      ["a symbol", Symbol("sub")],
      ["a function", () => sub],
      ["an object of nothing", Object.create(null)],
      ["a list", [{ sub: injected }]],
      ["a filter of its own", { sub: injected }],
      ["a sub with more before it", { sub: ` ${sub}` }],
      ["a sub with a line end", { sub: `${sub}\n` }],
      ["a text as an object", { sub: new String(sub) }],
      ["a list that reads as a sub", { sub: [sub] }],
      ["an object that reads as a sub", { sub: { toString: () => sub } }],
      ["a text of 100 MB", { sub: "a".repeat(100_000_000) }],
      ["a getter that throws", Object.defineProperty({}, "sub", { get: trap })],
      ["a getter that answers otherwise the second time", twice()],
      ["another getter that throws", Object.defineProperty({ sub: injected }, "kind", { get: trap })],
      ["a proxy that throws", new Proxy({}, { get: trap, has: trap, getPrototypeOf: trap, ownKeys: trap })],
      ["a proxy that was withdrawn", withdrawn()],
      [
        "a place in a document",
        { uri: vscode.Uri.file("/log.json"), range: new vscode.Range(0, 0, 0, 9), sub: injected },
      ],
      ["what looks like an event of the tree", { kind: "event", row: { sub: injected, form: "record" } }],
      ["an event of the tree with a text for a number", { kind: "event", row: { id: injected, sub } }],
      ["an event whose number is a text", { event: injected }],
    ];
    for (const [name, argument] of others) {
      it(`called with ${name}: invalidSub, and nothing is asked`, async () => {
        server = await cognitoServer(nobody);
        await setPools([{ userPoolId: "us-east-1_AAA", profile: "dev", endpoint: server.endpoint }]);
        assert.deepEqual(await call(argument), { outcome: "invalidSub", message: "This is not the sub of a user." });
        assert.deepEqual(server.asked, []);
      });
    }

    for (const id of [-1, 0.5, Number.NaN, 2 ** 60, 4_000_000_000]) {
      it(`called with an event that is not open, number ${id}: nothing is asked`, async () => {
        server = await cognitoServer(nobody);
        await setPools([{ userPoolId: "us-east-1_AAA", profile: "dev", endpoint: server.endpoint }]);
        assert.equal(await call({ event: id }), undefined);
        assert.equal(await call({ kind: "event", row: { id, sub: injected } }), undefined);
        assert.deepEqual(server.asked, []);
      });
    }

    it("a session token is not sent without encryption: insecure", async () => {
      const message = async (): Promise<string> => {
        const result = await call({ sub });
        return result.outcome === "insecure" ? result.message : result.outcome;
      };
      await setPools([{ userPoolId: "us-east-1_AAA", profile: "temporary", endpoint: "http://192.0.2.1:9" }]);
      assert.equal(
        await message(),
        "Nothing was sent to http://192.0.2.1:9: the connection is not encrypted, and profile temporary uses a session token. Use an https address, or an emulator on this computer.",
      );
    });

    it("five look-ups a second at most", async () => {
      await outcome(nobody);
      const start = performance.now();
      const outcomes = await Promise.all(Array.from({ length: 6 }, () => outcomeOf({ sub })));
      assert.ok(performance.now() - start >= 990);
      assert.deepEqual(new Set(outcomes), new Set(["notFound"]));
    });

    describe("from an editor", () => {
      const eventID = "5a3e1e00-0003-4000-8000-000000000001";
      const cognito = (more: object) =>
        record(1, {
          eventSource: "cognito-idp.amazonaws.com",
          eventName: "AdminGetUser",
          requestParameters: { userPoolId: "us-east-1_AAA", username: "HIDDEN_DUE_TO_SECURITY_REASONS" },
          additionalEventData: { sub },
          requestID: "5a3e1eaa-0003-4000-8000-000000000002",
          eventID,
          ...more,
        });

      /** Puts the cursor on a text of the only record, and asks. */
      async function askAt(text: string, { more = {}, select = false, layout = manyLines } = {}): Promise<void> {
        server = await cognitoServer(() => ({ body: { Users: [user(sub, "maria")] } }));
        await setPools([{ userPoolId: "us-east-1_AAA", profile: "dev", endpoint: server.endpoint }]);
        const uri = folder.write("log.json", layout([record(0), cognito(more)]));
        const editor = await show(uri);
        await until("it is read", async () => (await eventCount()) === 2);
        const at = editor.document.getText().indexOf(text);
        assert.ok(at > 0);
        const [start, end] = [editor.document.positionAt(at), editor.document.positionAt(at + text.length)];
        editor.selection = new vscode.Selection(
          select ? start : end.translate(0, -1),
          select ? end : end.translate(0, -1),
        );
        // resolves when the list of answers is closed, or at once if nothing is asked
        void vscode.commands.executeCommand("cloudtrail.lookUpUser");
      }
      const asked = () => until("it was asked", () => server?.asked[0]);
      afterEach(() => vscode.commands.executeCommand("workbench.action.closeQuickOpen"));

      it("asks for the sub under the cursor, in the record's own pool", async () => {
        await askAt(sub);
        const { Filter, UserPoolId } = await asked();
        assert.deepEqual([Filter, UserPoolId], [`sub = "${sub}"`, "us-east-1_AAA"]);
      });

      it("asks for the record's sub from anywhere else in it", async () => {
        await askAt("AdminGetUser", { layout: oneLine });
        assert.equal((await asked()).Filter, `sub = "${sub}"`);
      });

      it("asks for a UUID that is selected, with or without its quotes", async () => {
        const token = "99999999-6051-7076-79e2-fe9208b6ae3c";
        await askAt(`"${token}"`, {
          more: { requestParameters: { userPoolId: "us-east-1_AAA", token } },
          select: true,
        });
        assert.equal((await asked()).Filter, `sub = "${token}"`);
      });

      it("asks nothing for an event ID, a request ID, an identity ID, another UUID, an event without a sub", async () => {
        const identityId = `us-east-1:${sub}`;
        const token = "99999999-6051-7076-79e2-fe9208b6ae3c";
        const cases: [text: string, select: boolean, more: object][] = [
          [eventID, false, {}],
          [eventID, true, {}],
          ["5a3e1eaa-0003-4000-8000-000000000002", false, {}],
          [identityId, false, { requestParameters: { identityId } }],
          [sub, true, { requestParameters: { identityId }, additionalEventData: null }],
          [token, false, { requestParameters: { token } }],
          ["AdminGetUser", false, { additionalEventData: null }],
        ];
        for (const [index, [text, select, more]] of cases.entries()) {
          server = await cognitoServer(() => nobody());
          await setPools([{ userPoolId: "us-east-1_AAA", profile: "dev", endpoint: server.endpoint }]);
          const uri = folder.write(`log${index}.json`, manyLines([cognito(more)]));
          const editor = await show(uri);
          await until("it is read", async () => (await eventCount()) === 1);
          const document = editor.document;
          const at = document.getText().indexOf(text);
          const start = document.positionAt(at);
          const end = document.positionAt(at + text.length);
          editor.selection = new vscode.Selection(
            select ? start : end.translate(0, -2),
            select ? end : end.translate(0, -2),
          );
          await vscode.commands.executeCommand("cloudtrail.lookUpUser");
          assert.equal(server.asked.length, 0, text);
          await server.stop();
          await vscode.commands.executeCommand("workbench.action.closeAllEditors");
          await (await theApi()).close();
        }
      });
    });
  });
});

describe("the person behind a sub", () => {
  const person = {
    username: "maria",
    status: "CONFIRMED",
    enabled: true,
    created: undefined,
    modified: undefined,
    attributes: [{ name: "email", value: "maria\u202e@example.com" }],
  };
  const pool: Pool = { name: "Customers", userPoolId: "us-east-1_AAA", region: "us-east-1", profile: "dev" };
  const row = (more: Partial<EventRow>): EventRow =>
    ({ sub, actor: "", outcome: "ok", reason: "", identity: "CognitoAppCall", ...more }) as EventRow;

  it("is in the rows of the tree, and never as the one who failed", () => {
    const people = new People();
    let changes = 0;
    people.onDidChange(() => changes++);
    assert.equal(whoWords(row({}), people), `for ${sub}`);
    people.remember(sub.toUpperCase(), { user: person, pool, at: 0 });
    assert.equal(whoWords(row({}), people), "for maria⟨U+202E⟩@example.com");
    assert.equal(whoWords(row({ outcome: "failed" }), people), "attempt for maria⟨U+202E⟩@example.com");
    assert.equal(whoWords(row({ actor: "Alice" }), people), "Alice · for maria⟨U+202E⟩@example.com");
    assert.equal(changes, 1);
    people.dispose();
  });

  it("is on one line with the pool and the time of the look-up", () => {
    const people = new People();
    assert.equal(people.personLine(sub), undefined);
    people.remember(sub, { user: person, pool, at: 0 });
    assert.equal(
      people.personLine(sub),
      "maria · maria⟨U+202E⟩@example.com · CONFIRMED · pool Customers, as of 1970-01-01 00:00:00 UTC",
    );
    people.rememberAbsence(sub, [{ ...pool, userPoolId: "us-east-1_BBB" }], 0);
    assert.equal(people.nameOf(sub), "maria⟨U+202E⟩@example.com", "another pool says nothing about this one");
    people.rememberAbsence(sub, [pool], 0);
    assert.equal(people.personLine(sub), "No user with this sub in pool Customers, as of 1970-01-01 00:00:00 UTC.");
    people.dispose();
  });
});
