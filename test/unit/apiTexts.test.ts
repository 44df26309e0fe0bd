import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { explainAt } from "../../src/core/explain/record";
import { apiTextsIn } from "../../src/ui/apiTexts";
import { timeText } from "../../src/ui/times";
import { inJapanese } from "./support/language";

const root = path.join(__dirname, "../../..");
const folder = path.join(root, "dist/api");
const textsOf = apiTextsIn(folder);
const options = { now: Date.parse("2026-03-02T12:00:00Z"), timeZone: "UTC", timeText };

/** The explanation of a key: of the last one, if several have the name. */
async function said(source: string, name: string, record: object, key: string) {
  const eventSource = `${source}.amazonaws.com`;
  const text = JSON.stringify({ eventSource, eventName: name, eventType: "AwsApiCall", ...record });
  const found = explainAt(text, text.lastIndexOf(`"${key}":`) + 1, { ...options, texts: await textsOf(eventSource) });
  assert.ok(found, key);
  const { here, what, links, notes } = found.explanation;
  return {
    text: [here, ...what, ...(notes ?? [])].join("\n"),
    url: links[0]?.url ?? "",
    urls: links.map(({ url }) => url),
  };
}

/** Operations in a file that have a parameter without text. */
function silentParameters(file: string): [name: string, key: string][] {
  const lines = fs.readFileSync(path.join(folder, `${file}.api`), "utf8").split("\n");
  const at = new Map(
    lines.map((line): [string, string] => [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)]),
  );
  return [...at].flatMap(([key, rows]) => {
    if (!key.startsWith("O") || JSON.parse(rows).length > 1) return [];
    const [sdk, , input] = JSON.parse(rows)[0] as [number, string, string];
    const shape = JSON.parse(at.get(`S${sdk}:${input}`) ?? "{}") as Record<string, [string]>;
    const silent = Object.keys(shape).find((member) => shape[member]?.[0] === "");
    return silent === undefined ? [] : [[key.slice(1), silent] as [string, string]];
  });
}

describe("operations of every service", () => {
  const cases: [source: string, name: string, does: RegExp, action: string, page: RegExp][] = [
    [
      "s3",
      "PutBucketPolicy",
      /Applies an Amazon S3 bucket policy/,
      "s3:PutBucketPolicy · access level: Permissions management, Write",
      /AmazonS3.*API_PutBucketPolicy/,
    ],
    [
      "s3",
      "ListObjectsV2",
      /Returns some or all .*objects/,
      "s3:ListBucket · access level: List · its name differs from the operation's",
      /API_ListObjectsV2/,
    ],
    [
      "s3",
      "PutBucketEncryption",
      /configures default encryption/,
      "s3:PutEncryptionConfiguration · access level: Write · its name differs",
      /PutBucketEncryption/,
    ],
    [
      "s3",
      "GetBucketPublicAccessBlock",
      /Retrieves the PublicAccessBlock/,
      "s3:GetBucketPublicAccessBlock · access level: Read",
      /API_GetPublicAccessBlock/,
    ],
    [
      "ec2",
      "RunInstances",
      /Launches the specified number of instances/,
      "ec2:RunInstances · access level: Write",
      /AWSEC2.*API_RunInstances/,
    ],
    ["ec2", "CreateTags", /Adds or overwrites/, "ec2:CreateTags · access level: Tagging, Write", /API_CreateTags/],
    [
      "lambda",
      "UpdateFunctionCode20150331v2",
      /Updates a Lambda function's code/,
      "lambda:UpdateFunctionCode · access level: Write",
      /API_UpdateFunctionCode\.html/,
    ],
    [
      "lambda",
      "Invoke",
      /Invokes a Lambda function/,
      "lambda:InvokeFunction · access level: Write · its name differs",
      /API_Invoke/,
    ],
    [
      "apigateway",
      "CreateStage",
      /Creates a new Stage resource/,
      "apigateway:POST · access level: Write · its name differs",
      /goto\/WebAPI\/apigateway-2015-07-09\/CreateStage$/,
    ],
    [
      "monitoring",
      "PutMetricAlarm",
      /Creates or updates an alarm/,
      "cloudwatch:PutMetricAlarm · access level: Write",
      /API_PutMetricAlarm/,
    ],
    [
      "ses",
      "GetSendQuota",
      /Provides the sending limits/,
      "ses:GetSendQuota · access level: Read",
      /goto\/WebAPI\/email-2010-12-01\/GetSendQuota$/,
    ],
    [
      "sagemaker",
      "CreateNotebookInstance",
      /Creates an SageMaker/,
      "sagemaker:CreateNotebookInstance · access level: Write",
      /goto\/WebAPI\/sagemaker-/,
    ],
    [
      "bedrock",
      "Converse",
      /Sends messages to the specified/,
      "bedrock:InvokeModel · access level: Read · its name differs",
      /API_Converse/,
    ],
    [
      "cloudfront",
      "CreateDistribution2020_05_31",
      /Creates a CloudFront distribution/,
      "cloudfront:CreateDistribution · access level: Write",
      /CreateDistribution$/,
    ],
    [
      "rds",
      "CreateDBInstance",
      /Creates a new DB instance/,
      "rds:CreateDBInstance · access level: Write",
      /API_CreateDBInstance/,
    ],
    [
      "docdb-elastic",
      "CreateCluster",
      /Creates a new Amazon DocumentDB elastic cluster/,
      "docdb-elastic:CreateCluster · access level: Write",
      /goto\/WebAPI\/docdb-elastic/,
    ],
    [
      "ssmmessages",
      "CreateControlChannel",
      /Grants permission to register a control channel/,
      "ssmmessages:CreateControlChannel · access level: Write",
      /service-authorization/,
    ],
  ];
  for (const [source, name, does, action, page] of cases) {
    it(`${source} ${name}`, async () => {
      const { text, url } = await said(source, name, {}, "eventName");
      assert.match(text, new RegExp(`AWS's text: .*${does.source}`));
      assert.ok(text.includes(`IAM action: ${action}`), text);
      assert.match(url, page);
    });
  }

  it("several actions, where one is not enough", async () => {
    assert.match(
      (await said("s3", "CopyObject", {}, "eventName")).text,
      /IAM actions: s3:PutObject, s3:GetObject · access level: Write$/m,
    );
    assert.match(
      (await said("kms", "ReEncrypt", {}, "eventName")).text,
      /IAM actions: kms:ReEncryptFrom, kms:ReEncryptTo · access/,
    );
    assert.match(
      (await said("s3", "DeletePublicAccessBlock", { apiVersion: "2018-08-20" }, "eventName")).text,
      /s3:PutAccountPublicAccessBlock/,
    );
  });

  it("a text that begins with a note is mended", async () => {
    for (const [source, name, text] of [
      ["cognito-idp", "CreateUserPool", "AWS's text: Creates a new Amazon Cognito user pool"],
      ["waf", "CreateWebACL", "AWS's text: Creates a WebACL"],
      ["logs", "TagLogGroup", "AWS's text: Adds or updates the specified tags"],
      ["s3", "PutBucketLogging", "AWS's text: Set the logging parameters"],
      ["connect", "CreateInstance", "AWS's text: Initiates an Amazon Connect instance"],
      ["ecs", "RegisterContainerInstance", "AWS's text: Registers an EC2 instance"],
    ] as const) {
      assert.ok((await said(source, name, {}, "eventName")).text.includes(text), name);
    }
  });

  it("services with the same event source are distinguished by the API's version, else by the parameters", async () => {
    const balancer = (record: object) => said("elasticloadbalancing", "CreateLoadBalancer", record, "eventName");
    assert.match((await balancer({ apiVersion: "2015-12-01" })).text, /Application Load Balancer/);
    assert.match((await balancer({ apiVersion: "2012-06-01" })).text, /Classic Load Balancer/);
    assert.match(
      (await balancer({ requestParameters: { name: "a", ipAddressType: "ipv4" } })).text,
      /Application Load Balancer/,
    );
    assert.match(
      (await balancer({ requestParameters: { loadBalancerName: "a", listeners: [] } })).text,
      /Classic Load Balancer/,
    );
  });

  it("says what needs no permission, what has none, and nothing of IAM for an app's call", async () => {
    assert.match(
      (await said("sts", "GetCallerIdentity", {}, "eventName")).text,
      /No permission is needed for this call\./,
    );
    assert.match((await said("sso", "CreateToken", {}, "eventName")).text, /has no IAM action with this name/);
    const app = await said("cognito-idp", "InitiateAuth", { userIdentity: { type: "Unknown" } }, "eventName");
    assert.doesNotMatch(app.text, /IAM/);
    assert.match(
      (await said("cognito-idp", "AdminGetUser", {}, "eventName")).text,
      /IAM action: cognito-idp:AdminGetUser/,
    );
  });

  it("events that are no operation have our words, or none", async () => {
    const signIn = await said("signin", "ConsoleLogin", { eventType: "AwsConsoleSignIn" }, "eventName");
    assert.match(signIn.text, /signed in to the AWS console, or tried to/);
    const service = await said("kms", "RotateKey", { eventType: "AwsServiceEvent" }, "eventName");
    assert.match(service.text, /new key material/);
    for (const name of ["NoSuchOperation", "constructor", "__proto__", "O", "x\ny", ""]) {
      assert.doesNotMatch((await said("s3", name, {}, "eventName")).text, /AWS's text/, name);
    }
  });
});

describe("parameters of every service, as events write them", () => {
  const item = (value: object) => ({ items: [value] });
  const cases: [source: string, name: string, parameters: object, key: string, text: RegExp][] = [
    ["s3", "PutBucketPolicy", { bucketName: "b" }, "bucketName", /AWS's text: The name of the bucket/],
    [
      "s3",
      "PutBucketPolicy",
      { bucketPolicy: { Statement: [] } },
      "bucketPolicy",
      /AWS's text: The bucket policy as a JSON document/,
    ],
    ["s3", "PutBucketPolicy", { policy: "" }, "policy", /The part of the bucket or object that was asked for/],
    ["s3", "PutBucketAcl", { "x-amz-acl": "private" }, "x-amz-acl", /AWS's text: The canned ACL/],
    [
      "s3",
      "PutBucketLifecycle",
      { LifecycleConfiguration: { Rule: { Status: "Enabled" } } },
      "Status",
      /AWS's text: If 'Enabled', the rule/,
    ],
    ["ec2", "RunInstances", { instancesSet: item({ imageId: "ami-1" }) }, "imageId", /AWS's text: The ID of the AMI/],
    ["ec2", "RunInstances", { instancesSet: item({ imageId: "ami-1" }) }, "instancesSet", /A wrapper|A list/],
    [
      "ec2",
      "RunInstances",
      { groupSet: item({ groupId: "sg-1" }) },
      "groupId",
      /AWS's text: The IDs of the security groups/,
    ],
    ["ec2", "RunInstances", { tenancy: "default" }, "tenancy", /AWS's text: The tenancy of the instance/],
    [
      "ec2",
      "RunInstances",
      { blockDeviceMapping: item({ ebs: { volumeSize: 8 } }) },
      "volumeSize",
      /AWS's text: The size of the volume/,
    ],
    [
      "ec2",
      "RunInstances",
      { networkInterfaceSet: item({ associatePublicIpAddress: true }) },
      "associatePublicIpAddress",
      /AWS's text: Indicates whether to assign a public IPv4/,
    ],
    [
      "ec2",
      "StartInstances",
      { instancesSet: item({ instanceId: "i-1" }) },
      "instanceId",
      /AWS's text: The IDs of the instances/,
    ],
    [
      "ec2",
      "DescribeSecurityGroups",
      { securityGroupIdSet: item({ groupId: "sg-1" }) },
      "securityGroupIdSet",
      /AWS's text: The IDs of the security groups/,
    ],
    [
      "ec2",
      "DescribeVpcs",
      { filterSet: item({ name: "x", valueSet: item({ value: "y" }) }) },
      "valueSet",
      /AWS's text: The filter values/,
    ],
    [
      "ec2",
      "CreateFlowLogs",
      { CreateFlowLogsRequest: { TrafficType: "ALL" } },
      "TrafficType",
      /AWS's text: The type of traffic/,
    ],
    ["ec2", "CreateFlowLogs", { CreateFlowLogsRequest: { TrafficType: "ALL" } }, "CreateFlowLogsRequest", /A wrapper/],
    [
      "apigateway",
      "CreateStage",
      { createStageInput: { stageName: "a" } },
      "stageName",
      /AWS's text: .*name for the Stage/,
    ],
    [
      "cognito-idp",
      "CreateUserPool",
      { policies: { passwordPolicy: { minimumLength: 8 } } },
      "minimumLength",
      /AWS's text: The minimum length of the password/,
    ],
    [
      "rds",
      "CreateDBInstance",
      { dBInstanceIdentifier: "a" },
      "dBInstanceIdentifier",
      /AWS's text: The identifier for this DB instance/,
    ],
    ["iam", "CreateSAMLProvider", { sAMLMetadataDocument: "x" }, "sAMLMetadataDocument", /AWS's text: An XML document/],
    [
      "dynamodb",
      "CreateTable",
      { keySchema: [{ attributeName: "a" }] },
      "attributeName",
      /AWS's text: The name of a key attribute/,
    ],
    [
      "lambda",
      "UpdateFunctionConfiguration20150331v2",
      { environment: { variables: { a: "b" } } },
      "variables",
      /AWS's text: Environment variable key-value pairs/,
    ],
    [
      "sagemaker",
      "CreateNotebookInstance",
      { directInternetAccess: "Enabled" },
      "directInternetAccess",
      /AWS's text: Sets whether/,
    ],
  ];
  for (const [source, name, requestParameters, key, text] of cases) {
    it(`${name} ${JSON.stringify(requestParameters)}: ${key}`, async () => {
      assert.match((await said(source, name, { requestParameters }, key)).text, text);
    });
  }

  it("answers: of EC2 by their names on the wire, of RDS without the structure round them", async () => {
    const started = { responseElements: { instancesSet: { items: [{ currentState: { name: "pending" } }] } } };
    assert.match((await said("ec2", "StartInstances", started, "currentState")).text, /AWS's text: The current state/);
    const made = { responseElements: { dBInstanceStatus: "creating" } };
    assert.match(
      (await said("rds", "CreateDBInstance", made, "dBInstanceStatus")).text,
      /AWS's text: The current state of this/,
    );
    const role = { responseElements: { assumedRoleUser: { arn: "arn" } } };
    assert.match((await said("sts", "AssumeRole", role, "arn")).text, /AWS's text: The ARN of the temporary security/);
  });

  it("a member of a data type links its page too", async () => {
    const requestParameters = { source: { sourceData: { x509CertificateData: "x" } } };
    const { urls } = await said("rolesanywhere", "CreateTrustAnchor", { requestParameters }, "sourceData");
    assert.deepEqual(urls, [
      "https://docs.aws.amazon.com/goto/WebAPI/rolesanywhere-2018-05-10/Source",
      "https://docs.aws.amazon.com/goto/WebAPI/rolesanywhere-2018-05-10/CreateTrustAnchor",
    ]);
  });

  it("a parameter that AWS wrote nothing about is no wrapping", async () => {
    const { text } = await said(
      "iotanalytics",
      "CreateChannel",
      { requestParameters: { retentionPeriod: { unlimited: true } } },
      "retentionPeriod",
    );
    assert.doesNotMatch(text, /A wrapper/);
    const known = JSON.parse(fs.readFileSync(path.join(folder, "index.json"), "utf8")) as Record<string, string>;
    const silent = Object.keys(known).flatMap((name) =>
      silentParameters(known[name] ?? "").map((place) => [name, ...place] as const),
    );
    assert.ok(silent.length > 20, String(silent.length));
    for (const [source, name, key] of silent.slice(0, 50)) {
      const found = await said(source, name, { requestParameters: { [key]: { a: 1 } } }, key);
      assert.doesNotMatch(found.text, /A wrapper/, `${source} ${name} ${key}`);
    }
  });

  it("what is not in the model is reported as not known", async () => {
    for (const key of ["noSuchThing", "constructor", "__proto__", "Set"]) {
      const { text } = await said("ec2", "RunInstances", JSON.parse(`{"requestParameters":{"${key}":"x"}}`), key);
      assert.doesNotMatch(text, /AWS's text/, key);
    }
  });

  it("in Japanese AWS's text is marked as English", async () => {
    await inJapanese(async () => {
      const { text } = await said("s3", "ListObjectsV2", {}, "eventName");
      assert.match(text, /AWS の説明（英語）: Returns some/);
      assert.match(text, /IAM アクション: s3:ListBucket · アクセスレベル: リスト · 操作名と異なります/);
    });
  });
});

describe("the files of AWS's texts", () => {
  const names = () => fs.readdirSync(folder).filter((file) => file.endsWith(".api"));

  it("are written with the notices and both licences beside them", () => {
    const notice = fs.readFileSync(path.join(folder, "THIRD-PARTY-NOTICES.txt"), "utf8");
    for (const part of [
      /derived from the AWS SDK for JavaScript/,
      /aws-sdk \d/,
      /client-cognito-sync \d/,
      /iam-data \d/,
      /END OF TERMS AND CONDITIONS/,
      /MIT License/,
      /Copyright 2012-2017 Amazon\.com/,
    ]) {
      assert.match(notice, part);
    }
  });

  it("hold no markup, and their lines parse", () => {
    assert.ok(names().length > 400, String(names().length));
    let texts = 0;
    for (const name of names()) {
      const [head = "", ...lines] = fs.readFileSync(path.join(folder, name), "utf8").trimEnd().split("\n");
      const { uids } = JSON.parse(head) as { uids: string[] };
      for (const line of lines) {
        const [, kind, value = ""] = /^([OS])[^\t]+\t(.*)$/.exec(line) ?? [];
        const rows = Object.values(JSON.parse(value) as Record<string, [unknown, string?]>);
        for (const [first, second = ""] of rows) {
          if (kind === "O") assert.ok((first as number) < uids.length, line);
          const text = kind === "O" ? second : String(first);
          assert.doesNotMatch(text, /<\/?(p|code|note|b|i|a|ul|li)>|\{@|\*\//, `${name} ${line.slice(0, 80)}`);
          assert.ok(text.length <= 400, `${name} ${line.slice(0, 80)} ${text.length}`);
          texts++;
        }
      }
    }
    assert.ok(texts > 80_000, String(texts));
  });

  it("fewer than one operation in a hundred begins with a note", () => {
    const asides = /^(Deprecated|\(Deprecated|Note|Important|This (action|API|operation) (is|might|was) |This is )/;
    const rows = names().flatMap((name) =>
      fs
        .readFileSync(path.join(folder, name), "utf8")
        .split("\n")
        .filter((line) => line.startsWith("O")),
    );
    const noted = rows.filter((line) =>
      asides.test((JSON.parse(line.slice(line.indexOf("\t"))) as [number, string][])[0]?.[1] ?? ""),
    );
    assert.ok(rows.length > 20_000, String(rows.length));
    assert.ok(noted.length < rows.length / 100, `${noted.length} ${noted.slice(0, 5).join("\n")}`);
  });

  it("generating again changes no byte", async () => {
    const before = new Map(
      fs.readdirSync(folder).map((file) => [file, fs.readFileSync(path.join(folder, file), "utf8")]),
    );
    const { generateApiTexts } = (await import(
      pathToFileURL(path.join(root, "scripts/generate-api-texts.mjs")).href
    )) as {
      generateApiTexts: (folder: string) => string[];
    };
    const out = fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-api-"));
    try {
      const written = generateApiTexts(path.relative(root, out));
      assert.deepEqual(written.map((file: string) => path.basename(file)).sort(), [...before.keys()].sort());
      for (const [file, text] of before) assert.ok(fs.readFileSync(path.join(out, file), "utf8") === text, file);
    } finally {
      fs.rmSync(out, { recursive: true });
    }
  }).timeout(60_000);

  it("a service is read once, at its first hover, and only what the hover needs of it is parsed", async () => {
    const parse = JSON.parse;
    const parsed: string[] = [];
    JSON.parse = (text, reviver) => {
      parsed.push(text);
      return parse(text, reviver);
    };
    try {
      const fresh = apiTextsIn(folder);
      const first = await fresh("ec2.amazonaws.com");
      const shape = first?.operation("RunInstances", {})?.shape("RunInstancesRequest");
      assert.ok(shape?.["ImageId"]);
      assert.equal(await fresh("ec2.amazonaws.com"), first);
    } finally {
      JSON.parse = parse;
    }
    const lines = fs.readFileSync(path.join(folder, "ec2.api"), "utf8").split("\n");
    const [index, ...rest] = parsed;
    assert.equal(index, fs.readFileSync(path.join(folder, "index.json"), "utf8"));
    assert.deepEqual(
      rest.map((text) => lines.findIndex((line) => line === text || line.endsWith(`\t${text}`))).filter((at) => at < 0),
      [],
    );
    assert.equal(rest.length, 3, "the head, an operation, a shape");
  });

  it("a name from a log opens no other file", async () => {
    for (const name of [
      "../../package.amazonaws.com",
      "",
      "THIRD-PARTY-NOTICES",
      "index",
      "__proto__",
      "constructor",
    ]) {
      assert.equal(await textsOf(name), undefined, name);
    }
  });

  it("a folder that cannot be read is tried again", async () => {
    const out = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "cloudtrail-api-")), "api");
    const late = apiTextsIn(out);
    await assert.rejects(late("sqs.amazonaws.com"), /ENOENT/);
    fs.mkdirSync(out);
    fs.writeFileSync(path.join(out, "index.json"), '{"sqs":"sqs"}');
    await assert.rejects(late("sqs.amazonaws.com"), /ENOENT/);
    fs.writeFileSync(path.join(out, "sqs.api"), '{"uids":["sqs-2012-11-05"]}\nOA\t[[0,"Does a.","","","",""]]\n');
    assert.equal((await late("sqs.amazonaws.com"))?.operation("A", {})?.text, "Does a.");
    fs.rmSync(path.dirname(out), { recursive: true });
  });
});
