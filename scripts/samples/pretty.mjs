// A smaller log with many lines: one operator's morning in another Region.
import {
  ACCOUNT,
  accessKey,
  BROWSER,
  CLI,
  fromService,
  iamUser,
  later,
  recorder,
  roleSession,
  service,
} from "./record.mjs";

/** @typedef {import("./record.mjs").Add} Add */
/** @typedef {import("./record.mjs").From} From */
/** @typedef {import("./record.mjs").Fields} Fields */

const REGION = "eu-west-1";
const DAY = "2026-03-02";

export function prettyTrail() {
  const record = recorder({ file: 2, region: REGION, day: DAY });
  /** @type {Fields[]} */
  const records = [];
  /** @type {Add} */
  const add = (...args) => void records.push(record(...args));
  const heidi = iamUser("sample-heidi", { key: "AKIAI44QH8DHBEXAMPLE" });
  const from = ["198.51.100.40", CLI];
  const ops = roleSession("SampleOps", "heidi", {
    key: accessKey("ASIA", "heidiopss"),
    since: `${DAY}T07:30:05Z`,
    mfa: true,
  });

  add("07:30:00", "signin", "ConsoleLogin", iamUser("sample-heidi", { key: "" }), ["198.51.100.40", BROWSER], {
    eventType: "AwsConsoleSignIn",
    readOnly: false,
    responseElements: { ConsoleLogin: "Success" },
    additionalEventData: {
      LoginTo: `https://${REGION}.console.aws.amazon.com/console/home`,
      MobileVersion: "No",
      MFAUsed: "Yes",
    },
  });
  add("07:30:05", "sts", "AssumeRole", heidi, from, {
    readOnly: true,
    requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/SampleOps`, roleSessionName: "heidi" },
    responseElements: {
      credentials: {
        accessKeyId: ops.accessKeyId,
        sessionToken: "SYNTHETICSAMPLEEXAMPLESESSIONTOKEN==",
        expiration: "Mar 2, 2026, 8:30:05 AM",
      },
      assumedRoleUser: { assumedRoleId: ops.principalId, arn: ops.arn },
    },
    resources: [{ accountId: ACCOUNT, type: "AWS::IAM::Role", ARN: `arn:aws:iam::${ACCOUNT}:role/SampleOps` }],
  });
  for (const name of ["DescribeInstances", "DescribeInstanceStatus", "DescribeVolumes", "DescribeTags"]) {
    add("07:31:12", "ec2", name, ops, from, { requestParameters: { filterSet: {}, maxResults: 50 } });
  }
  const instance = "i-0abcdef12example00";
  const state = (/** @type {number} */ code, /** @type {string} */ name) => ({ code, name });
  add("07:32:00", "ec2", "StopInstances", ops, from, {
    requestParameters: { instancesSet: { items: [{ instanceId: instance }] }, force: false },
    responseElements: {
      requestId: "5a3e1eaa-0002-4000-8000-0000000000ec",
      instancesSet: {
        items: [{ instanceId: instance, currentState: state(64, "stopping"), previousState: state(16, "running") }],
      },
    },
  });
  add("07:32:40", "ec2", "ModifyInstanceAttribute", ops, from, {
    requestParameters: { instanceId: instance, instanceType: { value: "m7i.xlarge" } },
    errorCode: "Client.IncorrectInstanceState",
    errorMessage: `The instance '${instance}' is not in the 'stopped' state.`,
  });
  add("07:33:10", "ec2", "ModifyInstanceAttribute", ops, from, {
    requestParameters: { instanceId: instance, instanceType: { value: "m7i.xlarge" } },
    responseElements: { requestId: "5a3e1eaa-0002-4000-8000-0000000000ed", _return: true },
  });
  add("07:33:30", "ec2", "StartInstances", ops, from, {
    requestParameters: { instancesSet: { items: [{ instanceId: instance }] } },
    responseElements: {
      requestId: "5a3e1eaa-0002-4000-8000-0000000000ee",
      instancesSet: {
        items: [{ instanceId: instance, currentState: state(0, "pending"), previousState: state(80, "stopped") }],
      },
    },
  });
  const rule = {
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    groups: {},
    ipRanges: { items: [{ cidrIp: "203.0.113.0/24", description: "office" }] },
    ipv6Ranges: {},
    prefixListIds: {},
  };
  for (const [i, name] of ["AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"].entries()) {
    add(later("07:34:00", i * 90), "ec2", name, ops, from, {
      requestParameters: { groupId: "sg-0abcdef12example00", ipPermissions: { items: [rule] } },
      responseElements: { requestId: `5a3e1eaa-0002-4000-8000-0000000000f${i}`, _return: true },
    });
  }
  for (let i = 0; i < 4; i++) {
    add(later("07:36:00", i), "ssm", "GetParameter", ops, from, {
      requestParameters: { name: `/sample/web/setting-${i}`, withDecryption: i === 3 },
      ...(i === 3
        ? {
            errorCode: "AccessDeniedException",
            errorMessage: `User: ${ops.arn} is not authorized to perform: ssm:GetParameter on resource: arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/sample/web/setting-3 because no identity-based policy allows the ssm:GetParameter action`,
          }
        : {}),
    });
  }
  for (let i = 0; i < 3; i++) {
    add("07:37:00", "sts", "AssumeRole", service("ec2"), fromService("ec2"), {
      readOnly: true,
      requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/SampleWeb`, roleSessionName: instance },
      responseElements: {
        credentials: {
          accessKeyId: accessKey("ASIA", `web${"abc"[i]}`),
          sessionToken: "SYNTHETICSAMPLEEXAMPLESESSIONTOKEN==",
          expiration: "Mar 2, 2026, 1:37:00 PM",
        },
        assumedRoleUser: {
          assumedRoleId: `AROASAMPLEWEBXEXAMPLE:${instance}`,
          arn: `arn:aws:sts::${ACCOUNT}:assumed-role/SampleWeb/${instance}`,
        },
      },
      sharedEventID: `5a3e1ebb-0002-4000-8000-00000000000${i}`,
    });
  }
  add("07:38:30", "rds", "CreateDBSnapshot", ops, from, {
    requestParameters: { dBSnapshotIdentifier: "sample-before-change", dBInstanceIdentifier: "sample-db" },
    responseElements: {
      dBSnapshotIdentifier: "sample-before-change",
      status: "creating",
      percentProgress: 0,
      encrypted: true,
    },
  });
  add("07:39:00", "rds", "ModifyDBInstance", ops, from, {
    requestParameters: {
      dBInstanceIdentifier: "sample-db",
      applyImmediately: true,
      masterUserPassword: "****",
      allowMajorVersionUpgrade: false,
    },
    responseElements: { dBInstanceIdentifier: "sample-db", pendingModifiedValues: { masterUserPassword: "****" } },
  });
  add("07:40:00", "cloudwatch.amazonaws.com", "PutMetricAlarm", ops, from, {
    eventSource: "monitoring.amazonaws.com",
    requestParameters: { alarmName: "サンプル CPU > 80 %", threshold: 80, comparisonOperator: "GreaterThanThreshold" },
  });
  return records;
}
