import assert from "node:assert/strict";
import path from "node:path";
import * as identityPools from "@aws-sdk/client-cognito-identity";
import * as userPools from "@aws-sdk/client-cognito-identity-provider";
import * as sync from "@aws-sdk/client-cognito-sync";
import type { ApiTexts } from "../../src/core/explain/api/texts";
import { explainOperation, explainParameter } from "../../src/core/explain/cognito";
import type { Explanation } from "../../src/core/explain/explanation";
import { apiTextsIn } from "../../src/ui/apiTexts";
import { inJapanese } from "./support/language";

const root = path.join(__dirname, "../../..");
const folder = path.join(root, "dist/api");
const textsOf = apiTextsIn(folder);
const idp = "cognito-idp.amazonaws.com";
const identity = "cognito-identity.amazonaws.com";
const sdk: Record<string, object> = {
  [idp]: userPools,
  [identity]: identityPools,
  "cognito-sync.amazonaws.com": sync,
};

/**
 * The SDK's model at run time, not the declarations with the texts: an operation is [9, …, name, …, input, output], a
 * structure [3, …, name, traits, members, types], a list [1, …, item], a map [2, …, key, value]; types may be wrapped.
 */
type Schema = readonly unknown[];
const isSchema = (value: unknown): value is Schema => Array.isArray(value);
function resolved(type: unknown): unknown {
  const called: unknown = typeof type === "function" ? (type as () => unknown)() : type;
  // [type, traits]
  return isSchema(called) && called.length === 2 ? resolved(called[0]) : called;
}

function operationsOf(client: object): Map<string, { input: unknown; output: unknown }> {
  const schemas = Object.values(client).filter((value) => isSchema(value) && value[0] === 9) as Schema[];
  return new Map(schemas.map((schema) => [String(schema[2]), { input: schema[4], output: schema[5] }]));
}

const asCloudTrailWritesIt = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Every path from a request or response to a member, each structure once per path. */
function pathsOf(type: unknown, way: readonly string[], seen: ReadonlySet<unknown> = new Set()): string[][] {
  const schema = resolved(type);
  if (!isSchema(schema) || seen.has(schema)) return [];
  const within = new Set([...seen, schema]);
  switch (schema[0]) {
    case 1:
      return pathsOf(schema[4], [...way, "0"], within);
    case 2:
      return pathsOf(schema[5], [...way, "some key"], within);
    case 3: {
      const names = schema[4] as string[];
      const types = schema[5] as unknown[];
      return names.flatMap((name, index) => {
        const step = [...way, asCloudTrailWritesIt(name)];
        return [step, ...pathsOf(types[index], step, within)];
      });
    }
    default:
      return [];
  }
}

async function texts(eventSource: string): Promise<ApiTexts> {
  const found = await textsOf(eventSource);
  assert.ok(found, `npm run build has written the texts of ${eventSource}`);
  return found;
}

async function withTexts(
  eventSource: string,
  eventName: string,
  way: string[],
  value: unknown,
): Promise<Explanation | undefined> {
  return explainParameter(eventSource, eventName, way, value, (await texts(eventSource)).operation(eventName, {}));
}

const classic =
  "Login_GET CognitoAuthentication OAuth2_Authorize_GET Beta_Authorize_GET OAuth2Response_GET OAuth2Response_POST SAML2Response_POST Beta_SAML2Response_POST Login_OIDC_SAML_POST Token_POST Beta_Token_POST Signup_GET Signup_POST Confirm_GET Confirm_POST ResendCode_POST ForgotPassword_GET ForgotPassword_POST ConfirmForgotPassword_GET ConfirmForgotPassword_POST ResetPassword_GET ResetPassword_POST Mfa_GET Mfa_POST MfaOption_GET MfaOption_POST MfaRegister_GET MfaRegister_POST Logout SAML2Logout_POST Error_GET UserInfo_GET UserInfo_POST Confirm_With_Link_GET Event_Feedback_GET".split(
    " ",
  );
const managed =
  "login_POST login_continue_POST forgotPassword_POST selectChallenge_POST confirmUser_GET mfa_back_POST mfa_options_POST mfa_phone_register_POST mfa_phone_verify_POST mfa_phone_resendCode_POST mfa_totp_POST signup_POST signup_confirm_POST verifyCode_POST passkeys_add_POST passkeys_add_GET login_passkey_POST".split(
    " ",
  );

function assertSaid(explanation: Explanation | undefined, of: string): asserts explanation is Explanation {
  assert.ok(explanation, of);
  const said = [explanation.here, ...explanation.what, ...(explanation.notes ?? [])].filter(
    (text) => text !== undefined,
  );
  assert.ok(said.length > 0, of);
  for (const text of said) assert.doesNotMatch(text, /undefined|\{\w+\}|^\s*$/, of);
  for (const { url, label } of explanation.links)
    assert.match(`${label} ${url}`, /^.+ https:\/\/docs\.aws\.amazon\.com\//, of);
}

describe("Cognito operations", () => {
  for (const [eventSource, client] of Object.entries(sdk)) {
    it(`every operation of ${eventSource} that the SDK knows has a sentence and its page`, () => {
      const names = [...operationsOf(client).keys()];
      assert.ok(names.length >= 17, String(names.length));
      const unsaid = names.filter((name) => !explainOperation(eventSource, name)?.here);
      assert.deepEqual(unsaid, []);
      for (const name of names) {
        const explanation = explainOperation(eventSource, name);
        assertSaid(explanation, name);
        assert.match(explanation.links[0]?.url ?? "", new RegExp(`/API_${name}\\.html$`));
      }
    });
  }

  it("the SDK's operations are counted, so that a new one is seen", () => {
    assert.deepEqual(
      Object.values(sdk).map((client) => operationsOf(client).size),
      [140, 23, 17],
    );
  });

  it("every page and endpoint event has a sentence of its own", () => {
    const said = [...classic, ...managed].map((name) => {
      const explanation = explainOperation(idp, name);
      assertSaid(explanation, name);
      return explanation.here;
    });
    assert.equal(said.length, 52);
    assert.equal(new Set(said).size, said.length);
  });

  it("names differ by case: classic and managed sign-up", () => {
    assert.match(explainOperation(idp, "Signup_POST")?.here ?? "", /classic hosted sign-up/);
    assert.match(explainOperation(idp, "signup_POST")?.here ?? "", /managed login's sign-up/);
    assert.equal(explainOperation(idp, "SIGNUP_POST"), undefined);
    assert.equal(explainOperation(idp, "adminGetUser"), undefined);
  });

  it("nothing is said about names that only look similar, or about other services", () => {
    for (const name of ["constructor", "__proto__", "toString", "", "GetObject"]) {
      assert.equal(explainOperation(idp, name), undefined, name);
    }
    assert.equal(explainOperation("s3.amazonaws.com", "TagResource"), undefined);
    assert.notEqual(explainOperation(identity, "TagResource")?.here, explainOperation(idp, "TagResource")?.here);
  });
});

describe("Cognito parameters", () => {
  for (const [eventSource, client] of Object.entries(sdk)) {
    it(`every parameter and answer of ${eventSource} is answered with AWS's text, marked as such`, async () => {
      const loaded = await texts(eventSource);
      const unsaid: string[] = [];
      let count = 0;
      for (const [name, { input, output }] of operationsOf(client)) {
        const ways = [...pathsOf(input, ["requestParameters"]), ...pathsOf(output, ["responseElements"])];
        for (const way of ways) {
          count++;
          const explanation = explainParameter(eventSource, name, way, "x", loaded.operation(name, {}));
          if (explanation?.what.some((text) => /^AWS's text: \S.{5}/.test(text)))
            assertSaid(explanation, way.join("."));
          else unsaid.push(`${name} ${way.join(".")}`);
        }
      }
      assert.deepEqual(unsaid, []);
      assert.ok(count > 80, String(count));
    });
  }

  it("a nested parameter links its data type's page", async () => {
    const way = ["requestParameters", "policies", "passwordPolicy", "minimumLength"];
    const found = await withTexts(idp, "CreateUserPool", way, 8);
    assert.match(found?.what[0] ?? "", /^AWS's text: The minimum length of the password/);
    assert.deepEqual(
      found?.links.map(({ url }) => url.split("/").at(-1)),
      ["API_PasswordPolicyType.html", "API_CreateUserPool.html"],
    );
  });

  it("our own words come first, then AWS's", async () => {
    const found = await withTexts(idp, "InitiateAuth", ["requestParameters", "clientId"], "abc");
    assert.equal(found?.what.length, 2);
    assert.match(found.what[0] ?? "", /^The app client: which app/);
    assert.match(found.what[1] ?? "", /^AWS's text: The ID of the app client/);
  });

  it("the most used ones are explained in our own words even without AWS's data", () => {
    const used: Record<string, string> = {
      [idp]:
        "userPoolId clientId username password authFlow authParameters challengeName challengeResponses challengeParameters session userAttributes clientMetadata validationData userContextData deviceKey accessToken refreshToken secretHash confirmationCode previousPassword proposedPassword temporaryPassword permanent messageAction desiredDeliveryMediums forceAliasCreation codeDeliveryDetails authenticationResult userSub userConfirmed userStatus groupName filter limit paginationToken clientName explicitAuthFlows callbackURLs mfaConfiguration lambdaConfig providerName generateSecret",
      [identity]: "identityPoolId identityId logins customRoleArn credentials accessKeyId sessionToken roles",
    };
    for (const [source, names] of Object.entries(used)) {
      for (const name of names.split(" ")) {
        assertSaid(explainParameter(source, "Any", ["requestParameters", name], "x"), name);
      }
    }
    assert.ok(Object.values(used).join(" ").split(" ").length >= 40);
  });

  const extra = (eventName: string, way: string[], value: unknown) =>
    explainParameter(idp, eventName, ["additionalEventData", ...way], value);

  it("values people ask about", () => {
    const cases: [name: string, value: unknown, said: RegExp][] = [
      ["authFlow", "USER_SRP_AUTH", /without being sent/],
      ["challengeName", "NEW_PASSWORD_REQUIRED", /new password/],
      ["userStatus", "FORCE_CHANGE_PASSWORD", /temporary password/],
      ["availableChallenges", "WEB_AUTHN", /passkey/],
      ["userPoolId", "eu-central-1_AbCdEf123", /Region eu-central-1\./],
    ];
    for (const [name, value, said] of cases) {
      assert.match(explainParameter(idp, "InitiateAuth", ["responseElements", name], value)?.here ?? "", said);
    }
    assert.equal(explainParameter(idp, "X", ["requestParameters", "userPoolId"], "local_0fBuUH9D")?.here, undefined);
    assert.equal(explainParameter(idp, "X", ["requestParameters", "authFlow"], "__proto__")?.here, undefined);
  });

  it("every listed value of the SDK's enumerations that we explain is explained", () => {
    const lists: [name: string, values: object][] = [
      ["authFlow", userPools.AuthFlowType],
      ["challengeName", userPools.ChallengeNameType],
      ["userStatus", userPools.UserStatusType],
      ["deliveryMedium", userPools.DeliveryMediumType],
      ["explicitAuthFlows", userPools.ExplicitAuthFlowsType],
      ["providerType", userPools.IdentityProviderTypeType],
      ["allowedOAuthFlows", userPools.OAuthFlowType],
      ["mfaConfiguration", userPools.UserPoolMfaType],
    ];
    for (const [name, values] of lists) {
      const unsaid = Object.values(values).filter(
        (value) => explainParameter(idp, "X", ["requestParameters", name], value)?.here === undefined,
      );
      assert.deepEqual(unsaid, [], name);
    }
  });

  it("page events: lists of one, the status, the domain and whose sub", () => {
    assert.match(
      extra("Token_POST", ["requestParameters", "grant_type"], ["client_credentials"])?.here ?? "",
      /no sub/,
    );
    assert.match(
      extra("Token_POST", ["requestParameters", "grant_type", "0"], "refresh_token")?.here ?? "",
      /nobody signed in/,
    );
    assert.match(extra("Login_GET", ["responseParameters", "status"], 200)?.here ?? "", /proves no success/);
    assert.match(extra("Login_GET", ["responseParameters", "status"], 302)?.here ?? "", /after a failure/);
    assert.equal(extra("Login_GET", ["responseParameters", "status"], 799)?.here, undefined);
    const others = [
      "client_id",
      "redirect_uri",
      "response_type",
      "_csrf",
      "SAMLResponse",
      "requiredAttributes[email]",
      "x",
    ];
    for (const name of others) assertSaid(extra("Login_GET", ["requestParameters", name, "0"], "v"), name);
    for (const name of ["userPoolDomain", "userPoolId"]) assertSaid(extra("Login_GET", [name], "v"), name);
    for (const way of [["sub"], ["requestParameters", "sub", "0"]]) {
      assert.match(extra("Confirm_POST", way, "87a4")?.notes?.[0] ?? "", /tried, never who tried/);
    }
  });

  it("a provider among the logins says which sign-in it was", async () => {
    const way = ["requestParameters", "logins", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123"];
    const found = await withTexts(identity, "GetId", way, "HIDDEN_DUE_TO_SECURITY_REASONS");
    assert.equal(found?.what[0], "A sign-in through user pool eu-west-1_AbCdEf123.");
    assert.equal(found.what.length, 3);
  });

  it("what is not in the model is not explained", async () => {
    for (const name of ["noSuchThing", "constructor", "__proto__", "toString"]) {
      assert.equal(await withTexts(idp, "InitiateAuth", ["requestParameters", name], "x"), undefined, name);
      assert.equal(await withTexts(idp, name, ["requestParameters", "zzz"], "x"), undefined, name);
    }
    assert.equal(await withTexts(idp, "InitiateAuth", ["requestParameters"], {}), undefined);
    assert.equal(explainParameter("s3.amazonaws.com", "GetObject", ["requestParameters", "username"], "x"), undefined);
  });

  it("in Japanese our words are Japanese and AWS's are marked as English", async () => {
    await inJapanese(async () => {
      const found = await withTexts(idp, "InitiateAuth", ["requestParameters", "authFlow"], "USER_AUTH");
      assert.equal(found?.here, "パスワード・パスキー・ワンタイムコードからユーザーが方法を選べるサインインです。");
      assert.equal(found.what[0], "サインインの方式です。");
      assert.match(found.what[1] ?? "", /^AWS の説明（英語）: The authentication flow/);
    });
  });
});
