import * as Hex from '../Hex.ts'
import type { Call } from './Call.ts'

/** Functions of tokens. */
const TOKEN_SELECTORS: ReadonlySet<string> = new Set([
  '0xa9059cbb', // transfer(address,uint256)
  '0x23b872dd', // transferFrom(address,address,uint256)
  '0x095ea7b3', // approve(address,uint256)
  '0x39509351', // increaseAllowance(address,uint256)
  '0xa457c2d7', // decreaseAllowance(address,uint256)
  '0xd505accf', // permit, EIP-2612
  '0xa22cb465', // setApprovalForAll(address,bool)
  '0x42842e0e', // safeTransferFrom, ERC-721
  '0xb88d4fde', // safeTransferFrom with data, ERC-721
  '0xf242432a', // safeTransferFrom, ERC-1155
  '0x2eb2c2d6', // safeBatchTransferFrom, ERC-1155
])

/** Whether a call looks like one of a token: run in one's own name it moves none, and a screen may show it as if it did. */
export function looksLikeToken({ data }: Call): boolean {
  return TOKEN_SELECTORS.has(Hex.ofBytes(data.subarray(0, 4)))
}
