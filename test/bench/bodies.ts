import { type Caller, type Callers, type Fields, oddNames, root } from "./callers";
import type { Random } from "./random";

/** What a kind of call adds to the fields that every record has. */
export interface Call {
  source: string;
  name: string;
  fields: Fields;
  /** If absent, any caller. */
  caller?: Caller;
}

export interface Scene {
  random: Random;
  callers: Callers;
  account: string;
  region: string;
  time: number;
}

type Kind = (scene: Scene) => Call;

const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";
const data = { managementEvent: false, eventCategory: "Data" };

/** Each kind of call with its share of all calls. */
export const kinds: readonly [share: number, kind: Kind][] = [
  [20, s3],
  [10, kms],
  [10, assumeRole],
  [10, describeEc2],
  [1.5, runInstances],
  [4, dynamoDb],
  [5, logs],
  [3.5, iam],
  [2, cloudFormation],
  [5.2, userPoolCall],
  [1.8, userPoolPage],
  [0.8, identityPool],
  [0.2, sync],
  [0.7, consoleSignIn],
  [0.5, identityCenter],
  [0.6, webIdentity],
  [0.2, saml],
  [0.5, keyRotation],
  [23.5, otherService],
];

function s3({ random: r, account, region }: Scene): Call {
  const name = r.favourite(["GetObject", "PutObject", "HeadObject", "ListObjects", "DeleteObject"]);
  const bucket = `${r.pick(["example-data", "example-logs", "example-web", "example-state"])}-${account}`;
  const key = r.chance(0.04)
    ? `uploads/${r.pick(oddNames)}/${r.hex(8)}.json`
    : `${r.pick(["year=2026/month=03/", "img/", "raw/"])}${r.hex(12)}.parquet`;
  return {
    source: "s3.amazonaws.com",
    name,
    fields: {
      ...data,
      requestParameters: {
        bucketName: bucket,
        Host: `${bucket}.s3.${region}.amazonaws.com`,
        key,
        ...(r.chance(0.3) ? { "x-amz-storage-class": "INTELLIGENT_TIERING" } : {}),
      },
      responseElements:
        name === "PutObject"
          ? {
              "x-amz-server-side-encryption": "aws:kms",
              "x-amz-server-side-encryption-aws-kms-key-id": keyArn(r, account, region),
              "x-amz-version-id": r.token(32),
            }
          : null,
      additionalEventData: {
        SignatureVersion: "SigV4",
        CipherSuite: "TLS_AES_128_GCM_SHA256",
        bytesTransferredIn: r.below(9e6),
        AuthenticationMethod: "AuthHeader",
        "x-amz-id-2": `${r.token(75)}=`,
        bytesTransferredOut: r.below(9e4),
      },
      resources: [
        { type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket}/${key}` },
        { accountId: account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` },
      ],
    },
  };
}

const keyArn = (r: Random, account: string, region: string) =>
  `arn:aws:kms:${region}:${account}:key/00000000-0000-4000-8000-${r.below(200).toString().padStart(12, "0")}`;

function kms({ random: r, account, region }: Scene): Call {
  const keyId = keyArn(r, account, region);
  const context = r.chance(0.6)
    ? { "aws:s3:arn": `arn:aws:s3:::example-data-${account}/${r.hex(10)}` }
    : { PARAMETER_ARN: `arn:aws:ssm:${region}:${account}:parameter/app/${r.hex(6)}` };
  return {
    source: "kms.amazonaws.com",
    name: r.favourite(["Decrypt", "GenerateDataKey", "Encrypt", "DescribeKey"]),
    fields: {
      requestParameters: { encryptionAlgorithm: "SYMMETRIC_DEFAULT", encryptionContext: context, keyId },
      additionalEventData: { keyMaterialId: r.hex(64) },
      resources: [{ accountId: account, type: "AWS::KMS::Key", ARN: keyId }],
    },
  };
}

function assumeRole(scene: Scene): Call {
  const { random: r, callers, account } = scene;
  const roleArn = callers.roleArn(account);
  return {
    source: "sts.amazonaws.com",
    name: "AssumeRole",
    ...(r.chance(0.8) ? { caller: callers.service() } : {}),
    fields: {
      requestParameters: {
        roleArn,
        roleSessionName: r.chance(0.5) ? `i-0${r.hex(16)}` : `task-${r.hex(10)}`,
        durationSeconds: 3600,
        ...(r.chance(0.1) ? { policy: policyDocument(r, account) } : {}),
      },
      responseElements: issued(r, roleArn),
      resources: [{ accountId: account, type: "AWS::IAM::Role", ARN: roleArn }],
      ...(r.chance(0.5) ? { sharedEventID: r.uuid() } : {}),
    },
  };
}

function issued(r: Random, roleArn: string): Fields {
  return {
    credentials: {
      accessKeyId: `ASIA${r.capitals(9)}EXAMPLE`,
      sessionToken: r.token(180 + r.below(220)),
      expiration: "Mar 1, 2026, 1:00:00 PM",
    },
    assumedRoleUser: {
      assumedRoleId: `AROA${r.capitals(10)}EXAMPLE:session`,
      arn: `${roleArn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")}/session`,
    },
  };
}

/** A policy as the services record it: JSON inside a JSON string. */
function policyDocument(r: Random, account: string): string {
  const statements = Array.from({ length: 1 + r.below(6) }, (_, i) => ({
    Sid: `S${i}`,
    Effect: "Allow",
    Action: ["s3:GetObject", "kms:Decrypt"],
    Resource: [`arn:aws:s3:::example-data-${account}/${r.hex(6)}/*`],
    Condition: { StringEquals: { "aws:PrincipalTag/team": r.pick(oddNames) } },
  }));
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);
}

const list = (r: Random, most: number, one: (i: number) => unknown) => ({
  items: Array.from({ length: r.below(most + 1) }, (_, i) => one(i)),
});

function describeEc2({ random: r }: Scene): Call {
  return {
    source: "ec2.amazonaws.com",
    name: r.favourite([
      "DescribeInstances",
      "DescribeVolumes",
      "DescribeSecurityGroups",
      "DescribeSubnets",
      "DescribeTags",
      "DescribeImages",
      "DescribeNetworkInterfaces",
    ]),
    fields: {
      requestParameters: {
        instancesSet: r.chance(0.3) ? list(r, 14, () => ({ instanceId: `i-0${r.hex(16)}` })) : {},
        filterSet: r.chance(0.6)
          ? list(r, 3, (i) => ({
              name: ["tag:Name", "instance-state-name", "vpc-id"][i],
              valueSet: list(r, 3, () => ({ value: r.chance(0.1) ? r.pick(oddNames) : `v-${r.hex(6)}` })),
            }))
          : {},
        ...(r.chance(0.2) ? { nextToken: r.token(200) } : {}),
      },
    },
  };
}

const tags = (r: Random) =>
  list(r, 4, () => ({
    key: r.pick(["Name", "Env", "Owner", "CostCenter"]),
    value: r.chance(0.15) ? r.pick(oddNames) : `v-${r.hex(6)}`,
  }));

function runInstances({ random: r, account, region }: Scene): Call {
  const instance = () => ({
    instanceId: `i-0${r.hex(16)}`,
    imageId: `ami-0${r.hex(16)}`,
    instanceState: { code: 0, name: "pending" },
    privateDnsName: `ip-192-0-2-${r.below(256)}.${region}.compute.internal`,
    amiLaunchIndex: 0,
    productCodes: {},
    instanceType: "m7i.large",
    launchTime: 1_772_000_000_000 + r.below(1e9),
    placement: { availabilityZone: `${region}a`, tenancy: "default" },
    monitoring: { state: "pending" },
    subnetId: `subnet-0${r.hex(16)}`,
    vpcId: `vpc-0${r.hex(16)}`,
    stateReason: { code: "pending", message: "pending" },
    architecture: "x86_64",
    rootDeviceType: "ebs",
    blockDeviceMapping: {},
    tagSet: tags(r),
    groupSet: list(r, 2, () => ({ groupId: `sg-0${r.hex(16)}`, groupName: "web" })),
    networkInterfaceSet: list(r, 2, () => ({
      networkInterfaceId: `eni-0${r.hex(16)}`,
      ownerId: account,
      status: "in-use",
      attachment: { deviceIndex: 0, status: "attaching", deleteOnTermination: true },
    })),
    cpuOptions: { coreCount: 1, threadsPerCore: 2 },
    metadataOptions: { state: "pending", httpTokens: "required", httpPutResponseHopLimit: 2, httpEndpoint: "enabled" },
  });
  return {
    source: "ec2.amazonaws.com",
    name: "RunInstances",
    fields: {
      requestParameters: {
        instancesSet: { items: [{ imageId: `ami-0${r.hex(16)}`, minCount: 1, maxCount: 3 }] },
        userData: "<sensitiveDataRemoved>",
        instanceType: "m7i.large",
        tagSpecificationSet: { items: [{ resourceType: "instance", tags: tags(r) }] },
      },
      responseElements: {
        requestId: r.uuid(),
        reservationId: `r-0${r.hex(16)}`,
        ownerId: account,
        groupSet: {},
        instancesSet: list(r, 3, instance),
      },
    },
  };
}

function dynamoDb({ random: r, account, region }: Scene): Call {
  const table = r.pick(["orders", "sessions", "users"]);
  return {
    source: "dynamodb.amazonaws.com",
    name: r.favourite(["GetItem", "PutItem", "Query", "UpdateItem"]),
    fields: {
      ...data,
      requestParameters: {
        tableName: table,
        key: { pk: { S: `USER#${r.hex(8)}` }, sk: { S: `ORDER#${r.hex(8)}` } },
        returnConsumedCapacity: "TOTAL",
      },
      resources: [
        {
          accountId: account,
          type: "AWS::DynamoDB::Table",
          ARN: `arn:aws:dynamodb:${region}:${account}:table/${table}`,
        },
      ],
      apiVersion: "2012-08-10",
    },
  };
}

function logs({ random: r }: Scene): Call {
  const query = r.chance(0.15);
  return {
    source: "logs.amazonaws.com",
    name: query ? "StartQuery" : r.pick(["CreateLogStream", "DescribeLogStreams"]),
    fields: {
      requestParameters: query
        ? {
            startTime: 1_772_323_200,
            endTime: 1_772_409_600,
            logGroupName: "/aws/lambda/api",
            queryString: 'fields @timestamp, @message\n| filter @message like /(?i)"error"/\n| sort @timestamp desc',
          }
        : { logGroupName: `/aws/lambda/fn-${r.below(40)}`, logStreamName: `2026/03/01/[$LATEST]${r.hex(32)}` },
      apiVersion: "20140328",
    },
  };
}

function iam({ random: r, callers, account }: Scene): Call {
  const roleName = callers.roleArn(account).split("/").pop();
  if (r.chance(0.25))
    return {
      source: "iam.amazonaws.com",
      name: "PutRolePolicy",
      fields: { requestParameters: { roleName, policyName: "inline", policyDocument: policyDocument(r, account) } },
    };
  if (r.chance(0.1)) {
    const user = {
      path: "/",
      userName: r.pick(oddNames),
      userId: `AIDA${r.capitals(10)}EXAMPLE`,
      createDate: "Mar 1, 2026, 12:00:00 AM",
    };
    return {
      source: "iam.amazonaws.com",
      name: "CreateUser",
      fields: { requestParameters: { userName: user.userName, tags: tags(r).items }, responseElements: { user } },
    };
  }
  return {
    source: "iam.amazonaws.com",
    name: r.pick(["GetRole", "ListRolePolicies", "ListAttachedRolePolicies", "GetUser"]),
    fields: { requestParameters: { roleName, maxItems: 100 } },
  };
}

function cloudFormation({ random: r, account, region }: Scene): Call {
  const template = () =>
    JSON.stringify(
      {
        Resources: Object.fromEntries(
          Array.from({ length: 5 + r.below(60) }, (_, i) => [
            `Parameter${i}`,
            { Type: "AWS::SSM::Parameter", Properties: { Name: `/a/${r.hex(8)}`, Value: r.pick(oddNames) } },
          ]),
        ),
      },
      null,
      2,
    );
  return {
    source: "cloudformation.amazonaws.com",
    name: r.favourite(["DescribeStacks", "UpdateStack", "CreateChangeSet"]),
    fields: {
      requestParameters: {
        stackName: `stack-${r.hex(6)}`,
        parameters: Array.from({ length: r.below(10) }, (_, i) => ({
          parameterKey: `P${i}`,
          parameterValue: r.token(20),
        })),
        ...(r.chance(0.25) ? { templateBody: template() } : {}),
      },
      responseElements: { stackId: `arn:aws:cloudformation:${region}:${account}:stack/s/${r.uuid()}` },
    },
  };
}

const pool = (r: Random, region: string) => `${region}_EXAMPLEa${r.pick(["a", "b", "c"])}`;

function userPoolCall({ random: r, callers, region, account, time }: Scene): Call {
  const additionalEventData = { sub: r.favourite(callers.subs) };
  const clientId = r.favourite(callers.clients);
  const source = "cognito-idp.amazonaws.com";
  if (r.chance(0.2)) {
    const requestParameters = {
      userPoolId: pool(r, region),
      username: HIDDEN,
      ...(r.chance(0.3) ? { clientId, authFlow: "ADMIN_USER_PASSWORD_AUTH", authParameters: HIDDEN } : {}),
    };
    return {
      source,
      name: r.pick(["AdminGetUser", "AdminInitiateAuth", "AdminDisableUser"]),
      caller: callers.anyone(account, time),
      fields: { requestParameters, additionalEventData },
    };
  }
  const challenge = r.chance(0.4);
  return {
    source,
    name: challenge ? "RespondToAuthChallenge" : "InitiateAuth",
    caller: callers.outside({ type: "Unknown", principalId: "Anonymous" }),
    fields: {
      requestParameters: challenge
        ? { challengeName: "PASSWORD_VERIFIER", clientId, challengeResponses: HIDDEN }
        : { authFlow: "USER_SRP_AUTH", authParameters: HIDDEN, clientId },
      responseElements: challenge
        ? {
            challengeParameters: {},
            authenticationResult: {
              accessToken: HIDDEN,
              expiresIn: 3600,
              tokenType: "Bearer",
              refreshToken: HIDDEN,
              idToken: HIDDEN,
            },
          }
        : { challengeName: "PASSWORD_VERIFIER", challengeParameters: HIDDEN },
      ...(r.chance(0.9) ? { additionalEventData } : {}),
    },
  };
}

function userPoolPage({ random: r, callers, region, account }: Scene): Call {
  const name = r.pick(["Login_GET", "Token_POST", "login_POST", "Signup_POST", "OAuth2_Authorize_GET"]);
  return {
    source: "cognito-idp.amazonaws.com",
    name,
    caller: callers.outside({ accountId: account }),
    fields: {
      additionalEventData: {
        responseParameters: { status: name === "Login_GET" ? 200 : 302 },
        requestParameters: {
          redirect_uri: ["https://app.example/callback?a=1&b=2"],
          response_type: ["code"],
          client_id: [r.favourite(callers.clients)],
          ...(name.endsWith("_POST") ? { _csrf: [HIDDEN], username: [HIDDEN], password: [HIDDEN] } : {}),
          ...(r.chance(0.1) ? { sub: [r.favourite(callers.subs)] } : {}),
        },
        userPoolDomain: "example.auth.us-east-1.amazoncognito.com",
        userPoolId: pool(r, region),
      },
      eventType: "AwsServiceEvent",
      serviceEventDetails: { serviceAccountId: "111122223333" },
    },
  };
}

function identityPool({ random: r, callers, region, account }: Scene): Call {
  const identityId = `${region}:${r.uuid()}`;
  return {
    source: "cognito-identity.amazonaws.com",
    name: r.pick(["GetId", "GetCredentialsForIdentity"]),
    caller: callers.outside({ type: "Unknown" }),
    fields: {
      ...data,
      requestParameters: { identityId, logins: { [`cognito-idp.${region}.amazonaws.com/${pool(r, region)}`]: HIDDEN } },
      responseElements: {
        credentials: {
          accessKeyId: `ASIA${r.capitals(9)}EXAMPLE`,
          sessionToken: r.token(400),
          expiration: "Mar 1, 2026, 1:00:00 PM",
        },
        identityId,
      },
      resources: [
        {
          accountId: account,
          type: "AWS::Cognito::IdentityPool",
          ARN: `arn:aws:cognito-identity:${region}:${account}:identitypool/${region}:00000000-0000-4000-8000-000000000001`,
        },
      ],
    },
  };
}

function sync({ random: r, region }: Scene): Call {
  return {
    source: "cognito-sync.amazonaws.com",
    name: r.pick(["ListRecords", "UpdateRecords"]),
    fields: {
      requestParameters: {
        identityId: `${region}:${r.uuid()}`,
        datasetName: "settings",
        recordPatches: [{ op: "replace", key: "theme", value: HIDDEN }],
      },
    },
  };
}

function consoleSignIn({ random: r, callers, account }: Scene): Call {
  return {
    source: "signin.amazonaws.com",
    name: "ConsoleLogin",
    caller: callers.outside(r.chance(0.2) ? root(account) : callers.user(account)),
    fields: {
      responseElements: { ConsoleLogin: "Success" },
      additionalEventData: {
        LoginTo: `https://console.aws.amazon.com/console/home?state=${r.hex(16)}`,
        MobileVersion: "No",
        MFAUsed: r.pick(["Yes", "No"]),
      },
      eventType: "AwsConsoleSignIn",
    },
  };
}

function identityCenter({ random: r, callers, account }: Scene): Call {
  const userId = `00000000-0000-4000-8000-${r.below(90).toString().padStart(12, "0")}`;
  const identity = {
    type: "IdentityCenterUser",
    accountId: account,
    onBehalfOf: { userId, identityStoreArn: `arn:aws:identitystore::${account}:identitystore/d-0000000000` },
    credentialId: r.uuid(),
  };
  return {
    source: "sso.amazonaws.com",
    name: r.pick(["ListAccounts", "Federate"]),
    caller: callers.outside(identity),
    fields: { eventType: "AwsServiceEvent", serviceEventDetails: { account_id: account } },
  };
}

function webIdentity({ random: r, callers, account }: Scene): Call {
  const roleArn = callers.roleArn(account);
  const identity = {
    type: "WebIdentityUser",
    principalId: `arn:aws:iam::${account}:oidc-provider/tokens.example:sts.amazonaws.com:job-${r.hex(6)}`,
    userName: `job-${r.hex(6)}`,
    identityProvider: `arn:aws:iam::${account}:oidc-provider/tokens.example`,
  };
  return {
    source: "sts.amazonaws.com",
    name: "AssumeRoleWithWebIdentity",
    caller: callers.outside(identity),
    fields: { requestParameters: { roleArn, roleSessionName: "job" }, responseElements: issued(r, roleArn) },
  };
}

function saml({ random: r, callers, account }: Scene): Call {
  const roleArn = callers.roleArn(account);
  const userName = `person-${r.below(40)}@corp.example`;
  return {
    source: "sts.amazonaws.com",
    name: "AssumeRoleWithSAML",
    caller: callers.outside({
      type: "SAMLUser",
      principalId: `EXAMPLE=:${userName}`,
      userName,
      identityProvider: "EXAMPLE=",
    }),
    fields: { requestParameters: { roleArn, sAMLAssertionID: `_${r.uuid()}` }, responseElements: issued(r, roleArn) },
  };
}

function keyRotation({ random: r, account, region }: Scene): Call {
  const caller = {
    identity: { accountId: account, invokedBy: "AWS Internal" },
    address: "AWS Internal",
    agent: "AWS Internal",
  };
  return {
    source: "kms.amazonaws.com",
    name: "RotateKey",
    caller,
    fields: {
      eventType: "AwsServiceEvent",
      resources: [{ accountId: account, type: "AWS::KMS::Key", ARN: keyArn(r, account, region) }],
      serviceEventDetails: { rotationType: "AUTOMATIC" },
    },
  };
}

const others = [
  "lambda",
  "ssm",
  "secretsmanager",
  "rds",
  "eks",
  "ecs",
  "ecr",
  "elasticloadbalancing",
  "autoscaling",
  "monitoring",
  "cloudtrail",
  "config",
  "sns",
  "sqs",
  "route53",
  "guardduty",
  "organizations",
  "athena",
  "glue",
  "tagging",
];

function otherService({ random: r, account, region }: Scene): Call {
  const service = r.favourite(others);
  const thing = service[0]!.toUpperCase() + service.slice(1);
  return {
    source: `${service}.amazonaws.com`,
    name: r.favourite([`List${thing}s`, `Describe${thing}`, `Get${thing}`, `Update${thing}`, "TagResource"]),
    fields: {
      requestParameters: r.chance(0.15)
        ? null
        : {
            name: r.chance(0.05) ? r.pick(oddNames) : `res-${r.hex(8)}`,
            maxResults: 50,
            filters: [{ key: "Status", values: ["ACTIVE", "PENDING"] }],
            arn: `arn:aws:${service}:${region}:${account}:thing/${r.uuid()}`,
            ...(r.chance(0.3) ? { description: 'Managed by automation; see "runbook" \\ v2' } : {}),
          },
      responseElements: r.chance(0.6)
        ? null
        : {
            requestId: r.uuid(),
            items: list(r, 5, () => ({ id: r.hex(12), enabled: true, count: r.below(1000) })).items,
          },
    },
  };
}
