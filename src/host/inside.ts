import { BlockList, isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'

// Loopback, link-local and the private networks of RFC 1918 and RFC 4193.
const PRIVATE = new BlockList()
PRIVATE.addSubnet('127.0.0.0', 8)
PRIVATE.addSubnet('10.0.0.0', 8)
PRIVATE.addSubnet('172.16.0.0', 12)
PRIVATE.addSubnet('192.168.0.0', 16)
PRIVATE.addSubnet('169.254.0.0', 16)
PRIVATE.addAddress('::1', 'ipv6')
PRIVATE.addSubnet('fc00::', 7, 'ipv6')
PRIVATE.addSubnet('fe80::', 10, 'ipv6')

/**
 * Whether a request comes from this machine or its private network. One that a proxy has passed on which is not trusted
 * comes from anywhere.
 */
export function isInside({ ip, socket, headers }: Pick<FastifyRequest, 'ip' | 'socket' | 'headers'>): boolean {
  const isPassedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  if (isPassedOn && ip === socket.remoteAddress) return false
  return PRIVATE.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4')
}
