import assert from "node:assert/strict";
import { explainError } from "../../src/core/explain/cognito";
import { inJapanese } from "./support/language";

const idp = "cognito-idp.amazonaws.com";
const identity = "cognito-identity.amazonaws.com";

const wrongPassword =
  "Cognito refused the user name or password. The same text can also mean an unknown user, or a locked account after several failures.";
const noUser =
  "This event names no user. CloudTrail hides what was typed; a mistyped or unknown user name is possible but not shown.";
const [user, app, admin, settings, lambda, limit, permissions] = [
  "the user or whoever made the attempt",
  "the app, not the user",
  "the state of the account",
  "a setting of the pool",
  "your own Lambda function",
  "a limit of Cognito",
  "AWS permissions or credentials",
] as const;

const known: [operation: string, code: string, message: string, here: string | RegExp, side: string][] = [
  ["InitiateAuth", "NotAuthorizedException", "Incorrect username or password.", wrongPassword, user],
  ["AdminInitiateAuth", "NotAuthorizedException", "Incorrect username or password.", wrongPassword, user],
  ["RespondToAuthChallenge", "NotAuthorizedException", "Incorrect username or password.", wrongPassword, user],
  ["ChangePassword", "NotAuthorizedException", "Incorrect username or password.", /^The old password/, user],
  ["InitiateAuth", "NotAuthorizedException", "Password attempts exceeded", /locked for a short while/, user],
  ["AdminRespondToAuthChallenge", "NotAuthorizedException", "Password attempts exceeded.", /locked/, user],
  ["InitiateAuth", "NotAuthorizedException", "User is disabled.", /^The account is disabled/, admin],
  ["ForgotPassword", "NotAuthorizedException", "User is disabled.", /^The account is disabled/, admin],
  ["InitiateAuth", "UserNotConfirmedException", "User is not confirmed.", /not confirmed yet/, user],
  ["InitiateAuth", "PasswordResetRequiredException", "Password reset required for the user", /set again/, admin],
  ["InitiateAuth", "UserNotFoundException", "User does not exist.", /mistyped/, user],
  ["ConfirmForgotPassword", "UserNotFoundException", "Username/client id combination not found.", /mistyped/, user],
  [
    "RespondToAuthChallenge",
    "NotAuthorizedException",
    "Temporary password has expired and must be reset by an administrator.",
    /not used in time/,
    admin,
  ],
  ["GetUser", "NotAuthorizedException", "Access Token has expired", /too old/, app],
  ["GetUser", "NotAuthorizedException", "Access Token has been revoked", /revoked/, user],
  ["InitiateAuth", "NotAuthorizedException", "Refresh Token has expired", /too old/, user],
  ["GetTokensFromRefreshToken", "NotAuthorizedException", "Refresh Token has been revoked", /revoked/, user],
  ["InitiateAuth", "NotAuthorizedException", "Invalid Refresh Token", /another app client/, app],
  ["ChangePassword", "NotAuthorizedException", "Invalid Access Token", /ID token/, app],
  [
    "GetUser",
    "NotAuthorizedException",
    "Access Token does not have required scopes",
    /aws\.cognito\.signin\.user\.admin/,
    settings,
  ],
  [
    "InitiateAuth",
    "NotAuthorizedException",
    "Unable to verify secret hash for client 1example23456789",
    /the client secret is wrong/,
    app,
  ],
  [
    "SignUp",
    "NotAuthorizedException",
    "Client 1example23456789 is configured with secret but SECRET_HASH was not received",
    /sent no hash/,
    app,
  ],
  [
    "SignUp",
    "UserLambdaValidationException",
    "PreSignUp failed with error Not on the list.",
    /PreSignUp refused/,
    lambda,
  ],
  [
    "InitiateAuth",
    "UnexpectedLambdaException",
    "PreAuthentication failed with error Task timed out after 5.00 seconds.",
    /PreAuthentication could not/,
    lambda,
  ],
  [
    "InitiateAuth",
    "UnexpectedLambdaException",
    "PreTokenGeneration invocation failed due to error AccessDeniedException.",
    /PreTokenGeneration/,
    lambda,
  ],
  ["InitiateAuth", "InvalidLambdaResponseException", "Unrecognizable lambda output", /does not understand/, lambda],
  [
    "ConfirmSignUp",
    "CodeMismatchException",
    "Invalid verification code provided, please try again.",
    /not the one that was sent\.$/,
    user,
  ],
  [
    "ConfirmForgotPassword",
    "CodeMismatchException",
    "Invalid verification code provided, please try again.",
    /unknown user/,
    user,
  ],
  [
    "RespondToAuthChallenge",
    "CodeMismatchException",
    "Invalid code or auth state for the user.",
    /another sign-in/,
    user,
  ],
  ["RespondToAuthChallenge", "CodeMismatchException", "Invalid code received for user", /wrong/, user],
  [
    "ConfirmSignUp",
    "ExpiredCodeException",
    "Invalid code provided, please request a code again.",
    /too old.*unknown user/,
    user,
  ],
  [
    "RespondToAuthChallenge",
    "ExpiredCodeException",
    "Your software token has already been used once.",
    /already used/,
    user,
  ],
  ["SignUp", "UsernameExistsException", "User already exists", /taken/, user],
  ["SignUp", "UsernameExistsException", "An account with the given email already exists.", /taken/, user],
  ["ConfirmSignUp", "AliasExistsException", "An account with the email already exists.", /Another account/, user],
  [
    "SignUp",
    "InvalidPasswordException",
    "Password did not conform with policy: Password not long enough",
    /rules/,
    user,
  ],
  [
    "RespondToAuthChallenge",
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
    /twice/,
    app,
  ],
  [
    "RespondToAuthChallenge",
    "NotAuthorizedException",
    "Invalid session for the user, session is expired.",
    /Too much time/,
    user,
  ],
  ["VerifySoftwareToken", "NotAuthorizedException", "Invalid session for the user.", /running sign-in/, app],
  [
    "VerifySoftwareToken",
    "EnableSoftwareTokenMFAException",
    "Code mismatch and fail enable Software Token MFA",
    /The first code from the authenticator app was wrong/,
    user,
  ],
  [
    "AssociateSoftwareToken",
    "SoftwareTokenMFANotFoundException",
    "Software Token MFA has not been enabled by the userPool",
    /not enabled/,
    settings,
  ],
  [
    "ForgotPassword",
    "LimitExceededException",
    "Attempt limit exceeded, please try after some time.",
    /too many requests/,
    limit,
  ],
  ["InitiateAuth", "TooManyRequestsException", "Too many requests", /^Throttled/, limit],
  ["ListUsers", "TooManyRequestsException", "Rate exceeded", /^Throttled/, limit],
  [
    "ConfirmSignUp",
    "TooManyFailedAttemptsException",
    "Attempt limit exceeded, please try after some time.",
    /refused for a while/,
    user,
  ],
  [
    "InitiateAuth",
    "ResourceNotFoundException",
    "User pool client 1example23456789 does not exist.",
    /no such app client/,
    app,
  ],
  [
    "DescribeUserPool",
    "ResourceNotFoundException",
    "User pool us-east-1_EXAMPLE does not exist.",
    /no such user pool/,
    app,
  ],
  [
    "InitiateAuth",
    "InvalidParameterException",
    "USER_PASSWORD_AUTH flow not enabled for this client",
    /does not allow/,
    settings,
  ],
  ["InitiateAuth", "InvalidParameterException", "Missing required parameter USERNAME", /left out/, app],
  [
    "AdminCreateUser",
    "InvalidParameterException",
    "1 validation error detected: Value at 'username' failed",
    /form the API/,
    app,
  ],
  [
    "SignUp",
    "InvalidParameterException",
    "Attributes did not conform to the schema: email: The attribute is required",
    /schema/,
    app,
  ],
  ["SignUp", "NotAuthorizedException", "SignUp is not permitted for this user pool", /only administrators/, settings],
  [
    "ConfirmSignUp",
    "NotAuthorizedException",
    "User cannot be confirmed. Current status is CONFIRMED",
    /was CONFIRMED\.$/,
    user,
  ],
  [
    "ForgotPassword",
    "InvalidParameterException",
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
    /no verified/,
    admin,
  ],
  [
    "ForgotPassword",
    "NotAuthorizedException",
    "User password cannot be reset in the current state.",
    /no reset/,
    admin,
  ],
  [
    "AdminCreateUser",
    "UnsupportedUserStateException",
    "Resend not possible. alice status is not FORCE_CHANGE_PASSWORD",
    /invitation/,
    admin,
  ],
  ["InitiateAuth", "ForbiddenException", "Request not allowed due to WAF block.", /WAF/, settings],
  [
    "AdminGetUser",
    "AccessDeniedException",
    "User: arn:aws:sts::111122223333:assumed-role/App/x is not authorized to perform: cognito-idp:AdminGetUser on resource: arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_EXAMPLE because no identity-based policy allows the cognito-idp:AdminGetUser action",
    /^IAM refused the call: no policy/,
    permissions,
  ],
  [
    "ListUsers",
    "AccessDeniedException",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: cognito-idp:ListUsers on resource: x with an explicit deny in a service control policy",
    /explicitly denies/,
    permissions,
  ],
  [
    "ListUsers",
    "UnrecognizedClientException",
    "The security token included in the request is invalid.",
    /AWS credentials/,
    permissions,
  ],
];

const knownOfIdentityPools: typeof known = [
  ["GetId", "NotAuthorizedException", "Unauthenticated access is not supported for this identity pool.", /guest/, app],
  [
    "GetCredentialsForIdentity",
    "NotAuthorizedException",
    "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    /other sign-ins/,
    app,
  ],
  [
    "GetId",
    "NotAuthorizedException",
    "Token is not from a supported provider of this identity pool.",
    /does not know/,
    settings,
  ],
  [
    "GetCredentialsForIdentity",
    "NotAuthorizedException",
    "Access to Identity 'us-east-1:2dg778b3-50b7-565d-0f56-34200EXAMPLE' is forbidden.",
    /without the sign-in/,
    app,
  ],
  ["GetId", "NotAuthorizedException", "Invalid login token. Token expired: 1446742058 >= 1446727732", /too old/, app],
  ["GetId", "NotAuthorizedException", "Invalid login token. Issuer doesn't match providerName", /not accepted/, app],
  [
    "GetOpenIdToken",
    "InvalidParameterException",
    "Basic (classic) flow is not enabled, please use enhanced flow.",
    /basic flow/,
    settings,
  ],
  [
    "GetCredentialsForIdentity",
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
    /role/,
    settings,
  ],
  [
    "GetCredentialsForIdentity",
    "ResourceNotFoundException",
    "Identity 'us-east-1:x' not found.",
    /no such identity;/,
    app,
  ],
  ["GetId", "ResourceNotFoundException", "IdentityPool 'us-east-1:x' not found.", /no such identity pool/, app],
  ["GetOpenIdTokenForDeveloperIdentity", "ResourceConflictException", "Logins are already linked.", /linked/, app],
];

/**
 * A code alone means nothing, even if it sounds plain, and neither does a known message of another operation or code.
 */
const unknown: [source: string, operation: string, code: string, message: string][] = [
  [idp, "InitiateAuth", "NotAuthorizedException", "Something new that AWS says since yesterday"],
  [idp, "InitiateAuth", "NotAuthorizedException", "HIDDEN_DUE_TO_SECURITY_REASONS"],
  [idp, "InitiateAuth", "UserNotConfirmedException", "Something else"],
  [idp, "DeleteUserPool", "NotAuthorizedException", "Incorrect username or password."],
  [idp, "InitiateAuth", "ResourceNotFoundException", "Incorrect username or password."],
  [idp, "InitiateAuth", "", "Incorrect username or password."],
  [idp, "InitiateAuth", "constructor", "constructor"],
  [idp, "DescribeUserPool", "NotAuthorizedException", "Invalid session for the user."],
  [idp, "GetUser", "NotAuthorizedException", "Logins don't match. Please include at least one valid login"],
  [identity, "GetId", "NotAuthorizedException", "Incorrect username or password."],
  [identity, "GetId", "NotAuthorizedException", "Unable to verify secret hash for client x"],
  [idp, "login_POST", "SomeCode", "some message"],
];

describe("Cognito errors", () => {
  for (const [source, cases] of [
    [idp, known],
    [identity, knownOfIdentityPools],
  ] as const) {
    for (const [operation, code, message, here, side] of cases) {
      it(`${operation}: ${message.slice(0, 90)}`, () => {
        const found = explainError(source, operation, code, message);
        assert.ok(found?.here);
        if (typeof here === "string") assert.equal(found.here, here);
        else assert.match(found.here, here);
        assert.equal(found.what.length, 2);
        assert.ok(found.what[0]?.includes(side), found.what[0]);
        assert.match(found.what[1] ?? "", /^Next step: \S.+\.$/);
        assert.match(found.links[0]?.url ?? "", new RegExp(`/API_${operation}\\.html$`));
        assert.doesNotMatch([found.here, ...found.what].join(), /undefined|\{\d/);
      });
    }
  }

  it("many forms of messages are distinguished", () => {
    assert.ok(known.length + knownOfIdentityPools.length >= 60);
  });

  for (const [source, operation, code, message] of unknown) {
    it(`is not guessed: ${operation} ${code} “${message}”`, () => {
      const found = explainError(source, operation, code, message);
      assert.equal(found?.here, "This extension does not know this message, so its meaning is not guessed.");
      assert.deepEqual(found.what, []);
      assert.ok(found.links.length > 0);
    });
  }

  it("a code without a message can mean several things, and the explanation says so", () => {
    const found = explainError(idp, "InitiateAuth", "NotAuthorizedException", "");
    assert.equal(found?.here, "No message is recorded, and NotAuthorizedException alone can mean several things.");
  });

  it("no error, or none of Cognito's, is not explained", () => {
    assert.equal(explainError(idp, "Login_GET", "", ""), undefined);
    assert.equal(explainError("s3.amazonaws.com", "GetObject", "AccessDenied", "Access Denied"), undefined);
  });

  it("a failure without a sub says that the user is not shown; with one, whose it is", () => {
    const notes = (operation: string, sub?: string) =>
      explainError(idp, operation, "NotAuthorizedException", "Incorrect username or password.", sub)?.notes;
    assert.deepEqual(notes("InitiateAuth", ""), [noUser]);
    assert.deepEqual(notes("AdminInitiateAuth", ""), [noUser]);
    assert.deepEqual(notes("CreateUserPool", ""), []);
    assert.deepEqual(notes("AdminCreateUser", ""), []);
    assert.deepEqual(notes("InitiateAuth", "87a42a58-6051-7076-79e2-fe9208b6ae3c"), [
      "On a failure the sub names the account that was tried, never who tried.",
    ]);
    assert.deepEqual(notes("InitiateAuth"), []);
  });

  it("a message a hundred times as long as CloudTrail allows is answered: no rule takes exponential time", () => {
    for (const start of ["User: ", "PreSignUp ", "Client ", "Access to Identity '", "1"]) {
      for (const code of new Set(known.map(([, code]) => code))) {
        const found = explainError(idp, "InitiateAuth", code, start + "a ".repeat(50 * 1024));
        assert.ok((found?.here ?? "").length < 1000, `${code} ${start}`);
      }
    }
  });

  it("in Japanese, in the wording agreed on", () => {
    inJapanese(() => {
      const found = explainError(idp, "InitiateAuth", "NotAuthorizedException", "Incorrect username or password.", "");
      assert.equal(
        found?.here,
        "ユーザー名またはパスワードが受け付けられませんでした。存在しないユーザーや、連続失敗による一時ロックでも同じ文になることがあります。",
      );
      assert.deepEqual(found.notes, [
        "このイベントにはユーザーの記録がありません。入力内容は CloudTrail では伏せられます。ユーザー名の誤りも考えられますが、ここからは分かりません。",
      ]);
      for (const [operation, code, message] of known) {
        const said = explainError(idp, operation, code, message);
        for (const text of [said?.here, ...(said?.what ?? [])]) assert.match(text ?? "", /[ぁ-ん].*[。]$/, message);
      }
    });
  });
});
