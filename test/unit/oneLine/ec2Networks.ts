import type { Case } from "./case";

export const ec2Networks: readonly Case[] = [
  ["CreateSecurityGroup", { groupName: "admins" }, "created security group admins", "create security group admins"],
  ["DeleteSecurityGroup", { groupId: "sg-1" }, "deleted security group sg-1", "delete security group sg-1"],
  [
    "AuthorizeSecurityGroupIngress",
    { groupId: "sg-1" },
    "added inbound rules to security group sg-1",
    "add inbound rules to security group sg-1",
  ],
  [
    "AuthorizeSecurityGroupEgress",
    { groupId: "sg-1" },
    "added outbound rules to security group sg-1",
    "add outbound rules to security group sg-1",
  ],
  [
    "RevokeSecurityGroupIngress",
    { groupId: "sg-1" },
    "removed inbound rules of security group sg-1",
    "remove inbound rules of security group sg-1",
  ],
  [
    "RevokeSecurityGroupEgress",
    { groupId: "sg-1" },
    "removed outbound rules of security group sg-1",
    "remove outbound rules of security group sg-1",
  ],
  [
    "CreateVpc",
    { cidrBlock: "10.0.0.0/16" },
    "created a VPC with the addresses 10.0.0.0/16",
    "create a VPC with the addresses 10.0.0.0/16",
  ],
  ["DeleteVpc", { vpcId: "vpc-1" }, "deleted VPC vpc-1", "delete VPC vpc-1"],
  ["CreateSubnet", { vpcId: "vpc-1" }, "created a subnet in VPC vpc-1", "create a subnet in VPC vpc-1"],
  ["DeleteSubnet", { subnetId: "subnet-1" }, "deleted subnet subnet-1", "delete subnet subnet-1"],
  [
    "AttachInternetGateway",
    { internetGatewayId: "igw-1", vpcId: "vpc-1" },
    "attached internet gateway igw-1 to VPC vpc-1",
    "attach internet gateway igw-1 to VPC vpc-1",
  ],
  ["CreateRoute", { routeTableId: "rtb-1" }, "added a route to route table rtb-1", "add a route to route table rtb-1"],
  [
    "DeleteRoute",
    { routeTableId: "rtb-1" },
    "removed a route of route table rtb-1",
    "remove a route of route table rtb-1",
  ],
  [
    "CreateNetworkAclEntry",
    { networkAclId: "acl-1" },
    "added a rule to network ACL acl-1",
    "add a rule to network ACL acl-1",
  ],
  [
    "DeleteNetworkAclEntry",
    { networkAclId: "acl-1" },
    "removed a rule of network ACL acl-1",
    "remove a rule of network ACL acl-1",
  ],
  ["DeleteFlowLogs", {}, "removed flow logs", "remove flow logs"],
];
