/** The tables of sentences for each service. */
import { appUsers } from "./appUsers";
import { cloudtrail } from "./cloudtrail";
import { ec2Instances } from "./ec2Instances";
import { ec2Networks } from "./ec2Networks";
import { ec2Volumes } from "./ec2Volumes";
import { iamOther } from "./iamOther";
import { iamPolicies } from "./iamPolicies";
import { iamRoles } from "./iamRoles";
import { iamUsers } from "./iamUsers";
import { identityCenter } from "./identityCenter";
import { identityPools } from "./identityPools";
import { kms } from "./kms";
import { lambda } from "./lambda";
import type { Row, Rows } from "./row";
import { s3Buckets } from "./s3Buckets";
import { s3Objects } from "./s3Objects";
import { signIn } from "./signIn";
import { signInPages } from "./signInPages";
import { sts } from "./sts";
import { userPools } from "./userPools";

export const tables: Readonly<Record<string, Rows>> = {
  "cloudtrail.amazonaws.com": cloudtrail,
  "cognito-identity.amazonaws.com": identityPools,
  "cognito-idp.amazonaws.com": { ...appUsers, ...userPools, ...signInPages },
  "ec2.amazonaws.com": { ...ec2Instances, ...ec2Networks, ...ec2Volumes },
  "iam.amazonaws.com": { ...iamUsers, ...iamRoles, ...iamPolicies, ...iamOther },
  "kms.amazonaws.com": kms,
  "lambda.amazonaws.com": lambda,
  "s3.amazonaws.com": { ...s3Buckets, ...s3Objects },
  "signin.amazonaws.com": signIn,
  "sso.amazonaws.com": identityCenter,
  "sts.amazonaws.com": sts,
};

export function rowsFor(eventSource: string, eventName: string): readonly Row[] {
  const table = Object.hasOwn(tables, eventSource) ? tables[eventSource] : undefined;
  // Lambda appends its API version to the name: CreateFunction20150331
  const name = eventSource === "lambda.amazonaws.com" ? eventName.replace(/\d{8}(v\d)?$/, "") : eventName;
  const found = table && Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) return [];
  return "needs" in found ? [found] : found;
}
