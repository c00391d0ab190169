/** Which addresses belong to the public internet: what a base URL of a stranger may lead to. */
import { BlockList, isIPv4 } from 'node:net'

/**
 * IPv4 addresses that are not of the public internet, by the registry of special-purpose addresses
 * (https://www.iana.org/assignments/iana-ipv4-special-registry), multicast and reserved ones. Services that tell machines their secrets live at
 * 169.254.169.254, 100.100.100.200 and 192.0.0.192, which are within, and at 168.63.129.16, which is not.
 */
const notPublic4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/**
 * All public IPv6 addresses begin with the bits 001. Mapped and translated IPv4 addresses, unique local, link-local and multicast ones lie
 * outside; so does NAT64, whose hosts have addresses of their own.
 */
const global6 = ['2000::', 3] as const

/** Parts of that space which are not for hosts, or hide an IPv4 address: https://www.iana.org/assignments/iana-ipv6-special-registry. */
const notPublic6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const refused = new BlockList()
for (const [network, prefix] of notPublic4) refused.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of notPublic6) refused.addSubnet(network, prefix, 'ipv6')
const globalUnicast6 = new BlockList()
globalUnicast6.addSubnet(...global6, 'ipv6')

/** Whether an address, in the form that Node writes, is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refused.check(address, 'ipv4')
  const withoutZone = address.replace(/%.*$/, '')
  return globalUnicast6.check(withoutZone, 'ipv6') && !refused.check(withoutZone, 'ipv6')
}
