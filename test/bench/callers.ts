import type { Random } from "./random";

export type Fields = Record<string, unknown>;

export interface Caller {
  identity: Fields;
  address: string;
  agent: string;
}

export const accounts = ["111122223333", "123456789012"];
export const regions = ["us-east-1", "us-east-1", "us-east-1", "eu-west-1", "eu-west-1", "ap-northeast-1"];
/** Text that is not ASCII, that JSON must escape, or that needs two UTF-16 units. */
export const oddNames = [
  "山田太郎",
  "zoë",
  "Łódź",
  'a "quoted" name',
  "back\\slash",
  "line\nbreak",
  "🧾 receipt",
  "tab\there",
];

const agents = [
  "aws-cli/2.24.0 md/awscrt#0.23.8 ua/2.1 os/linux#6.1.0 md/arch#x86_64 lang/python#3.12.9 md/pyimpl#CPython cfg/retry-mode#standard md/prompt#off md/command#s3api.get-object",
  "Boto3/1.37.1 md/Botocore#1.37.1 ua/2.1 os/linux#6.1.0-1.amzn2023.x86_64 md/arch#x86_64 lang/python#3.13.2 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.37.1",
  "APN/1.0 HashiCorp/1.0 Terraform/1.10.5 (+https://www.terraform.io) terraform-provider-aws/5.88.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.36.1 os/linux lang/go#1.23.6 md/GOOS#linux md/GOARCH#amd64",
  "aws-sdk-java/2.30.26 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1 lang/java#21.0.6 md/OpenJDK_64-Bit_Server_VM#21.0.6 md/vendor#Amazon.com_Inc. cfg/retry-mode#legacy",
  "[aws-sdk-go/1.55.6 (go1.23.6; linux; amd64) exec-env/AWS_ECS_FARGATE]",
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36",
];
const awsServices = ["lambda", "ec2", "ecs-tasks", "cloudformation", "s3", "autoscaling", "config", "eks"];

/** The people, roles and machines of one invented organization, the same for the same seed. */
export class Callers {
  private readonly users: string[];
  private readonly roles: { name: string; id: string }[];
  private readonly addresses: string[];
  private readonly sessions: { role: number; name: string; key: string; since: number }[];
  readonly subs: string[];
  readonly clients: string[];

  constructor(private readonly random: Random) {
    const r = random;
    const jobs = ["app", "ecs-task", "lambda", "node", "pipeline", "deploy", "audit", "backup"];
    this.users = Array.from({ length: 60 }, (_, i) => (i < 57 ? `user-${i}` : `${["jörg", "zoë", "李"][i - 57]}`));
    this.roles = Array.from({ length: 90 }, (_, i) => ({
      name: i % 11 === 3 ? `AWSReservedSSO_Access${i}_${r.hex(16)}` : `${jobs[i % 8]}-${i}`,
      id: `AROA${r.capitals(10)}EXAMPLE`,
    }));
    this.addresses = Array.from({ length: 900 }, (_, i) =>
      i % 12 === 7
        ? `2001:db8:${r.hex(4)}::${r.hex(3)}`
        : `${r.pick(["192.0.2", "198.51.100", "203.0.113"])}.${1 + r.below(254)}`,
    );
    this.sessions = Array.from({ length: 2500 }, () => this.newSession(0));
    this.subs = Array.from({ length: 4000 }, () => r.uuid());
    this.clients = Array.from({ length: 12 }, () => `${r.hex(24)}ex`);
  }

  roleArn(account: string): string {
    return `arn:aws:iam::${account}:role/${this.random.favourite(this.roles).name}`;
  }

  address(): string {
    return this.random.favourite(this.addresses);
  }

  agent(): string {
    return this.random.pick(agents);
  }

  /** The caller of most services: a role session four times in five. */
  anyone(account: string, time: number): Caller {
    const r = this.random;
    const kind = r.unit();
    if (kind < 0.78) return this.roleSession(account, time);
    if (kind < 0.9) return this.outside(this.user(account));
    if (kind < 0.95) return this.service();
    if (kind < 0.965) return this.outside(root(account));
    if (kind < 0.98)
      return this.outside({
        type: "AWSAccount",
        principalId: `AIDA${r.capitals(10)}EXAMPLE`,
        accountId: r.pick(accounts),
      });
    if (kind < 0.99) return this.outside(this.federated(account));
    return this.outside({ type: "Unknown", principalId: "", accountId: account });
  }

  service(): Caller {
    const host = `${this.random.pick(awsServices)}.amazonaws.com`;
    return { identity: { type: "AWSService", invokedBy: host }, address: host, agent: host };
  }

  outside(identity: Fields): Caller {
    return { identity, address: this.address(), agent: this.agent() };
  }

  user(account: string): Fields {
    const userName = this.random.favourite(this.users);
    return {
      type: "IAMUser",
      principalId: `AIDA${userName
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, "")
        .padEnd(10, "A")}EXAMPLE`,
      arn: `arn:aws:iam::${account}:user/${userName}`,
      accountId: account,
      accessKeyId: `AKIA${userName
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, "")
        .padEnd(9, "A")}EXAMPLE`,
      userName,
    };
  }

  private newSession(time: number) {
    const r = this.random;
    const name = r.chance(0.4)
      ? `i-0${r.hex(16)}`
      : r.chance(0.5)
        ? `botocore-session-${1_700_000_000 + r.below(9_000_000)}`
        : r.pick(this.users);
    return { role: r.below(90), name, key: `ASIA${r.capitals(9)}EXAMPLE`, since: time };
  }

  private roleSession(account: string, time: number): Caller {
    const r = this.random;
    const at = Math.floor(r.unit() ** 2 * this.sessions.length);
    let session = this.sessions[at]!;
    // Keys last about an hour: sessions are replaced as time passes.
    if (session.since === 0 || r.chance(0.004)) {
      session = this.newSession(time);
      this.sessions[at] = session;
    }
    const role = this.roles[session.role]!;
    const identity: Fields = {
      type: "AssumedRole",
      principalId: `${role.id}:${session.name}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${session.name}`,
      accountId: account,
      accessKeyId: session.key,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: role.id,
          arn: `arn:aws:iam::${account}:role/${role.name}`,
          accountId: account,
          userName: role.name,
        },
        webIdFederationData: {},
        attributes: { creationDate: isoSeconds(session.since), mfaAuthenticated: "false" },
        ...(session.name.startsWith("i-") ? { ec2RoleDelivery: "2.0" } : {}),
      },
    };
    if (!r.chance(0.15)) return { identity, address: this.address(), agent: this.agent() };
    const host = `${r.pick(awsServices)}.amazonaws.com`;
    return { identity: { ...identity, invokedBy: host }, address: host, agent: host };
  }

  private federated(account: string): Fields {
    const name = this.random.favourite(this.users);
    return {
      type: "FederatedUser",
      principalId: `${account}:${name}`,
      arn: `arn:aws:sts::${account}:federated-user/${name}`,
      accountId: account,
      accessKeyId: `ASIA${this.random.capitals(9)}EXAMPLE`,
      sessionContext: {
        sessionIssuer: this.user(account),
        webIdFederationData: {},
        attributes: { creationDate: "2026-03-01T00:00:00Z", mfaAuthenticated: "false" },
      },
    };
  }
}

export function root(account: string): Fields {
  return {
    type: "Root",
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
    accessKeyId: "",
  };
}

export function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
