export { type FreshAnswer, type HashName, readBytes } from './Answer.ts'
export {
  type Client,
  type ClientOptions,
  createClient,
  type GetOptions,
  type NotModified,
  type RequestOptions,
  type SocketOptions,
} from './Client.ts'
export type { HostAddress, Resolve } from './Destination.ts'
export type { HeaderFields } from './headers.ts'
export { isPublicAddress } from './isPublicAddress.ts'
export { NetError, StatusError } from './NetError.ts'
export type { TextSocket } from './openSocket.ts'
export { type RetryOptions, retry } from './retry.ts'
