import { deepEqual, equal } from "node:assert/strict";
import { subOf, userPoolOf } from "../../src/core/events/cognito";
import { type IdentityTexts, identityKindOf, identityOf } from "../../src/core/events/identity";
import { type OutcomeTexts, outcomeOf } from "../../src/core/events/outcome";
import { LONG_TEXT } from "../../src/core/events/paths";
import { formatTime, parseTime } from "../../src/core/events/time";

const nobody: IdentityTexts = {
  type: "",
  principalId: "",
  arn: "",
  accountId: "",
  userName: "",
  issuerArn: "",
  issuerName: "",
  invokedBy: "",
  onBehalfOf: "",
  signInName: "",
  isCognito: false,
};

describe("who acted", () => {
  const cases: [name: string, texts: Partial<IdentityTexts>, kind: string, actor: string][] = [
    [
      "an IAM user",
      { type: "IAMUser", userName: "alice", arn: "arn:aws:iam::111122223333:user/ops/alice" },
      "IAMUser",
      "alice",
    ],
    [
      "an IAM user without a name",
      { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/ops/alice" },
      "IAMUser",
      "alice",
    ],
    [
      "an IAM user whose name is hidden",
      { type: "IAMUser", userName: "HIDDEN_DUE_TO_SECURITY_REASONS" },
      "IAMUser",
      "",
    ],
    [
      "a role session",
      { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/Deploy/ci-7", issuerName: "Deploy" },
      "AssumedRole",
      "Deploy/ci-7",
    ],
    [
      "a role session without an issuer",
      { type: "AssumedRole", arn: "arn:aws-cn:sts::111122223333:assumed-role/Deploy/ci/7" },
      "AssumedRole",
      "Deploy/ci/7",
    ],
    [
      "a role session by its principal",
      { type: "AssumedRole", principalId: "AROAEXAMPLE:ci-7", issuerArn: "arn:aws:iam::111122223333:role/Deploy" },
      "AssumedRole",
      "Deploy/ci-7",
    ],
    [
      "an IAM Identity Center session",
      { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123/maria@x.example" },
      "IdentityCenterUser",
      "maria@x.example",
    ],
    [
      "an IAM Identity Center user",
      { type: "IdentityCenterUser", onBehalfOf: "9067-u" },
      "IdentityCenterUser",
      "9067-u",
    ],
    [
      "an IAM Identity Center sign-in",
      { type: "IdentityCenterUser", onBehalfOf: "9067-u", signInName: "maria" },
      "IdentityCenterUser",
      "maria",
    ],
    ["root", { type: "Root", arn: "arn:aws:iam::111122223333:root" }, "Root", "root"],
    ["a service", { type: "AWSService", invokedBy: "ec2.amazonaws.com" }, "AWSService", "ec2.amazonaws.com"],
    [
      "another account",
      { type: "AWSAccount", accountId: "123456789012", principalId: "AIDAEXAMPLE" },
      "AWSAccount",
      "123456789012",
    ],
    [
      "a federated user",
      { type: "FederatedUser", arn: "arn:aws:sts::111122223333:federated-user/bob" },
      "FederatedUser",
      "bob",
    ],
    ["a web identity", { type: "WebIdentityUser", userName: "repo:x", principalId: "p" }, "WebIdentityUser", "repo:x"],
    ["a SAML user", { type: "SAMLUser", userName: "bob@x.example" }, "SAMLUser", "bob@x.example"],
    ["an app's call to Cognito", { type: "Unknown", principalId: "Anonymous", isCognito: true }, "CognitoAppCall", ""],
    ["a page of Cognito", { accountId: "111122223333", isCognito: true }, "CognitoPage", ""],
    ["unknown elsewhere", { type: "Unknown", userName: "bob" }, "Unknown", "bob"],
    ["no identity at all", {}, "None", ""],
    ["a service event", { invokedBy: "AWS Internal" }, "None", "AWS Internal"],
    ["a type of tomorrow", { type: "Robot", userName: "r2" }, "Other", "r2"],
  ];
  for (const [name, texts, kind, actor] of cases) {
    it(name, () => {
      const all = { ...nobody, ...texts };
      deepEqual([identityKindOf(all), identityOf(all).actor], [kind, actor]);
    });
  }
});

const nothing: OutcomeTexts = {
  errorCode: "",
  errorMessage: "",
  consoleLogin: "",
  serviceResults: [],
  responseStatus: "",
  isCognito: false,
  isCognitoPage: false,
  isSummary: false,
};

describe("how it ended", () => {
  const cases: [name: string, texts: Partial<OutcomeTexts>, outcome: string, reason: string][] = [
    ["no error", {}, "ok", ""],
    ["AccessDenied", { errorCode: "AccessDenied" }, "denied", "AccessDenied"],
    ["AccessDeniedException", { errorCode: "AccessDeniedException" }, "denied", "AccessDeniedException"],
    ["EC2's refusal", { errorCode: "Client.UnauthorizedOperation" }, "denied", "Client.UnauthorizedOperation"],
    ["KMS's refusal", { errorCode: "KMS.AccessDeniedException" }, "denied", "KMS.AccessDeniedException"],
    ["a VPC endpoint's refusal", { errorCode: "VpceAccessDenied" }, "denied", "VpceAccessDenied"],
    [
      "a password Cognito did not take",
      { errorCode: "NotAuthorizedException", isCognito: true },
      "failed",
      "NotAuthorizedException",
    ],
    [
      "IAM's refusal of a Cognito call",
      { errorCode: "AccessDeniedException", isCognito: true },
      "denied",
      "AccessDeniedException",
    ],
    ["expired credentials", { errorCode: "ExpiredToken" }, "failed", "ExpiredToken"],
    ["throttling", { errorCode: "ThrottlingException" }, "failed", "ThrottlingException"],
    ["a trial run that would have worked", { errorCode: "Client.DryRunOperation" }, "ok", "Client.DryRunOperation"],
    [
      "a console sign-in without a code",
      { errorMessage: "Failed authentication", consoleLogin: "Failure" },
      "failed",
      "Failed authentication",
    ],
    ["a long message without a code", { errorMessage: LONG_TEXT }, "failed", ""],
    ["a console sign-in that says only Failure", { consoleLogin: "Failure" }, "failed", "Failure"],
    ["a console sign-in that worked", { consoleLogin: "Success" }, "ok", ""],
    ["a service event that says Failure", { serviceResults: ["", "Failure"] }, "failed", "Failure"],
    ["a page that answered 302", { responseStatus: "302", isCognito: true, isCognitoPage: true }, "ok", ""],
    ["a page that answered 200.0", { responseStatus: "200.0", isCognito: true, isCognitoPage: true }, "ok", ""],
    ["a page that answered 400", { responseStatus: "400", isCognito: true, isCognitoPage: true }, "failed", "HTTP 400"],
    ["a page whose answer is not recorded", { isCognito: true, isCognitoPage: true }, "unknown", ""],
    ["a summary of many calls", { isSummary: true }, "unknown", ""],
  ];
  for (const [name, texts, outcome, reason] of cases) {
    it(name, () => {
      const ended = outcomeOf({ ...nothing, ...texts });
      deepEqual([ended.outcome, ended.reason], [outcome, reason]);
    });
  }
});

describe("whom a Cognito event is about", () => {
  it("takes the first UUID of any version", () => {
    equal(subOf(["", "maria", "87A42A58-6051-7076-79e2-fe9208b6ae3c", "x"]), "87A42A58-6051-7076-79e2-fe9208b6ae3c");
    equal(subOf(["HIDDEN_DUE_TO_SECURITY_REASONS", "87a42a5860517076-79e2-fe9208b6ae3c"]), "");
  });
  it("finds the pool itself, in a logins key, in an ARN", () => {
    equal(userPoolOf(["", "eu-west-1_AbC123"]), "eu-west-1_AbC123");
    equal(userPoolOf(["cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123"]), "eu-west-1_AbC123");
    equal(userPoolOf(["arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbC123"]), "eu-west-1_AbC123");
    equal(userPoolOf(["accounts.google.com", "HIDDEN DUE"]), "");
  });
});

describe("times", () => {
  it("are read in all spellings, and nothing else is", () => {
    equal(parseTime("2026-03-02T10:10:00.5+05:30"), Date.UTC(2026, 2, 2, 4, 40, 0, 500));
    equal(parseTime("2024-02-29 00:00:00 UTC"), Date.UTC(2024, 1, 29));
    for (const text of ["", "2023-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "yesterday", "1767225600"])
      equal(parseTime(text), Number.NaN);
  });
  it("are written as CloudTrail writes them", () => {
    equal(formatTime(Date.UTC(2026, 2, 2)), "2026-03-02T00:00:00Z");
    equal(formatTime(Date.UTC(2026, 2, 2, 0, 0, 0, 5)), "2026-03-02T00:00:00.005Z");
  });
});
