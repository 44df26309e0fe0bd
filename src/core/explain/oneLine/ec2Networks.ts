/** Amazon EC2: security groups and networks. */
import * as l10n from "@vscode/l10n";
import { type Rows, row } from "./row";

export const ec2Networks: Rows = {
  CreateSecurityGroup: row(
    ["groupName"],
    (...of) => l10n.t("{0} created security group {1}", ...of),
    (...of) => l10n.t("{0} tried to create security group {1}", ...of),
  ),
  DeleteSecurityGroup: row(
    ["groupId"],
    (...of) => l10n.t("{0} deleted security group {1}", ...of),
    (...of) => l10n.t("{0} tried to delete security group {1}", ...of),
  ),
  AuthorizeSecurityGroupIngress: row(
    ["groupId"],
    (...of) => l10n.t("{0} added inbound rules to security group {1}", ...of),
    (...of) => l10n.t("{0} tried to add inbound rules to security group {1}", ...of),
  ),
  AuthorizeSecurityGroupEgress: row(
    ["groupId"],
    (...of) => l10n.t("{0} added outbound rules to security group {1}", ...of),
    (...of) => l10n.t("{0} tried to add outbound rules to security group {1}", ...of),
  ),
  RevokeSecurityGroupIngress: row(
    ["groupId"],
    (...of) => l10n.t("{0} removed inbound rules of security group {1}", ...of),
    (...of) => l10n.t("{0} tried to remove inbound rules of security group {1}", ...of),
  ),
  RevokeSecurityGroupEgress: row(
    ["groupId"],
    (...of) => l10n.t("{0} removed outbound rules of security group {1}", ...of),
    (...of) => l10n.t("{0} tried to remove outbound rules of security group {1}", ...of),
  ),
  CreateVpc: row(
    ["cidrBlock"],
    (...of) => l10n.t("{0} created a VPC with the addresses {1}", ...of),
    (...of) => l10n.t("{0} tried to create a VPC with the addresses {1}", ...of),
  ),
  DeleteVpc: row(
    ["vpcId"],
    (...of) => l10n.t("{0} deleted VPC {1}", ...of),
    (...of) => l10n.t("{0} tried to delete VPC {1}", ...of),
  ),
  CreateSubnet: row(
    ["vpcId"],
    (...of) => l10n.t("{0} created a subnet in VPC {1}", ...of),
    (...of) => l10n.t("{0} tried to create a subnet in VPC {1}", ...of),
  ),
  DeleteSubnet: row(
    ["subnetId"],
    (...of) => l10n.t("{0} deleted subnet {1}", ...of),
    (...of) => l10n.t("{0} tried to delete subnet {1}", ...of),
  ),
  AttachInternetGateway: row(
    ["internetGatewayId", "vpcId"],
    (...of) => l10n.t("{0} attached internet gateway {1} to VPC {2}", ...of),
    (...of) => l10n.t("{0} tried to attach internet gateway {1} to VPC {2}", ...of),
  ),
  CreateRoute: row(
    ["routeTableId"],
    (...of) => l10n.t("{0} added a route to route table {1}", ...of),
    (...of) => l10n.t("{0} tried to add a route to route table {1}", ...of),
  ),
  DeleteRoute: row(
    ["routeTableId"],
    (...of) => l10n.t("{0} removed a route of route table {1}", ...of),
    (...of) => l10n.t("{0} tried to remove a route of route table {1}", ...of),
  ),
  CreateNetworkAclEntry: row(
    ["networkAclId"],
    (...of) => l10n.t("{0} added a rule to network ACL {1}", ...of),
    (...of) => l10n.t("{0} tried to add a rule to network ACL {1}", ...of),
  ),
  DeleteNetworkAclEntry: row(
    ["networkAclId"],
    (...of) => l10n.t("{0} removed a rule of network ACL {1}", ...of),
    (...of) => l10n.t("{0} tried to remove a rule of network ACL {1}", ...of),
  ),
  DeleteFlowLogs: row(
    [],
    (...of) => l10n.t("{0} removed flow logs", ...of),
    (...of) => l10n.t("{0} tried to remove flow logs", ...of),
  ),
};
