// An app's users sign in, fail to sign in, sign up and request tokens at two user pools; administrators maintain the
// pools; an identity pool issues AWS credentials, which are then used.
import {
  ACCOUNT,
  accessKey,
  BROWSER,
  CLI,
  fromService,
  HIDDEN,
  iamUser,
  recorder,
  roleSession,
  SDK,
  SESSION_TOKEN,
} from "./record.mjs";

/** @typedef {{ id: string, domain: string, client: string }} Pool */
/** @typedef {import("./record.mjs").Add} Add */
/** @typedef {import("./record.mjs").From} From */
/** @typedef {import("./record.mjs").Fields} Fields */

const REGION = "eu-west-1";
const DAY = "2026-03-02";
const POOL = {
  id: "eu-west-1_EXAMPLEaa",
  domain: "sample-app.auth.eu-west-1.amazoncognito.com",
  client: "1example23456789example1aa",
  machine: "1example23456789example1mm",
};
const STAFF = { id: "eu-west-1_EXAMPLEbb", domain: "login.staff.example", client: "2example23456789example2bb" };
const IDENTITY_POOL = "eu-west-1:00000000-5a3e-4000-8000-0000000001d0";
const IDENTITY = "eu-west-1:00000000-5a3e-4000-8000-0000000001d1";
const GUEST = "eu-west-1:00000000-5a3e-4000-8000-0000000001d2";
// The version digit of a real sub can be other than 4.
const sub = {
  ann: "aaaaaaaa-1111-7000-8000-00000000000a",
  ben: "bbbbbbbb-2222-7000-8000-00000000000b",
  cho: "cccccccc-3333-4000-8000-00000000000c",
  dan: "dddddddd-4444-7000-8000-00000000000d",
  eve: "eeeeeeee-5555-7000-8000-00000000000e",
  fay: "ffffffff-6666-4000-8000-00000000000f",
  gus: "abababab-7777-7000-8000-000000000007",
  hal: "cdcdcdcd-8888-7000-8000-000000000008",
};
const poolArn = (/** @type {string} */ id) => `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${id}`;
const identityPoolArn = `arn:aws:cognito-identity:${REGION}:${ACCOUNT}:identitypool/${IDENTITY_POOL}`;

export function cognito() {
  const record = recorder({ file: 3, region: REGION, day: DAY });
  /** @type {Fields[]} */
  const records = [];
  /** @type {Add} */
  const add = (...args) => void records.push(record(...args));
  administer(add);
  signIns(add);
  pages(add);
  identities(add);
  sync(add);
  return records;
}

const APP = { type: "Unknown", principalId: "Anonymous" };
const phone = (/** @type {number} */ n) => [`203.0.113.${n}`, SDK];

function auth(/** @type {string} */ flow, /** @type {Pool} */ of = POOL) {
  return { authFlow: flow, authParameters: HIDDEN, clientMetadata: HIDDEN, clientId: of.client };
}
function answer(/** @type {string} */ name, /** @type {Pool} */ of = POOL) {
  return { challengeName: name, clientId: of.client, session: HIDDEN, challengeResponses: HIDDEN };
}
const TOKENS = {
  challengeParameters: {},
  authenticationResult: {
    accessToken: HIDDEN,
    expiresIn: 3600,
    tokenType: "Bearer",
    refreshToken: HIDDEN,
    idToken: HIDDEN,
  },
};
const challenge = (/** @type {string} */ name) => ({
  challengeName: name,
  session: HIDDEN,
  challengeParameters: HIDDEN,
});
const failed = (/** @type {string} */ errorCode, /** @type {string} */ errorMessage) => ({ errorCode, errorMessage });
const named = (/** @type {keyof typeof sub} */ who) => ({ additionalEventData: { sub: sub[who] } });

/** @param {Add} add */
function signIns(add) {
  const call = (
    /** @type {string} */ time,
    /** @type {string} */ name,
    /** @type {number} */ host,
    /** @type {Fields} */ rest,
  ) => add(time, "cognito-idp", name, APP, phone(host), { readOnly: false, ...rest });
  const wrong = failed("NotAuthorizedException", "Incorrect username or password.");
  const password = { requestParameters: auth("USER_PASSWORD_AUTH") };

  // Ann: with a password proof and a code from her authenticator.
  call("08:00:01", "InitiateAuth", 11, {
    requestParameters: auth("USER_SRP_AUTH"),
    responseElements: challenge("PASSWORD_VERIFIER"),
    ...named("ann"),
  });
  call("08:00:01", "RespondToAuthChallenge", 11, {
    requestParameters: answer("PASSWORD_VERIFIER"),
    responseElements: challenge("SOFTWARE_TOKEN_MFA"),
    ...named("ann"),
  });
  call("08:00:19", "RespondToAuthChallenge", 11, {
    requestParameters: answer("SOFTWARE_TOKEN_MFA"),
    responseElements: TOKENS,
    ...named("ann"),
  });
  call("08:00:20", "GetUser", 11, { readOnly: true, requestParameters: { accessToken: HIDDEN }, ...named("ann") });

  // Ben: mistypes until he is locked out, waits, and succeeds.
  for (const second of ["08:02:00", "08:02:07", "08:02:15", "08:02:22", "08:02:30"])
    call(second, "InitiateAuth", 12, { ...password, ...wrong, ...named("ben") });
  call("08:02:31", "InitiateAuth", 12, {
    ...password,
    ...failed("NotAuthorizedException", "Password attempts exceeded"),
    ...named("ben"),
  });
  call("08:02:33", "InitiateAuth", 12, {
    ...password,
    ...failed("NotAuthorizedException", "Password attempts exceeded"),
    ...named("ben"),
  });
  call("08:04:10", "InitiateAuth", 12, { ...password, responseElements: TOKENS, ...named("ben") });

  // Cho is disabled, Dan has not confirmed, Eve must choose a new password.
  call("08:05:00", "InitiateAuth", 13, {
    ...password,
    ...failed("NotAuthorizedException", "User is disabled."),
    ...named("cho"),
  });
  call("08:05:30", "InitiateAuth", 14, {
    ...password,
    ...failed("UserNotConfirmedException", "User is not confirmed."),
    ...named("dan"),
  });
  call("08:05:44", "ResendConfirmationCode", 14, {
    requestParameters: { clientId: POOL.client, username: HIDDEN },
    responseElements: { codeDeliveryDetails: HIDDEN },
    ...named("dan"),
  });
  call("08:06:01", "ConfirmSignUp", 14, {
    requestParameters: { clientId: POOL.client, username: HIDDEN, confirmationCode: HIDDEN },
    ...failed("CodeMismatchException", "Invalid verification code provided, please try again."),
    ...named("dan"),
  });
  call("08:06:20", "ConfirmSignUp", 14, {
    requestParameters: { clientId: POOL.client, username: HIDDEN, confirmationCode: HIDDEN },
    ...named("dan"),
  });
  call("08:06:22", "InitiateAuth", 14, { ...password, responseElements: TOKENS, ...named("dan") });
  call("08:07:00", "InitiateAuth", 15, {
    ...password,
    ...failed("PasswordResetRequiredException", "Password reset required for the user"),
    ...named("eve"),
  });
  call("08:07:20", "ForgotPassword", 15, {
    requestParameters: { clientId: POOL.client, username: HIDDEN },
    responseElements: { codeDeliveryDetails: HIDDEN },
    ...named("eve"),
  });
  call("08:08:02", "ConfirmForgotPassword", 15, {
    requestParameters: { clientId: POOL.client, username: HIDDEN, password: HIDDEN, confirmationCode: HIDDEN },
    ...named("eve"),
  });
  call("08:08:05", "InitiateAuth", 15, {
    requestParameters: auth("USER_SRP_AUTH"),
    responseElements: challenge("PASSWORD_VERIFIER"),
    ...named("eve"),
  });
  call("08:08:05", "RespondToAuthChallenge", 15, {
    requestParameters: answer("PASSWORD_VERIFIER"),
    responseElements: TOKENS,
    ...named("eve"),
  });

  // Failures that name no user.
  call("08:09:00", "InitiateAuth", 16, { ...password, ...wrong });
  call("08:09:10", "InitiateAuth", 16, {
    requestParameters: auth("USER_PASSWORD_AUTH", STAFF),
    ...failed("UserNotFoundException", "User does not exist."),
  });
  call("08:09:20", "InitiateAuth", 17, {
    requestParameters: auth("USER_PASSWORD_AUTH", STAFF),
    ...failed("NotAuthorizedException", `Unable to verify secret hash for client ${STAFF.client}`),
  });
  call("08:09:31", "RespondToAuthChallenge", 16, {
    requestParameters: answer("PASSWORD_VERIFIER"),
    ...wrong,
    ...named("ben"),
  });
  call("08:09:40", "RespondToAuthChallenge", 11, {
    requestParameters: answer("SOFTWARE_TOKEN_MFA"),
    ...failed("CodeMismatchException", "Invalid code received for user"),
    ...named("ann"),
  });
  call("08:10:00", "InitiateAuth", 18, {
    requestParameters: auth("USER_PASSWORD_AUTH", STAFF),
    ...failed(
      "UserLambdaValidationException",
      "PreAuthentication failed with error Sign-in is allowed from the office only.",
    ),
    ...named("fay"),
  });
  for (let i = 0; i < 3; i++)
    call("08:10:30", "InitiateAuth", 19, { ...password, ...failed("TooManyRequestsException", "Rate exceeded") });
  call("08:10:40", "SignUp", 20, {
    requestParameters: { clientId: POOL.client, username: HIDDEN, password: HIDDEN, userAttributes: HIDDEN },
    responseElements: { userConfirmed: false, codeDeliveryDetails: HIDDEN, userSub: sub.hal },
    ...named("hal"),
  });
  call("08:10:50", "SignUp", 20, {
    requestParameters: { clientId: POOL.client, username: HIDDEN, password: HIDDEN, userAttributes: HIDDEN },
    ...failed("UsernameExistsException", "User already exists"),
  });
  call("08:11:00", "InitiateAuth", 11, {
    requestParameters: auth("REFRESH_TOKEN_AUTH"),
    responseElements: TOKENS,
    ...named("ann"),
  });
  call("08:11:10", "ChangePassword", 11, {
    requestParameters: { previousPassword: HIDDEN, proposedPassword: HIDDEN, accessToken: HIDDEN },
    ...named("ann"),
  });
  call("08:11:30", "RevokeToken", 11, { requestParameters: { token: HIDDEN, clientId: POOL.client } });
}

/** @param {Add} add */
function pages(add) {
  const page = (
    /** @type {string} */ time,
    /** @type {string} */ name,
    /** @type {number} */ host,
    /** @type {Pool} */ of,
    /** @type {Record<string, string>} */ request,
    /** @type {number} */ status,
    rest = {},
  ) =>
    add(time, "cognito-idp", name, { accountId: ACCOUNT }, [`198.51.100.${host}`, BROWSER], {
      eventVersion: "1.08",
      readOnly: name.endsWith("_GET") && name !== "Confirm_GET",
      additionalEventData: {
        responseParameters: { status },
        requestParameters: Object.fromEntries(Object.entries(request).map(([key, value]) => [key, [value]])),
        userPoolDomain: of.domain,
        userPoolId: of.id,
      },
      eventType: "AwsServiceEvent",
      serviceEventDetails: { serviceAccountId: "123456789012" },
      tlsDetails: undefined,
      ...rest,
    });
  const asked = (/** @type {Pool} */ of) => ({
    redirect_uri: "https://app.example/callback",
    response_type: "code",
    client_id: of.client,
  });
  const typed = (/** @type {Pool} */ of) => ({
    ...asked(of),
    _csrf: HIDDEN,
    username: HIDDEN,
    password: HIDDEN,
    cognitoAsfData: HIDDEN,
  });

  // Classic pages of the first pool.
  page("08:20:00", "OAuth2_Authorize_GET", 50, POOL, { ...asked(POOL), scope: "openid email", state: HIDDEN }, 302);
  page("08:20:00", "Login_GET", 50, POOL, asked(POOL), 200);
  page("08:20:21", "Signup_GET", 50, POOL, asked(POOL), 200);
  page("08:20:55", "Signup_POST", 50, POOL, { ...typed(POOL), "requiredAttributes[email]": HIDDEN }, 302);
  page("08:20:56", "Confirm_GET", 50, POOL, asked(POOL), 200);
  page(
    "08:21:40",
    "Confirm_POST",
    50,
    POOL,
    {
      ...asked(POOL),
      confirm: "",
      deliveryMedium: "EMAIL",
      sub: sub.gus,
      code: HIDDEN,
      destination: HIDDEN,
      _csrf: HIDDEN,
      cognitoAsfData: HIDDEN,
      username: HIDDEN,
    },
    302,
  );
  page(
    "08:21:41",
    "Token_POST",
    50,
    POOL,
    {
      code: HIDDEN,
      grant_type: "authorization_code",
      redirect_uri: "https://app.example/callback",
      client_id: POOL.client,
    },
    200,
  );
  page("08:25:00", "CognitoAuthentication", 51, POOL, typed(POOL), 302, { readOnly: false });
  page(
    "08:25:01",
    "Token_POST",
    51,
    POOL,
    {
      code: HIDDEN,
      grant_type: "authorization_code",
      redirect_uri: "https://app.example/callback",
      client_id: POOL.client,
    },
    400,
  );
  page("08:26:00", "SAML2Response_POST", 52, POOL, { RelayState: HIDDEN, SAMLResponse: HIDDEN }, 302);
  page("08:26:30", "Token_POST", 53, POOL, { grant_type: "client_credentials", client_id: POOL.machine }, 200);
  page(
    "08:26:31",
    "Token_POST",
    50,
    POOL,
    { refresh_token: HIDDEN, grant_type: "refresh_token", client_id: POOL.client },
    200,
  );
  page("08:27:00", "UserInfo_GET", 50, POOL, {}, 200);
  page("08:27:30", "Logout", 50, POOL, { client_id: POOL.client, logout_uri: "https://app.example/" }, 302, {
    readOnly: false,
  });
  page("08:27:40", "Error_GET", 54, POOL, { error: "redirect_mismatch", client_id: POOL.client }, 400);

  // Managed login of the second pool.
  page("08:30:00", "login_POST", 60, STAFF, typed(STAFF), 200);
  page("08:30:12", "login_POST", 60, STAFF, typed(STAFF), 302);
  page("08:30:13", "mfa_totp_POST", 60, STAFF, { _csrf: HIDDEN, code: HIDDEN, client_id: STAFF.client }, 302);
  page(
    "08:30:14",
    "Token_POST",
    60,
    STAFF,
    {
      code: HIDDEN,
      grant_type: "authorization_code",
      redirect_uri: "https://staff.example/callback",
      client_id: STAFF.client,
    },
    200,
  );
  page("08:31:00", "login_passkey_POST", 61, STAFF, { _csrf: HIDDEN, client_id: STAFF.client }, 302);
  page("08:31:30", "signup_POST", 62, STAFF, typed(STAFF), 403);
  page("08:31:45", "forgotPassword_POST", 62, STAFF, { _csrf: HIDDEN, username: HIDDEN, client_id: STAFF.client }, 302);

  // In the form of the oldest such records: a status with a fraction, no pool, an empty error.
  add("08:32:00", "cognito-idp", "Login_GET", { accountId: ACCOUNT }, ["198.51.100.63", BROWSER], {
    eventVersion: "1.08",
    errorCode: "",
    errorMessage: "",
    requestParameters: undefined,
    responseElements: undefined,
    requestID: undefined,
    additionalEventData: {
      responseParameters: { status: 200.5 },
      requestParameters: {
        redirect_uri: ["https://app.example/callback"],
        response_type: ["token"],
        client_id: [POOL.client],
      },
    },
    eventType: "AwsServiceEvent",
    serviceEventDetails: { serviceAccountId: "123456789012" },
    tlsDetails: undefined,
  });
}

/** @param {Add} add */
function administer(add) {
  const admin = iamUser("sample-ivan");
  const desk = roleSession("SampleUserDesk", "judy", {
    key: accessKey("ASIA", "userdesk"),
    since: `${DAY}T07:40:00Z`,
    mfa: true,
  });
  const from = ["192.0.2.44", CLI];
  const web = ["192.0.2.45", BROWSER];
  add("07:45:00", "cognito-idp", "CreateUserPool", admin, from, {
    requestParameters: {
      poolName: "sample-staff",
      policies: {
        passwordPolicy: {
          minimumLength: 14,
          requireUppercase: true,
          requireLowercase: true,
          requireNumbers: true,
          requireSymbols: false,
          temporaryPasswordValidityDays: 3,
        },
        signInPolicy: { allowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] },
      },
      mfaConfiguration: "OPTIONAL",
      usernameAttributes: ["email"],
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      userPoolTags: { team: "staff apps" },
    },
    responseElements: {
      userPool: {
        id: STAFF.id,
        name: "sample-staff",
        arn: poolArn(STAFF.id),
        policies: {
          passwordPolicy: {
            minimumLength: 14,
            requireUppercase: true,
            requireLowercase: true,
            requireNumbers: true,
            requireSymbols: false,
            temporaryPasswordValidityDays: 3,
          },
        },
        mfaConfiguration: "OPTIONAL",
        estimatedNumberOfUsers: 0,
        creationDate: "Mar 2, 2026 7:45:00 AM",
        lastModifiedDate: "Mar 2, 2026 7:45:00 AM",
      },
    },
  });
  add("07:45:20", "cognito-idp", "CreateUserPoolClient", admin, from, {
    requestParameters: {
      userPoolId: STAFF.id,
      clientName: "staff-web",
      generateSecret: true,
      explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    },
    responseElements: {
      userPoolClient: { userPoolId: STAFF.id, clientName: "staff-web", clientId: STAFF.client, clientSecret: HIDDEN },
    },
  });
  add("07:45:41", "cognito-idp", "CreateUserPoolDomain", admin, from, {
    requestParameters: {
      domain: STAFF.domain,
      userPoolId: STAFF.id,
      customDomainConfig: {
        certificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/00000000-5a3e-4000-8000-0000000000ce`,
      },
    },
    responseElements: { cloudFrontDomain: "dexampleexample.cloudfront.net" },
  });
  const user = (/** @type {Pool} */ pool) => ({ userPoolId: pool.id, username: HIDDEN });
  add("07:50:00", "cognito-idp", "AdminCreateUser", desk, web, {
    requestParameters: {
      ...user(STAFF),
      temporaryPassword: HIDDEN,
      userAttributes: HIDDEN,
      desiredDeliveryMediums: ["EMAIL"],
    },
    responseElements: {
      user: {
        username: HIDDEN,
        attributes: HIDDEN,
        userCreateDate: "Mar 2, 2026 7:50:00 AM",
        enabled: true,
        userStatus: "FORCE_CHANGE_PASSWORD",
      },
    },
    ...named("fay"),
  });
  add("07:50:30", "cognito-idp", "AdminAddUserToGroup", desk, web, {
    requestParameters: { ...user(STAFF), groupName: "editors" },
    ...named("fay"),
  });
  add("07:51:00", "cognito-idp", "AdminDisableUser", desk, web, { requestParameters: user(POOL), ...named("cho") });
  add("07:51:30", "cognito-idp", "AdminResetUserPassword", desk, web, {
    requestParameters: user(POOL),
    ...named("eve"),
  });
  for (const [i, name] of ["ListUserPools", "DescribeUserPool", "ListUsers", "ListUsers", "AdminGetUser"].entries()) {
    add("07:52:00", "cognito-idp", name, desk, web, {
      requestParameters:
        i === 0
          ? { maxResults: 60 }
          : i === 4
            ? user(POOL)
            : { userPoolId: POOL.id, ...(name === "ListUsers" ? { limit: 60, filter: HIDDEN } : {}) },
      ...(i === 4 ? named("cho") : {}),
    });
  }
  add("07:53:00", "cognito-idp", "AdminDeleteUser", iamUser("sample-carol"), ["203.0.113.15", CLI], {
    requestParameters: user(POOL),
    errorCode: "AccessDeniedException",
    errorMessage: `User: arn:aws:iam::${ACCOUNT}:user/sample-carol is not authorized to perform: cognito-idp:AdminDeleteUser on resource: ${poolArn(POOL.id)} because no identity-based policy allows the cognito-idp:AdminDeleteUser action`,
  });
  add(
    "07:54:00",
    "cognito-idp",
    "AdminInitiateAuth",
    roleSession("SampleBackend", "api", { key: accessKey("ASIA", "backendap"), since: `${DAY}T07:10:00Z` }),
    ["192.0.2.90", SDK],
    {
      requestParameters: {
        userPoolId: POOL.id,
        clientId: POOL.machine,
        authFlow: "ADMIN_USER_PASSWORD_AUTH",
        authParameters: HIDDEN,
      },
      ...failed("NotAuthorizedException", "Incorrect username or password."),
      ...named("ben"),
    },
  );
  add("07:55:00", "cognito-identity", "CreateIdentityPool", admin, from, {
    requestParameters: {
      identityPoolName: "sample app",
      allowUnauthenticatedIdentities: true,
      cognitoIdentityProviders: [
        {
          providerName: `cognito-idp.${REGION}.amazonaws.com/${POOL.id}`,
          clientId: POOL.client,
          serverSideTokenCheck: false,
        },
      ],
    },
    responseElements: {
      identityPoolId: IDENTITY_POOL,
      identityPoolName: "sample app",
      allowUnauthenticatedIdentities: true,
      cognitoIdentityProviders: [
        {
          providerName: `cognito-idp.${REGION}.amazonaws.com/${POOL.id}`,
          clientId: POOL.client,
          serverSideTokenCheck: false,
        },
      ],
    },
  });
  add("07:55:20", "cognito-identity", "SetIdentityPoolRoles", admin, from, {
    requestParameters: {
      identityPoolId: IDENTITY_POOL,
      roles: {
        authenticated: `arn:aws:iam::${ACCOUNT}:role/SampleAppUser`,
        unauthenticated: `arn:aws:iam::${ACCOUNT}:role/SampleAppGuest`,
      },
    },
  });
}

/** The role session that an identity pool gives to an app's user. */
function appUser(
  /** @type {string} */ role,
  /** @type {string} */ key,
  /** @type {string} */ since,
  /** @type {string} */ identity,
  /** @type {string} */ amr,
) {
  return roleSession(role, "CognitoIdentityCredentials", {
    key,
    since,
    federation: {
      federatedProvider: "cognito-identity.amazonaws.com",
      attributes: {
        "cognito-identity.amazonaws.com:aud": IDENTITY_POOL,
        "cognito-identity.amazonaws.com:sub": identity,
        "cognito-identity.amazonaws.com:amr": amr,
      },
    },
  });
}

const USER_KEY = accessKey("ASIA", "appuserok");
const GUEST_KEY = accessKey("ASIA", "appguesto");

/** @param {Add} add */
function identities(add) {
  const data = {
    eventCategory: "Data",
    managementEvent: false,
    readOnly: false,
    resources: [{ accountId: ACCOUNT, type: "AWS::Cognito::IdentityPool", ARN: identityPoolArn }],
  };
  const call = (
    /** @type {string} */ time,
    /** @type {string} */ name,
    /** @type {number} */ host,
    /** @type {Fields} */ rest,
  ) => add(time, "cognito-identity", name, { type: "Unknown" }, phone(host), { ...data, ...rest });
  const logins = { [`cognito-idp.${REGION}.amazonaws.com/${POOL.id}`]: HIDDEN };
  const issued = (/** @type {string} */ key, /** @type {string} */ identityId) => ({
    credentials: { accessKeyId: key, sessionToken: SESSION_TOKEN, expiration: "Mar 2, 2026, 9:00:22 AM" },
    identityId,
  });
  call("08:00:21", "GetId", 11, {
    requestParameters: { identityPoolId: IDENTITY_POOL, logins },
    responseElements: { identityId: IDENTITY },
  });
  call("08:00:22", "GetCredentialsForIdentity", 11, {
    requestParameters: { identityId: IDENTITY, logins },
    responseElements: issued(USER_KEY, IDENTITY),
  });
  call("08:12:00", "GetId", 30, {
    requestParameters: { identityPoolId: IDENTITY_POOL },
    responseElements: { identityId: GUEST },
  });
  call("08:12:00", "GetCredentialsForIdentity", 30, {
    requestParameters: { identityId: GUEST },
    responseElements: issued(GUEST_KEY, GUEST),
  });
  call("08:12:30", "GetCredentialsForIdentity", 31, {
    requestParameters: { identityId: GUEST, logins },
    ...failed("NotAuthorizedException", "Invalid login token. Token expired: 1772438400 >= 1772434800"),
  });
  add(
    "08:00:22",
    "sts",
    "AssumeRoleWithWebIdentity",
    {
      type: "WebIdentityUser",
      principalId: `cognito-identity.amazonaws.com:${IDENTITY_POOL}:${IDENTITY}`,
      userName: IDENTITY,
      identityProvider: "cognito-identity.amazonaws.com",
      invokedBy: "cognito-identity.amazonaws.com",
    },
    fromService("cognito-identity"),
    {
      readOnly: true,
      requestParameters: {
        roleArn: `arn:aws:iam::${ACCOUNT}:role/SampleAppUser`,
        roleSessionName: "CognitoIdentityCredentials",
        durationSeconds: 3600,
      },
      responseElements: {
        credentials: { accessKeyId: USER_KEY, sessionToken: SESSION_TOKEN, expiration: "Mar 2, 2026, 9:00:22 AM" },
        subjectFromWebIdentityToken: IDENTITY,
        audience: IDENTITY_POOL,
        provider: "cognito-identity.amazonaws.com",
      },
    },
  );
  const object = (/** @type {string} */ key) => ({
    eventCategory: "Data",
    managementEvent: false,
    requestParameters: {
      bucketName: "synthetic-sample-uploads",
      Host: `synthetic-sample-uploads.s3.${REGION}.amazonaws.com`,
      key,
    },
    resources: [
      { type: "AWS::S3::Object", ARN: `arn:aws:s3:::synthetic-sample-uploads/${key}` },
      { accountId: ACCOUNT, type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::synthetic-sample-uploads" },
    ],
  });
  const ann = appUser(
    "SampleAppUser",
    USER_KEY,
    `${DAY}T08:00:22Z`,
    IDENTITY,
    `["authenticated","cognito-idp.${REGION}.amazonaws.com/${POOL.id}"]`,
  );
  add("08:00:40", "s3", "PutObject", ann, phone(11), { ...object(`private/${IDENTITY}/写真.jpg`), readOnly: false });
  add("08:00:52", "s3", "GetObject", ann, phone(11), object(`private/${IDENTITY}/写真.jpg`));
  const guest = appUser("SampleAppGuest", GUEST_KEY, `${DAY}T08:12:00Z`, GUEST, '["unauthenticated"]');
  add("08:12:09", "s3", "GetObject", guest, phone(30), {
    ...object(`private/${IDENTITY}/写真.jpg`),
    errorCode: "AccessDenied",
    errorMessage: `User: ${guest.arn} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::synthetic-sample-uploads/private/${IDENTITY}/写真.jpg" because no session policy allows the s3:GetObject action`,
  });
}

/** @param {Add} add */
function sync(add) {
  const ann = appUser(
    "SampleAppUser",
    USER_KEY,
    `${DAY}T08:00:22Z`,
    IDENTITY,
    `["authenticated","cognito-idp.${REGION}.amazonaws.com/${POOL.id}"]`,
  );
  const dataset = { identityPoolId: IDENTITY_POOL, identityId: IDENTITY, datasetName: "settings" };
  add("08:00:30", "cognito-sync", "ListRecords", ann, phone(11), {
    requestParameters: { ...dataset, lastSyncCount: 0, maxResults: 1024 },
  });
  add("08:00:31", "cognito-sync", "UpdateRecords", ann, phone(11), {
    requestParameters: {
      ...dataset,
      deviceId: "00000000-5a3e-4000-8000-00000000de1c",
      syncSessionToken: HIDDEN,
      recordPatches: [{ op: "replace", key: "theme", syncCount: 0, value: HIDDEN }],
    },
    responseElements: {
      records: [{ key: "theme", syncCount: 1, lastModifiedDate: "Mar 2, 2026 8:00:31 AM", value: HIDDEN }],
    },
  });
  add(
    "08:12:20",
    "cognito-sync",
    "UpdateRecords",
    appUser("SampleAppGuest", GUEST_KEY, `${DAY}T08:12:00Z`, GUEST, '["unauthenticated"]'),
    phone(30),
    {
      requestParameters: { ...dataset, syncSessionToken: HIDDEN, recordPatches: [] },
      ...failed("NotAuthorizedException", "Not authorized to update these records"),
    },
  );
}
