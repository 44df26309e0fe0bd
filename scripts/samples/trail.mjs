// Fifteen minutes in one account: people sign in, a role is assumed and used, a pipeline reads and writes S3, calls are
// denied, and AWS services act on their own.
import {
  ACCOUNT,
  AGENT,
  accessKey,
  BROWSER,
  CLI,
  fromService,
  HIDDEN,
  iamUser,
  later,
  OTHER_ACCOUNT,
  principalId,
  recorder,
  roleSession,
  SDK,
  SESSION_TOKEN,
  service,
} from "./record.mjs";

/** @typedef {import("./record.mjs").Add} Add */
/** @typedef {import("./record.mjs").From} From */
/** @typedef {import("./record.mjs").Fields} Fields */

const REGION = "us-east-1"; // IAM, root and global STS events are recorded there
const DAY = "2026-03-02";
const arn = (/** @type {string} */ kind, /** @type {string} */ what, region = REGION) =>
  `arn:aws:${kind}:${region}:${ACCOUNT}:${what}`;
const role = (/** @type {string} */ name) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const KEY_ID = "00000000-5a3e-4000-8000-00000000beef";
const KMS_KEY = arn("kms", `key/${KEY_ID}`);
const DATA = "synthetic-sample-data";
const LOGS = "synthetic-sample-logs";

export function trail() {
  const record = recorder({ file: 1, region: REGION, day: DAY });
  /** @type {Fields[]} */
  const records = [];
  /** @type {Add} */
  const add = (...args) => void records.push(record(...args));

  const alice = ["192.0.2.10", BROWSER];
  const bob = ["198.51.100.23", CLI];
  const visitor = ["203.0.113.99", BROWSER];
  const pipelineHost = ["192.0.2.77", SDK];

  signIns(add, alice, visitor);
  deploy(add, bob);
  pipeline(add, pipelineHost);
  denials(add, bob, pipelineHost);
  people(add, alice);
  services(add);
  others(add, visitor);
  return records;
}

function signIn(to = "https://console.aws.amazon.com/console/home?region=us-east-1", mfa = "Yes") {
  return { LoginTo: to, MobileVersion: "No", MFAUsed: mfa };
}

/**
 * @param {Add} add
 * @param {From} alice
 * @param {From} visitor
 */
function signIns(add, alice, visitor) {
  const console = { eventType: "AwsConsoleSignIn", readOnly: false };
  const ok = { ...console, responseElements: { ConsoleLogin: "Success" } };
  const bad = { ...console, responseElements: { ConsoleLogin: "Failure" } };
  add("09:54:02", "signin", "ConsoleLogin", iamUser("sample-alice", { key: "" }), alice, {
    ...ok,
    additionalEventData: { ...signIn(), MFAIdentifier: `arn:aws:iam::${ACCOUNT}:mfa/sample-alice` },
  });
  add("09:54:40", "signin", "ConsoleLogin", iamUser("sample-bob", { key: "" }), ["198.51.100.23", BROWSER], {
    ...bad,
    errorMessage: "Failed authentication",
    additionalEventData: signIn(undefined, "No"),
  });
  add("09:54:58", "signin", "ConsoleLogin", iamUser("sample-bob", { key: "" }), ["198.51.100.23", BROWSER], {
    ...ok,
    additionalEventData: signIn(undefined, "No"),
  });
  const nobody = { type: "IAMUser", accountId: ACCOUNT, accessKeyId: "", userName: HIDDEN };
  add("09:55:13", "signin", "ConsoleLogin", nobody, visitor, {
    ...bad,
    errorMessage: "No username found in supplied account",
    additionalEventData: signIn(undefined, "No"),
  });
  const root = {
    type: "Root",
    principalId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    accountId: ACCOUNT,
    accessKeyId: "",
  };
  add("09:55:30", "signin", "ConsoleLogin", root, alice, {
    ...ok,
    additionalEventData: { ...signIn(), MFAIdentifier: `arn:aws:iam::${ACCOUNT}:mfa/root-account-mfa-device` },
  });
  const rootSession = {
    ...root,
    accessKeyId: accessKey("ASIA", "rootroot"),
    sessionContext: {
      sessionIssuer: {},
      webIdFederationData: {},
      attributes: { creationDate: `${DAY}T09:55:30Z`, mfaAuthenticated: "true" },
    },
  };
  add("09:56:01", "iam", "GetAccountSummary", rootSession, alice, { sessionCredentialFromConsole: "true" });
  add("09:56:01", "iam", "ListMFADevices", rootSession, alice, { sessionCredentialFromConsole: "true" });
  add("09:56:20", "account", "GetContactInformation", rootSession, alice, { sessionCredentialFromConsole: "true" });
  add("09:56:44", "signin", "CheckMfa", iamUser("sample-alice", { key: "" }), alice, {
    eventType: "AwsConsoleSignIn",
    readOnly: false,
    responseElements: { CheckMfa: "Success" },
    additionalEventData: { MfaType: "Virtual MFA" },
  });
}

/**
 * Bob assumes a role, and the issued key makes the calls that follow.
 * @param {Add} add
 * @param {From} bob
 */
function deploy(add, bob) {
  const bobUser = iamUser("sample-bob", { key: "AKIAIOSFODNN7EXAMPLE" });
  const issued = accessKey("ASIA", "deploybob");
  const session = "sample-bob-deploy";
  add("09:57:00", "sts", "GetCallerIdentity", bobUser, bob);
  add("09:57:03", "sts", "AssumeRole", bobUser, bob, {
    readOnly: true,
    requestParameters: {
      roleArn: role("SampleDeploy"),
      roleSessionName: session,
      durationSeconds: 3600,
      sourceIdentity: "sample-bob",
    },
    responseElements: {
      credentials: { accessKeyId: issued, sessionToken: SESSION_TOKEN, expiration: "Mar 2, 2026, 10:57:03 AM" },
      assumedRoleUser: {
        assumedRoleId: `${principalId("AROA", "SampleDeploy")}:${session}`,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/SampleDeploy/${session}`,
      },
      sourceIdentity: "sample-bob",
    },
    resources: [{ accountId: ACCOUNT, type: "AWS::IAM::Role", ARN: role("SampleDeploy") }],
  });
  const deployer = roleSession("SampleDeploy", session, {
    key: issued,
    since: `${DAY}T09:57:03Z`,
    sourceIdentity: "sample-bob",
  });
  const viaCfn = { ...deployer, invokedBy: "cloudformation.amazonaws.com" };
  const stack = arn("cloudformation", "stack/sample-web/00000000-5a3e-4000-8000-000000000001");
  add("09:57:10", "cloudformation", "ValidateTemplate", deployer, bob, {
    readOnly: true,
    requestParameters: { templateURL: "https://templates.example/sample-web.yaml" },
  });
  add("09:57:12", "cloudformation", "CreateStack", deployer, bob, {
    requestParameters: {
      stackName: "sample-web",
      capabilities: ["CAPABILITY_IAM"],
      parameters: [{ parameterKey: "Stage", parameterValue: "test" }],
      templateURL: "https://templates.example/sample-web.yaml",
    },
    responseElements: { stackId: stack },
    apiVersion: "2010-05-15",
  });
  const policy = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  add("09:57:20", "iam", "CreateRole", viaCfn, fromService("cloudformation"), {
    requestParameters: { roleName: "sample-web-function", path: "/", assumeRolePolicyDocument: JSON.stringify(policy) },
    responseElements: {
      role: {
        path: "/",
        roleName: "sample-web-function",
        roleId: principalId("AROA", "samplewebf"),
        arn: role("sample-web-function"),
        createDate: "Mar 2, 2026, 9:57:20 AM",
        assumeRolePolicyDocument: encodeURIComponent(JSON.stringify(policy)),
      },
    },
  });
  add("09:57:21", "iam", "PutRolePolicy", viaCfn, fromService("cloudformation"), {
    requestParameters: {
      roleName: "sample-web-function",
      policyName: "read-data",
      policyDocument: JSON.stringify(
        {
          Version: "2012-10-17",
          Statement: [
            { Sid: "ReadData", Effect: "Allow", Action: ["s3:GetObject"], Resource: [`arn:aws:s3:::${DATA}/*`] },
          ],
        },
        null,
        2,
      ),
    },
  });
  add("09:57:34", "lambda", "CreateFunction20150331", viaCfn, fromService("cloudformation"), {
    requestParameters: {
      functionName: "sample-web",
      runtime: "nodejs22.x",
      role: role("sample-web-function"),
      handler: "index.handler",
      code: { s3Bucket: DATA, s3Key: "builds/sample-web.zip" },
      environment: {},
      memorySize: 256,
    },
    responseElements: {
      functionName: "sample-web",
      functionArn: arn("lambda", "function:sample-web"),
      runtime: "nodejs22.x",
      state: "Pending",
      memorySize: 256,
      environment: {},
    },
    apiVersion: "2015-03-31",
  });
  for (const [i, name] of ["CreateLogGroup", "PutRetentionPolicy", "TagResource"].entries()) {
    add(later("09:57:36", i), "logs", name, viaCfn, fromService("cloudformation"), {
      requestParameters: {
        logGroupName: "/aws/lambda/sample-web",
        ...(i === 1 ? { retentionInDays: 14 } : {}),
        ...(i === 2 ? { tags: { "sample:note": 'a "quoted" \\ value' } } : {}),
      },
      apiVersion: "20140328",
    });
  }
  for (let i = 0; i < 6; i++) {
    add(later("09:57:40", i * 5), "cloudformation", "DescribeStacks", deployer, bob, {
      requestParameters: { stackName: stack },
      apiVersion: "2010-05-15",
    });
  }
  add("09:58:30", "ec2", "CreateSecurityGroup", viaCfn, fromService("cloudformation"), {
    requestParameters: { groupName: "sample-web", groupDescription: "web", vpcId: "vpc-0123456789example0" },
    responseElements: {
      requestId: "5a3e1eaa-0001-4000-8000-0000000000ec",
      _return: true,
      groupId: "sg-0123456789example0",
    },
  });
  add("09:58:30", "ec2", "AuthorizeSecurityGroupIngress", viaCfn, fromService("cloudformation"), {
    requestParameters: {
      groupId: "sg-0123456789example0",
      ipPermissions: {
        items: [
          {
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            groups: {},
            ipRanges: { items: [{ cidrIp: "0.0.0.0/0", description: "HTTPS" }] },
            ipv6Ranges: {},
            prefixListIds: {},
          },
        ],
      },
    },
    responseElements: { requestId: "5a3e1eaa-0001-4000-8000-0000000000ed", _return: true },
  });
  for (const name of ["DescribeVpcs", "DescribeSubnets", "DescribeInstances", "DescribeSecurityGroups"]) {
    add("09:58:41", "ec2", name, deployer, bob, {
      requestParameters: {
        maxResults: 100,
        filterSet: { items: [{ name: "tag:Name", valueSet: { items: [{ value: "sample-*" }] } }] },
      },
    });
  }
}

function s3(
  /** @type {string} */ bucket,
  /** @type {string} */ key,
  /** @type {number} */ sent,
  /** @type {number} */ received,
) {
  return {
    managementEvent: false,
    eventCategory: "Data",
    requestParameters: { bucketName: bucket, Host: `${bucket}.s3.${REGION}.amazonaws.com`, key },
    additionalEventData: {
      SignatureVersion: "SigV4",
      CipherSuite: "TLS_AES_128_GCM_SHA256",
      bytesTransferredIn: received,
      AuthenticationMethod: "AuthHeader",
      "x-amz-id-2": "SYNTHETICSAMPLEextendedrequestidEXAMPLE=",
      bytesTransferredOut: sent,
    },
    resources: [
      { type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket}/${key}` },
      { accountId: ACCOUNT, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` },
    ],
  };
}

/**
 * A role on an instance processes a folder: many calls per second, each followed by KMS calls.
 * @param {Add} add
 * @param {From} host
 */
function pipeline(add, host) {
  const worker = roleSession("SamplePipeline", "i-0123456789example0", {
    key: accessKey("ASIA", "pipeline"),
    since: `${DAY}T08:12:44Z`,
    ec2RoleDelivery: "2.0",
  });
  const viaS3 = { ...worker, invokedBy: "s3.amazonaws.com" };
  add("09:59:00", "s3", "ListObjects", worker, host, {
    ...s3(DATA, "", 2048, 0),
    readOnly: true,
    requestParameters: {
      bucketName: DATA,
      Host: `${DATA}.s3.${REGION}.amazonaws.com`,
      "list-type": "2",
      prefix: "raw/",
    },
  });
  for (let i = 0; i < 24; i++) {
    const key =
      i === 9
        ? "raw/レポート/2026年3月 🧾.csv"
        : i === 17
          ? "raw/invoice-\u202excod.exe"
          : `raw/part-${String(i).padStart(5, "0")}.parquet`;
    const time = later("09:59:02", Math.floor(i / 4));
    add(time, "s3", "GetObject", worker, host, { ...s3(DATA, key, 65536 + i * 11, 0), readOnly: true });
    if (i % 4 === 3) {
      add(time, "kms", "Decrypt", viaS3, fromService("s3"), {
        requestParameters: {
          encryptionAlgorithm: "SYMMETRIC_DEFAULT",
          encryptionContext: { "aws:s3:arn": `arn:aws:s3:::${DATA}` },
          keyId: KMS_KEY,
        },
        additionalEventData: { keyMaterialId: "5a3e".repeat(16) },
        resources: [{ accountId: ACCOUNT, type: "AWS::KMS::Key", ARN: KMS_KEY }],
      });
    }
  }
  for (let i = 0; i < 10; i++) {
    const time = later("09:59:20", i * 2);
    const key = `curated/part-${String(i).padStart(5, "0")}.parquet`;
    const put = s3(DATA, key, 0, 131072 + i * 7);
    add(time, "s3", "PutObject", worker, host, {
      ...put,
      requestParameters: { ...put.requestParameters, "x-amz-server-side-encryption": "aws:kms" },
      responseElements: {
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": KMS_KEY,
        "x-amz-version-id": `SYNTHETICversion${i}EXAMPLE`,
      },
    });
    add(time, "kms", "GenerateDataKey", viaS3, fromService("s3"), {
      readOnly: true,
      requestParameters: {
        keySpec: "AES_256",
        encryptionContext: { "aws:s3:arn": `arn:aws:s3:::${DATA}` },
        keyId: KMS_KEY,
      },
      resources: [{ accountId: ACCOUNT, type: "AWS::KMS::Key", ARN: KMS_KEY }],
    });
  }
  for (let i = 0; i < 12; i++) {
    add(later("09:59:45", Math.floor(i / 6)), "dynamodb", i % 3 === 2 ? "PutItem" : "GetItem", worker, host, {
      managementEvent: false,
      eventCategory: "Data",
      requestParameters: { tableName: "sample-runs", key: { run: { S: `run-${i}` } } },
      resources: [{ accountId: ACCOUNT, type: "AWS::DynamoDB::Table", ARN: arn("dynamodb", "table/sample-runs") }],
      apiVersion: "2012-08-10",
    });
  }
  add("09:59:58", "sqs", "ReceiveMessage", worker, host, {
    readOnly: true,
    managementEvent: false,
    eventCategory: "Data",
    requestParameters: {
      queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/sample-queue`,
      maxNumberOfMessages: 10,
    },
  });
  add("09:59:59", "secretsmanager", "GetSecretValue", worker, host, {
    requestParameters: { secretId: "sample/database" },
  });
  add("10:00:00", "monitoring", "PutMetricData", worker, host, {
    managementEvent: false,
    eventCategory: "Data",
    requestParameters: { namespace: "Sample/Pipeline" },
    apiVersion: "2010-08-01",
  });
}

/**
 * @param {Add} add
 * @param {From} bob
 * @param {From} host
 */
function denials(add, bob, host) {
  const carol = iamUser("sample-carol");
  const from = ["203.0.113.15", CLI];
  const user = carol.arn;
  const denied = (/** @type {string} */ action, /** @type {string} */ resource, /** @type {string} */ why) => ({
    errorCode: "AccessDenied",
    errorMessage: `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
  });
  add(
    "10:01:00",
    "iam",
    "ListRoles",
    carol,
    from,
    denied("iam:ListRoles", role(""), "because no identity-based policy allows the iam:ListRoles action"),
  );
  add("10:01:04", "s3", "GetObject", carol, from, {
    ...s3(DATA, "curated/part-00000.parquet", 0, 0),
    readOnly: true,
    ...denied(
      "s3:GetObject",
      `"arn:aws:s3:::${DATA}/curated/part-00000.parquet"`,
      `with an explicit deny in an identity-based policy: arn:aws:iam::${ACCOUNT}:policy/SampleDenyData`,
    ),
  });
  add("10:01:09", "cloudtrail", "StopLogging", carol, from, {
    requestParameters: { name: arn("cloudtrail", "trail/sample-trail") },
    errorCode: "AccessDeniedException",
    errorMessage: `User: ${user} is not authorized to perform: cloudtrail:StopLogging on resource: ${arn("cloudtrail", "trail/sample-trail")} with an explicit deny in a service control policy: arn:aws:organizations::${OTHER_ACCOUNT}:policy/o-exampleorg/service_control_policy/p-example1`,
  });
  add("10:01:12", "sts", "AssumeRole", carol, from, {
    readOnly: true,
    requestParameters: { roleArn: role("SampleAdmin"), roleSessionName: "sample-carol" },
    ...denied(
      "sts:AssumeRole",
      role("SampleAdmin"),
      "because no resource-based policy allows the sts:AssumeRole action",
    ),
  });
  add("10:01:20", "kms", "Decrypt", carol, from, {
    requestParameters: { keyId: KMS_KEY, encryptionAlgorithm: "SYMMETRIC_DEFAULT" },
    errorCode: "AccessDenied",
    errorMessage: `User: ${user} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
  });
  const worker = roleSession("SamplePipeline", "i-0123456789example0", {
    key: accessKey("ASIA", "pipeline"),
    since: `${DAY}T08:12:44Z`,
    ec2RoleDelivery: "2.0",
  });
  for (let i = 0; i < 3; i++) {
    add(later("10:01:30", i), "ec2", "RunInstances", worker, host, {
      requestParameters: {
        instancesSet: { items: [{ imageId: "ami-0123456789example0", minCount: 1, maxCount: 1 }] },
        instanceType: "m7i.large",
        userData: "<sensitiveDataRemoved>",
      },
      errorCode: "Client.UnauthorizedOperation",
      errorMessage: `You are not authorized to perform this operation. User: ${worker.arn} is not authorized to perform: ec2:RunInstances on resource: ${arn("ec2", "instance/*")} because no identity-based policy allows the ec2:RunInstances action. Encoded authorization failure message: SYNTHETICSAMPLEencodedEXAMPLE`,
    });
  }
  add("10:01:40", "ec2", "StartInstances", worker, host, {
    requestParameters: { instancesSet: { items: [{ instanceId: "i-0ffffffffexample00" }] } },
    errorCode: "Client.InvalidInstanceID.NotFound",
    errorMessage: "The instance ID 'i-0ffffffffexample00' does not exist",
  });
  add("10:01:41", "ec2", "RunInstances", worker, host, {
    requestParameters: {
      instancesSet: { items: [{ imageId: "ami-0123456789example0", minCount: 1, maxCount: 1 }] },
      dryRun: true,
    },
    errorCode: "Client.DryRunOperation",
    errorMessage: "Request would have succeeded, but DryRun flag is set.",
  });
  add("10:01:50", "s3", "HeadBucket", carol, from, {
    requestParameters: { bucketName: LOGS, Host: `${LOGS}.s3.${REGION}.amazonaws.com` },
    errorCode: "AccessDenied",
    errorMessage: "Access Denied",
  });
  add("10:02:00", "ssm", "DescribeParameters", worker, host, {
    errorCode: "ThrottlingException",
    errorMessage: "Rate exceeded",
  });
  add("10:02:04", "lambda", "GetFunction20150331v2", iamUser("sample-bob", { key: "AKIAIOSFODNN7EXAMPLE" }), bob, {
    requestParameters: { functionName: "sample-missing" },
    errorCode: "ResourceNotFoundException",
    errorMessage: `Function not found: ${arn("lambda", "function:sample-missing")}`,
  });
  add(
    "10:02:10",
    "s3",
    "GetObject",
    { type: "AWSAccount", principalId: `${principalId("AROA", "outsider")}:guest`, accountId: OTHER_ACCOUNT },
    ["192.0.2.200", undefined],
    {
      requestParameters: undefined,
      responseElements: undefined,
      readOnly: undefined,
      managementEvent: undefined,
      tlsDetails: undefined,
      errorCode: "VpceAccessDenied",
      errorMessage: "The request was denied due to a VPC endpoint policy",
      eventType: "AwsVpceEvent",
      eventCategory: "NetworkActivity",
      vpcEndpointId: "vpce-0123456789example0",
      vpcEndpointAccountId: ACCOUNT,
    },
  );
}

/**
 * Alice changes users and policies in the console.
 * @param {Add} add
 * @param {From} alice
 */
function people(add, alice) {
  const admin = iamUser("sample-alice", { key: accessKey("ASIA", "aliceweb"), since: `${DAY}T09:54:02Z`, mfa: true });
  const web = { sessionCredentialFromConsole: "true" };
  const dave = {
    path: "/",
    userName: "sample-dave",
    userId: principalId("AIDA", "sampledave"),
    arn: `arn:aws:iam::${ACCOUNT}:user/sample-dave`,
    createDate: "Mar 2, 2026, 10:03:00 AM",
  };
  add("10:03:00", "iam", "CreateUser", admin, alice, {
    ...web,
    requestParameters: { userName: "sample-dave", tags: [{ key: "team", value: "ops" }] },
    responseElements: { user: dave },
  });
  add("10:03:00", "iam", "AddUserToGroup", admin, alice, {
    ...web,
    requestParameters: { groupName: "sample-readers", userName: "sample-dave" },
  });
  add("10:03:01", "iam", "CreateLoginProfile", admin, alice, {
    ...web,
    requestParameters: { userName: "sample-dave", passwordResetRequired: true },
    responseElements: {
      loginProfile: { userName: "sample-dave", createDate: "Mar 2, 2026, 10:03:01 AM", passwordResetRequired: true },
    },
  });
  add("10:03:20", "iam", "CreateAccessKey", admin, alice, {
    ...web,
    requestParameters: { userName: "sample-dave" },
    responseElements: {
      accessKey: {
        userName: "sample-dave",
        accessKeyId: accessKey("AKIA", "sampledav"),
        status: "Active",
        createDate: "Mar 2, 2026, 10:03:20 AM",
      },
    },
  });
  add("10:03:41", "iam", "AttachUserPolicy", admin, alice, {
    ...web,
    requestParameters: { userName: "sample-dave", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
  });
  add("10:03:55", "iam", "DetachUserPolicy", admin, alice, {
    ...web,
    requestParameters: { userName: "sample-dave", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
  });
  add("10:04:02", "iam", "DeleteUser", admin, alice, {
    ...web,
    requestParameters: { userName: "sample-old" },
    errorCode: "DeleteConflictException",
    errorMessage: "Cannot delete entity, must delete access keys first.",
  });
  for (const name of [
    "ListUsers",
    "ListGroups",
    "GetUser",
    "ListAttachedUserPolicies",
    "ListAccessKeys",
    "GetLoginProfile",
  ]) {
    add("10:04:10", "iam", name, admin, alice, {
      ...web,
      ...(/User|Key|Profile/.test(name) && name !== "ListUsers"
        ? { requestParameters: { userName: "sample-dave" } }
        : {}),
    });
  }
  add("10:04:30", "iam", "UpdateAssumeRolePolicy", admin, alice, {
    ...web,
    requestParameters: {
      roleName: "SampleDeploy",
      policyDocument: `{\n  "Version": "2012-10-17",\n  "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::${OTHER_ACCOUNT}:root" }, "Action": "sts:AssumeRole" }]\n}`,
    },
  });
  const sso = roleSession("AWSReservedSSO_SampleReadOnly_5a3e5a3e5a3e5a3e", "erin@corp.example", {
    key: accessKey("ASIA", "ssoerinnn"),
    since: `${DAY}T09:30:11Z`,
    path: "aws-reserved/sso.amazonaws.com/",
  });
  const erin = ["198.51.100.61", BROWSER];
  const looked = [
    "monitoring DescribeAlarms",
    "logs DescribeLogGroups",
    "cloudtrail LookupEvents",
    "rds DescribeDBInstances",
    "lambda ListFunctions20150331",
    "config DescribeConfigRules",
  ];
  for (const [i, call] of looked.entries()) {
    const [source = "", name = ""] = call.split(" ");
    add(later("10:05:00", i), source, name, sso, erin, web);
  }
}

/** @param {Add} add */
function services(add) {
  add("10:06:00", "sts", "AssumeRole", service("lambda"), fromService("lambda"), {
    readOnly: true,
    requestParameters: { roleArn: role("sample-web-function"), roleSessionName: "sample-web" },
    responseElements: {
      credentials: {
        accessKeyId: accessKey("ASIA", "lambdaweb"),
        sessionToken: SESSION_TOKEN,
        expiration: "Mar 2, 2026, 10:06:00 PM",
      },
      assumedRoleUser: {
        assumedRoleId: `${principalId("AROA", "samplewebf")}:sample-web`,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/sample-web-function/sample-web`,
      },
    },
    resources: [{ accountId: ACCOUNT, type: "AWS::IAM::Role", ARN: role("sample-web-function") }],
    sharedEventID: "5a3e1ebb-0001-4000-8000-000000000001",
  });
  const fn = roleSession("sample-web-function", "sample-web", {
    key: accessKey("ASIA", "lambdaweb"),
    since: `${DAY}T10:06:00Z`,
    inScopeOf: {
      sourceArn: arn("lambda", "function:sample-web"),
      sourceAccount: ACCOUNT,
      issuerType: "AWS::Lambda::Function",
      credentialsIssuedTo: arn("lambda", "function:sample-web"),
    },
  });
  add("10:06:01", "logs", "CreateLogStream", fn, ["192.0.2.140", SDK], {
    requestParameters: {
      logGroupName: "/aws/lambda/sample-web",
      logStreamName: "2026/03/02/[$LATEST]5a3e5a3e5a3e5a3e",
    },
    apiVersion: "20140328",
  });
  add("10:06:01", "s3", "GetObject", fn, ["192.0.2.140", SDK], {
    ...s3(DATA, "curated/part-00003.parquet", 131093, 0),
    readOnly: true,
  });
  for (let i = 0; i < 5; i++) {
    add(later("10:06:10", i * 9), "s3", "PutObject", service("cloudtrail"), fromService("cloudtrail"), {
      ...s3(LOGS, `AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/2026/03/02/part-${i}.json.gz`, 0, 9000 + i),
      sharedEventID: `5a3e1ebb-0001-4000-8000-00000000001${i}`,
    });
  }
  add(
    "10:07:00",
    "kms",
    "RotateKey",
    { accountId: ACCOUNT, invokedBy: "AWS Internal" },
    ["AWS Internal", "AWS Internal"],
    {
      eventType: "AwsServiceEvent",
      resources: [{ accountId: ACCOUNT, type: "AWS::KMS::Key", ARN: KMS_KEY }],
      serviceEventDetails: { keyId: KEY_ID, rotationType: "AUTOMATIC" },
    },
  );
  add("10:07:10", "ec2", "SharedSnapshotVolumeCreated", service("ec2"), fromService("ec2"), {
    eventType: "AwsServiceEvent",
    serviceEventDetails: { snapshotId: "snap-0123456789example0", createdBy: OTHER_ACCOUNT },
  });
  add(
    "10:07:20",
    "autoscaling",
    "DescribeAutoScalingGroups",
    {
      ...roleSession("AWSServiceRoleForECS", "ecs-service-scheduler", {
        key: accessKey("ASIA", "ecsslrrr"),
        since: `${DAY}T10:00:00Z`,
        path: "aws-service-role/ecs.amazonaws.com/",
      }),
      invokedBy: "ecs.amazonaws.com",
    },
    fromService("ecs"),
  );
}

/**
 * The rarer identity types, and records that name nobody.
 * @param {Add} add
 * @param {From} visitor
 */
function others(add, visitor) {
  const store = `arn:aws:identitystore::${OTHER_ACCOUNT}:identitystore/d-5a3e5a3e5a`;
  const center = {
    type: "IdentityCenterUser",
    accountId: OTHER_ACCOUNT,
    onBehalfOf: { userId: "5a3e5a3e-0000-4000-8000-0000000e2199", identityStoreArn: store },
    credentialId: "5a3e5a3e-0000-4000-8000-0000000c2ed0",
  };
  add("10:08:00", "sso", "ListAccounts", center, visitor, {
    eventType: "AwsServiceEvent",
    serviceEventDetails: { account_id: ACCOUNT },
  });
  add("10:08:02", "sso", "Federate", center, visitor, {
    eventType: "AwsServiceEvent",
    readOnly: false,
    serviceEventDetails: { role_name: "SampleReadOnly", account_id: ACCOUNT },
  });
  add("10:08:10", "s3", "ListBuckets", { ...center, accountId: ACCOUNT }, visitor, {
    requestParameters: { Host: `s3.${REGION}.amazonaws.com` },
  });

  const issuer = "https://tokens.example/oidc";
  add(
    "10:08:20",
    "sts",
    "AssumeRoleWithWebIdentity",
    {
      type: "WebIdentityUser",
      principalId: `${issuer}:sts.amazonaws.com:repo:sample/app:ref:main`,
      userName: "repo:sample/app:ref:main",
      identityProvider: `arn:aws:iam::${ACCOUNT}:oidc-provider/tokens.example/oidc`,
    },
    ["198.51.100.200", SDK],
    {
      readOnly: true,
      requestParameters: { roleArn: role("SampleBuild"), roleSessionName: "build-42", durationSeconds: 3600 },
      responseElements: {
        subjectFromWebIdentityToken: "repo:sample/app:ref:main",
        audience: "sts.amazonaws.com",
        provider: `arn:aws:iam::${ACCOUNT}:oidc-provider/tokens.example/oidc`,
        credentials: {
          accessKeyId: accessKey("ASIA", "buildciii"),
          sessionToken: SESSION_TOKEN,
          expiration: "Mar 2, 2026, 11:08:20 AM",
        },
        assumedRoleUser: {
          assumedRoleId: `${principalId("AROA", "samplebuil")}:build-42`,
          arn: `arn:aws:sts::${ACCOUNT}:assumed-role/SampleBuild/build-42`,
        },
      },
      resources: [{ accountId: ACCOUNT, type: "AWS::IAM::Role", ARN: role("SampleBuild") }],
    },
  );
  const build = roleSession("SampleBuild", "build-42", {
    key: accessKey("ASIA", "buildciii"),
    since: `${DAY}T10:08:20Z`,
    federation: { federatedProvider: `arn:aws:iam::${ACCOUNT}:oidc-provider/tokens.example/oidc`, attributes: {} },
  });
  add("10:08:31", "ecr", "GetAuthorizationToken", build, ["198.51.100.200", SDK]);
  add("10:08:33", "ecr", "PutImage", build, ["198.51.100.200", SDK], {
    requestParameters: { repositoryName: "sample-app", imageTag: "build-42", registryId: ACCOUNT },
    resources: [{ accountId: ACCOUNT, ARN: arn("ecr", "repository/sample-app") }],
  });
  add(
    "10:08:40",
    "sts",
    "AssumeRoleWithWebIdentity",
    {
      type: "WebIdentityUser",
      principalId: `${issuer}:sts.amazonaws.com:repo:sample/fork:ref:main`,
      userName: "repo:sample/fork:ref:main",
      identityProvider: issuer,
    },
    ["203.0.113.77", SDK],
    {
      readOnly: true,
      requestParameters: { roleArn: role("SampleBuild"), roleSessionName: "build-1" },
      errorCode: "AccessDenied",
      errorMessage: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    },
  );
  add(
    "10:08:50",
    "sts",
    "AssumeRoleWithSAML",
    {
      type: "SAMLUser",
      principalId: "SYNTHETICqualifierEXAMPLE=:frank@corp.example",
      userName: "frank@corp.example",
      identityProvider: "SYNTHETICqualifierEXAMPLE=",
    },
    ["192.0.2.33", BROWSER],
    {
      readOnly: true,
      requestParameters: {
        sAMLAssertionID: "_5a3e5a3e-0000-4000-8000-0000000a55e2",
        roleSessionName: "frank@corp.example",
        roleArn: role("SampleOps"),
        principalArn: `arn:aws:iam::${ACCOUNT}:saml-provider/sample-idp`,
        durationSeconds: 3600,
      },
      responseElements: {
        subjectType: "persistent",
        issuer: "https://idp.example/saml",
        subject: "frank@corp.example",
        audience: "https://signin.aws.amazon.com/saml",
        nameQualifier: "SYNTHETICqualifierEXAMPLE=",
        credentials: {
          accessKeyId: accessKey("ASIA", "samlfrank"),
          sessionToken: SESSION_TOKEN,
          expiration: "Mar 2, 2026, 11:08:50 AM",
        },
        assumedRoleUser: {
          assumedRoleId: `${principalId("AROA", "sampleops")}:frank@corp.example`,
          arn: `arn:aws:sts::${ACCOUNT}:assumed-role/SampleOps/frank@corp.example`,
        },
      },
    },
  );
  const federated = {
    type: "FederatedUser",
    principalId: `${ACCOUNT}:grace`,
    arn: `arn:aws:sts::${ACCOUNT}:federated-user/grace`,
    accountId: ACCOUNT,
    accessKeyId: accessKey("ASIA", "gracefeed"),
    sessionContext: {
      sessionIssuer: {
        type: "IAMUser",
        principalId: principalId("AIDA", "broker"),
        arn: `arn:aws:iam::${ACCOUNT}:user/sample-broker`,
        accountId: ACCOUNT,
        userName: "sample-broker",
      },
      webIdFederationData: {},
      attributes: { creationDate: `${DAY}T10:09:00Z`, mfaAuthenticated: "false" },
    },
  };
  add("10:09:00", "sts", "GetFederationToken", iamUser("sample-broker"), ["192.0.2.34", SDK], {
    requestParameters: { name: "grace", durationSeconds: 3600 },
    responseElements: {
      credentials: {
        accessKeyId: federated.accessKeyId,
        sessionToken: SESSION_TOKEN,
        expiration: "Mar 2, 2026, 11:09:00 AM",
      },
      federatedUser: { federatedUserId: `${ACCOUNT}:grace`, arn: federated.arn },
    },
  });
  add("10:09:04", "sqs", "ListQueues", federated, ["192.0.2.35", SDK]);
  add(
    "10:09:10",
    "s3",
    "GetObject",
    { type: "AWSAccount", principalId: principalId("AIDA", "partner"), accountId: OTHER_ACCOUNT },
    ["203.0.113.120", SDK],
    {
      ...s3(DATA, "shared/price-list.csv", 4096, 0),
      readOnly: true,
      sharedEventID: "5a3e1ebb-0001-4000-8000-000000000020",
    },
  );
  add(
    "10:09:12",
    "s3",
    "GetObject",
    { type: "AWSAccount", principalId: "", accountId: "ANONYMOUS_PRINCIPAL" },
    ["203.0.113.121", `[${AGENT} curl/8.12.1]`],
    {
      ...s3(DATA, "shared/price-list.csv", 0, 0),
      readOnly: true,
      errorCode: "AccessDenied",
      errorMessage: "Access Denied",
    },
  );
  add(
    "10:09:20",
    "ssmmessages",
    "OpenDataChannel",
    { type: "Unknown", principalId: "", accountId: ACCOUNT },
    ["192.0.2.78", SDK],
    { readOnly: false },
  );
  add("10:09:30", "cloudtrail.amazonaws.com", "", undefined, [undefined, undefined], {
    eventSource: undefined,
    eventName: undefined,
    requestParameters: undefined,
    responseElements: undefined,
    requestID: undefined,
    readOnly: undefined,
    managementEvent: undefined,
    tlsDetails: undefined,
    eventType: "AwsCloudTrailInsight",
    sharedEventID: "5a3e1ebb-0001-4000-8000-000000000030",
    insightDetails: {
      state: "Start",
      eventSource: "ec2.amazonaws.com",
      eventName: "RunInstances",
      insightType: "ApiErrorRateInsight",
      errorCode: "Client.UnauthorizedOperation",
      insightContext: {
        statistics: {
          baseline: { average: 0.0002 },
          insight: { average: 3 },
          insightDuration: 1,
          baselineDuration: 10080,
        },
        attributions: [
          {
            attribute: "userIdentityArn",
            insight: [
              { value: `arn:aws:sts::${ACCOUNT}:assumed-role/SamplePipeline/i-0123456789example0`, average: 3 },
            ],
            baseline: [{ value: "null", average: 0.0002 }],
          },
        ],
      },
    },
    eventCategory: "Insight",
  });
}
