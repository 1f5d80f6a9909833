import { BlockList, isIP } from 'node:net';

function blockList(subnets: Array<[net: string, prefix: number]>): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) {
    list.addSubnet(net, prefix, isIP(net) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** Nothing is ever asked there: metadata services hand out credentials. */
const REFUSED = blockList([
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  // Metadata services of Alibaba, Azure and Oracle
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['192.0.0.192', 32],
  // Multicast, reserved, broadcast
  ['224.0.0.0', 3],
  ['::', 128],
  ['fe80::', 10],
  // AWS' metadata services
  ['fd00:ec2::', 32],
  ['ff00::', 8],
  // NAT64 of nothing, and of networks of their own
  ['64:ff9b::', 112],
  ['64:ff9b:1::', 48],
  // Tunnels, which would hide the address behind
  ['2001::', 32],
  ['2002::', 16],
]);

const PRIVATE = blockList([
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['::1', 128],
  ['fc00::', 7],
  ['fec0::', 10],
]);

/** What kind of place an address is. */
export function judgeAddress(text: string): 'public' | 'private' | 'refused' {
  const [withoutZone] = text.split('%');
  const address = embeddedIpv4(withoutZone) ?? withoutZone;
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0 || REFUSED.check(address, family)) {
    return 'refused';
  }
  return PRIVATE.check(address, family) ? 'private' : 'public';
}

/** The address of IPv4 that one of IPv6 stands for: mapped, compatible, NAT64. */
function embeddedIpv4(text: string): string | undefined {
  if (isIP(text) !== 6) {
    return undefined;
  }
  // The URL parser gives the one short form of each address.
  const [, high, low] =
    /^\[(?:::ffff:|64:ff9b::|::)([\da-f]{1,4}):([\da-f]{1,4})\]$/.exec(
      new URL(`http://[${text}]`).hostname,
    ) ?? [];
  if (high === undefined) {
    return undefined;
  }
  const bits = [parseInt(high, 16), parseInt(low, 16)];
  return bits.flatMap(word => [word >> 8, word & 255]).join('.');
}
