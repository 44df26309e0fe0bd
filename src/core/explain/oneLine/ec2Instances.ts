/** Amazon EC2: instances and key pairs. */
import * as l10n from "@vscode/l10n";
import { oneInstance, oneNewInstance, severalInstances, severalNewInstances } from "./needs";
import { type Rows, row } from "./row";

export const ec2Instances: Rows = {
  RunInstances: [
    row([oneNewInstance], (...of) => l10n.t("{0} launched EC2 instance {1}", ...of)),
    row([severalNewInstances], (...of) => l10n.t("{0} launched {1} EC2 instances", ...of)),
    row(
      [],
      (...of) => l10n.t("{0} launched EC2 instances", ...of),
      (...of) => l10n.t("{0} tried to launch EC2 instances", ...of),
    ),
  ],
  StartInstances: [
    row(
      [oneInstance],
      (...of) => l10n.t("{0} started EC2 instance {1}", ...of),
      (...of) => l10n.t("{0} tried to start EC2 instance {1}", ...of),
    ),
    row(
      [severalInstances],
      (...of) => l10n.t("{0} started {1} EC2 instances", ...of),
      (...of) => l10n.t("{0} tried to start {1} EC2 instances", ...of),
    ),
  ],
  StopInstances: [
    row(
      [oneInstance],
      (...of) => l10n.t("{0} stopped EC2 instance {1}", ...of),
      (...of) => l10n.t("{0} tried to stop EC2 instance {1}", ...of),
    ),
    row(
      [severalInstances],
      (...of) => l10n.t("{0} stopped {1} EC2 instances", ...of),
      (...of) => l10n.t("{0} tried to stop {1} EC2 instances", ...of),
    ),
  ],
  RebootInstances: [
    row(
      [oneInstance],
      (...of) => l10n.t("{0} asked EC2 instance {1} to restart", ...of),
      (...of) => l10n.t("{0} tried to ask EC2 instance {1} to restart", ...of),
    ),
    row(
      [severalInstances],
      (...of) => l10n.t("{0} asked {1} EC2 instances to restart", ...of),
      (...of) => l10n.t("{0} tried to ask {1} EC2 instances to restart", ...of),
    ),
  ],
  TerminateInstances: [
    row(
      [oneInstance],
      (...of) => l10n.t("{0} terminated EC2 instance {1}", ...of),
      (...of) => l10n.t("{0} tried to terminate EC2 instance {1}", ...of),
    ),
    row(
      [severalInstances],
      (...of) => l10n.t("{0} terminated {1} EC2 instances", ...of),
      (...of) => l10n.t("{0} tried to terminate {1} EC2 instances", ...of),
    ),
  ],
  ModifyInstanceAttribute: row(
    ["instanceId"],
    (...of) => l10n.t("{0} changed a setting of EC2 instance {1}", ...of),
    (...of) => l10n.t("{0} tried to change a setting of EC2 instance {1}", ...of),
  ),
  ModifyInstanceMetadataOptions: row(
    ["instanceId"],
    (...of) => l10n.t("{0} changed the metadata service settings of EC2 instance {1}", ...of),
    (...of) => l10n.t("{0} tried to change the metadata service settings of EC2 instance {1}", ...of),
  ),
  GetPasswordData: row(
    ["instanceId"],
    (...of) => l10n.t("{0} fetched the encrypted administrator password of EC2 instance {1}", ...of),
    (...of) => l10n.t("{0} tried to fetch the encrypted administrator password of EC2 instance {1}", ...of),
  ),
  GetConsoleOutput: row(
    ["instanceId"],
    (...of) => l10n.t("{0} read the console output of EC2 instance {1}", ...of),
    (...of) => l10n.t("{0} tried to read the console output of EC2 instance {1}", ...of),
  ),
  DescribeInstances: row(
    [],
    (...of) => l10n.t("{0} looked at EC2 instances", ...of),
    (...of) => l10n.t("{0} tried to look at EC2 instances", ...of),
  ),
  CreateKeyPair: row(
    ["keyName"],
    (...of) => l10n.t("{0} created key pair {1}", ...of),
    (...of) => l10n.t("{0} tried to create key pair {1}", ...of),
  ),
  ImportKeyPair: row(
    ["keyName"],
    (...of) => l10n.t("{0} imported key pair {1}", ...of),
    (...of) => l10n.t("{0} tried to import key pair {1}", ...of),
  ),
  DeleteKeyPair: row(
    ["keyName"],
    (...of) => l10n.t("{0} deleted key pair {1}", ...of),
    (...of) => l10n.t("{0} tried to delete key pair {1}", ...of),
  ),
  DescribeSecurityGroups: row(
    [],
    (...of) => l10n.t("{0} looked at security groups", ...of),
    (...of) => l10n.t("{0} tried to look at security groups", ...of),
  ),
};
